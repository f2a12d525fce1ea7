import test from 'ava';
import {gridText} from '../../../source/screen/row-text.js';
import {attribute, paletteColor, rgbColor} from '../../../source/screen/style.js';
import {feed, shown, write} from './feed.js';

const screens: Array<[promise: string, input: string, screen: string]> = [
	['margins keep text between them', '\u{1B}[?69h\u{1B}[5;8s\u{1B}[1;5Habcdefgh', '    abcd\n    efgh'],
	['with margins, lines scroll between them alone', 'aaaaaa\r\nbbbbbb\r\ncccccc\u{1B}[?69h\u{1B}[2;3s\u{1B}[1;3r\u{1B}[S', 'abbaaa\nbccbbb\nc  ccc'],
	['with margins, lines are inserted between them alone', 'aaaaaa\r\nbbbbbb\r\ncccccc\u{1B}[?69h\u{1B}[2;3s\u{1B}[1;2H\u{1B}[L', 'a  aaa\nbaabbb\ncbbccc\n cc'],
	['without mode 69 there are no margins', '\u{1B}[5;8s\u{1B}[1;5Habcdefgh', '    abcdefgh'],
	['a rectangle is filled', '\u{1B}[88;2;3;3;5$x', '\n  XXX\n  XXX'],
	['a rectangle is erased', 'abcdef\r\nghijkl\u{1B}[1;2;2;3$z', 'a  def\ng  jkl'],
	['a rectangle is copied, also onto itself', 'abcdef\r\nghijkl\u{1B}[1;1;2;3;1;1;2;1$v', 'aabcef\ngghikl'],
	['columns are inserted and deleted', 'abcdef\r\nghijkl\u{1B}[1;2H\u{1B}[2\'}\u{1B}[1;1H\u{1B}[\'~', '  bcdef\n  hijkl'],
	['line drawing is one character away with SS2 and SS3', '\u{1B}*0\u{1B}+0\u{1B}Nqq\u{1B}Oxx', '─q│x'],
	['G1 is shifted in and out', '\u{1B})0q\u{E}qx\u{F}q', 'q─│q'],
	['a character is repeated', 'ab\u{1B}[3bc', 'abbbbc'],
	['the alignment pattern fills the screen', '\u{1B}[2;3r\u{1B}#8', Array.from({length: 6}, () => 'E'.repeat(20)).join('\n')],
	['origin mode counts from the margins', '\u{1B}[2;4r\u{1B}[?6h\u{1B}[1;1Ha\u{1B}[9;1Hb', '\na\n\nb'],
	['tabs are set, cleared and gone back to', '\u{1B}[3g\u{1B}[5G\u{1B}H\r\tx\u{1B}[Zy', '    y'],
	['insert mode moves what stands there', 'abc\r\u{1B}[4hxy\u{1B}[4lz', 'xyzbc'],
	['a line feed returns the carriage in mode 20', 'ab\u{1B}[20h\ncd', 'ab\ncd'],
	['back and forward index move columns at the edge', 'abc\r\u{1B}6\u{1B}[20Gz\u{1B}9', `abc${' '.repeat(15)}z`],
	['reverse wrap goes back over the end of a row', `\u{1B}[?45h${'x'.repeat(21)}\b\b\bY`, `${'x'.repeat(18)}Yx\nx`],
	['text of 8 bits, CAN and strings that are cut off leave no trace', 'a\u{9B}31mb\u{1B}[3\u{18}c\u{1B}]0;t\u{1A}d\u{1B}Pq\u{1B}[1me', 'abcde'],
];

for (const [promise, input, screen] of screens) {
	test(promise, t => {
		t.is(shown(input), screen);
	});
}

test('colours and underlines come in both notations', t => {
	const engine = feed('\u{1B}[38:2:1:2:3ma\u{1B}[38:2::4:5:6mb\u{1B}[48:5:9mc\u{1B}[0;58;2;7;8;9;4:3md\u{1B}[59;21me\u{1B}[4:0mf');
	const looks = [0, 1, 2, 3, 4, 5].map(x => engine.styles.get(engine.grid.cell({x, y: 0}).style));
	t.is(looks[0]!.foreground, rgbColor(0x01_02_03));
	t.is(looks[1]!.foreground, rgbColor(0x04_05_06));
	t.is(looks[2]!.background, paletteColor(9));
	t.like(looks[3], {underline: 'curly', underlineColor: rgbColor(0x07_08_09), foreground: 0});
	t.like(looks[4], {underline: 'double', underlineColor: 0});
	t.like(looks[5], {underline: 'none'});
});

test('the looks of a rectangle are set and reversed', t => {
	const engine = feed('abcd\u{1B}[2*x\u{1B}[1;2;1;3;1;4$r\u{1B}[1;3;1;4;1$t');
	const looks = [0, 1, 2, 3].map(x => engine.styles.get(engine.grid.cell({x, y: 0}).style));
	t.deepEqual(looks.map(({attributes, underline}) => [attributes, underline]), [[0, 'none'], [attribute.bold, 'single'], [0, 'single'], [attribute.bold, 'none']]);
});

