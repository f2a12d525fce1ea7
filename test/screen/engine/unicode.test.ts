import {Buffer} from 'node:buffer';
import test from 'ava';
import stringWidth from 'string-width';
import {feed, shown} from './feed.js';

const cells = (text: string, options = {}): Array<[string, number]> => {
	const {grid} = feed(text, options);
	return Array.from({length: 20}, (_, x) => grid.cell({x, y: 0})).filter(({text: shownText, width}) => width > 0 && shownText !== ' ').map(cell => [cell.text, cell.width]);
};

const clusters: Array<[what: string, text: string, cells: Array<[string, number]>]> = [
	['a mark joins its letter', 'e\u{301}x', [['e\u{301}', 1], ['x', 1]]],
	['a family is one emoji', '👩‍👩‍👧!', [['👩‍👩‍👧', 2], ['!', 1]]],
	['two flags are two', '🇩🇪🇫🇷', [['🇩🇪', 2], ['🇫🇷', 2]]],
	['half a flag is wide, and three halves are two', '🇩🇪🇫', [['🇩🇪', 2], ['🇫', 2]]],
	['a skin tone joins', '👍🏽x', [['👍🏽', 2], ['x', 1]]],
	['a variation selector makes an emoji wide', '❤️x', [['❤️', 2], ['x', 1]]],
	['and narrow', '⌚︎x', [['⌚︎', 1], ['x', 1]]],
	['a keycap is wide', '1️⃣x', [['1️⃣', 2], ['x', 1]]],
	['jamo make one syllable', '\u{1112}\u{1161}\u{11AB}x', [['\u{1112}\u{1161}\u{11AB}', 2], ['x', 1]]],
	['ideographs are wide', '漢字', [['漢', 2], ['字', 2]]],
	['a mark that has nothing to join is dropped', '\u{301}x', [['x', 1]]],
	['bidirectional controls never reach a cell', 'a\u{202E}b\u{2066}c', [['a', 1], ['b', 1], ['c', 1]]],
	['seventeen marks are sixteen', `e${'\u{301}'.repeat(17)}x`, [[`e${'\u{301}'.repeat(16)}`, 1], ['x', 1]]],
];

for (const [what, text, expected] of clusters) {
	test(what, t => {
		t.deepEqual(cells(text), expected);
	});
}

test('ambiguous characters are as wide as the person says', t => {
	t.deepEqual(cells('Ω±'), [['Ω', 1], ['±', 1]]);
	t.deepEqual(cells('Ω±', {ambiguousWidth: 2}), [['Ω', 2], ['±', 2]]);
});

test('a program that turns graphemes off gets a cell for each part', t => {
	t.deepEqual(cells('\u{1B}[?2027l❤️x'), [['❤️', 1], ['x', 1]]);
	// A program that counts for itself counts one cell for each half.
	t.deepEqual(cells('\u{1B}[?2027l🇩🇪x'), [['🇩', 1], ['🇪', 1], ['x', 1]]);
	t.deepEqual(cells('ä\u{1B}[?2027l日🇩🇪x🇩'), [['ä', 1], ['日', 2], ['🇩', 1], ['🇪', 1], ['x', 1], ['🇩', 1]]);
});

test('bytes that are no UTF-8 are one mark for each that could have begun a character', t => {
	t.is(shown(String.fromCodePoint(0x61)), 'a');
	const engine = feed(Uint8Array.of(0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0xED, 0xA0, 0x80));
	t.is(engine.line(0).text, 'a\u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}');
});

test('every character is as wide as the client counts it', t => {
	const wrong: string[] = [];
	const engine = feed('', {size: {cols: 4, rows: 1}, historyLines: 0});
	for (let codePoint = 0xA0; codePoint < 0x2_00_00; codePoint++) {
		const character = String.fromCodePoint(codePoint);
		// Lone surrogates, unwanted ones, and jamo that stand alone have no width to agree about.
		if (/[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}\u{115F}-\u{11FF}\u{D7B0}-\u{D7FB}]/v.test(character)) {
			continue;
		}

		// On a screen that is new each time.
		engine.write(Buffer.from(`\u{1B}c${character}`));
		const {x} = engine.cursor;
		if (x !== Math.min(2, stringWidth(character))) {
			wrong.push(`U+${codePoint.toString(16)}: ${x}`);
		}
	}

	t.deepEqual(wrong, []);
});