test('each screen has its own keyboard flags, pushed and popped', t => {
	const engine = feed('\u{1B}[>1u\u{1B}[=8;2u');
	t.is(engine.modes.kittyFlags, 9);
	write(engine, '\u{1B}[?1049h');
	t.is(engine.modes.kittyFlags, 0);
	write(engine, '\u{1B}[>31u\u{1B}[?1049l');
	t.is(engine.modes.kittyFlags, 9);
	write(engine, '\u{1B}[<u');
	t.is(engine.modes.kittyFlags, 0);
	write(engine, '\u{1B}[>4;2m');
	t.is(engine.modes.modifyOtherKeys, 2);
});

test('the cursor that waits to wrap is saved and restored with it', t => {
	t.is(shown(`${'x'.repeat(20)}\u{1B}7\u{1B}[H\u{1B}8y`), `${'x'.repeat(20)}\ny`);
});

test('what is asked of the person is told, freed of controls, and nothing more', t => {
	const engine = feed('');
	const events: unknown[] = [];
	engine.events.on(event => {
		events.push(event);
	});
	write(engine, '\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}]52;c;?\u{7}\u{1B}]9;done\u{1B}\\\u{1B}]9;4;1;50\u{7}\u{1B}]777;notify;title;te\u{9}xt\u{7}\u{1B}]7;file://host/home/a%20b\u{7}');
	t.deepEqual(events, [
		{type: 'clipboard', text: 'hello'},
		{type: 'notification', title: '', text: 'done'},
		{type: 'notification', title: 'title', text: 'text'},
	]);
	t.is(engine.folder, '/home/a b');
});

test('titles are pushed and popped', t => {
	const engine = feed('\u{1B}]2;one\u{7}\u{1B}[22;0t\u{1B}]2;two\u{7}');
	t.is(engine.title, 'two');
	write(engine, '\u{1B}[23;0t');
	t.is(engine.title, 'one');
});

test('leaving the alternate screen brings back what was there', t => {
	t.is(shown('before\u{1B}[?1049h\u{1B}[2Jinside\u{1B}[?1049l.'), 'before.');
});

test('what was scrolled away is history, and only rows that look different are new', t => {
	const engine = feed('one\r\ntwo');
	const before = engine.revision;
	write(engine, '\u{1B}[2;1Htwo');
	t.is(engine.revision, before);
	write(engine, '\u{1B}[6;1Hlast');
	t.deepEqual(engine.rowsChangedSince(before), [5]);
	t.is(engine.historyLines, 0);
	write(engine, '\n\n');
	t.is(engine.historyLines, 2);
});

test('a program that says nothing of the cursor has that of the person\'s terminal, and so has one that takes back what it said', t => {
	t.is(feed('x').cursor.shape, 'own');
	for (const [style, shape, blink] of [[1, 'block', true], [2, 'block', false], [3, 'underline', true], [4, 'underline', false], [5, 'bar', true], [6, 'bar', false]] as const) {
		t.like(feed(`\u{1B}[${style} q`).cursor, {shape, blink});
	}

	for (const back of ['\u{1B}[ q', '\u{1B}[0 q', '\u{1B}[!p', '\u{1B}c']) {
		t.like(feed(`\u{1B}[5 q${back}`).cursor, {shape: 'own', blink: false}, JSON.stringify(back));
	}
});

test('a character that is repeated within margins ends as if it had been written as often', t => {
	for (const [before, text] of [['', 'a'], ['', '中'], ['\u{1B}[4h', 'b'], ['\u{1B}[4h', '中'], ['\u{1B}[6;1H', 'a'], ['\u{1B}[2;18H', '中'], ['\u{1B}[41m', '中'], ['\u{1B}[?7l', 'a']] as const) {
		for (const margins of ['1;2', '3;5', '1;19', '2;20', '4;9']) {
			for (const count of [1, 2, 5, 17, 63, 64, 65, 119]) {
				const begin = `${'0123456789'.repeat(12)}\u{1B}[?69h\u{1B}[${margins}s\u{1B}[2;4r${before}`;
				const [repeated, written] = [feed(`${begin}${text}\u{1B}[${count}b`), feed(`${begin}${text.repeat(count + 1)}`)];
				const look = (engine: typeof repeated) => ({text: gridText(engine.grid), styles: [...engine.grid.styleIds], cursor: {...engine.cursor}, lines: engine.totalLines});
				t.deepEqual(look(repeated), look(written), JSON.stringify([before, text, margins, count]));
			}
		}
	}
});

test('what is scrolled away from the top of the screen is kept, and what a region below it loses is not', t => {
	t.is(feed('1\r\n2\r\n3\r\n4\u{1B}[2S').historyLines, 2);
	t.is(feed('1\r\n2\r\n3\r\n4\u{1B}[1;3r\u{1B}[2S').line(0).text, '1');
	t.is(feed('1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[2S').historyLines, 0);
	t.is(feed('\u{1B}[?1049h1\r\n2\u{1B}[2S').historyLines, 0);
});

test('other keys are turned off by either of the two sequences', t => {
	t.is(feed('\u{1B}[>4;2m\u{1B}[>4n').modes.modifyOtherKeys, 0);
	t.is(feed('\u{1B}[>4;2m\u{1B}[>2n').modes.modifyOtherKeys, 2);
});
