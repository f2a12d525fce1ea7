import test from 'ava';
import fc from 'fast-check';
import {decodeScreenUpdate, encodeScreenUpdate, type ScreenUpdate, type UpdateRow} from '../../source/protocol/screen-update.js';
import {blank, glyphOf, wideTail} from '../../source/screen/glyph.js';
import {plainModes} from '../../source/screen/screen.js';
import {style} from '../screen/arbitraries.js';

const size = {cols: 12, rows: 5};

/** Cells of one style. */
const cells = fc.record({
	style: fc.nat(2),
	glyphs: fc.constantFrom([blank, blank], [glyphOf('a', 1)], [glyphOf('a', 1), glyphOf('b', 1)], ['é', '│', '😀'].map(text => glyphOf(text, 1)), [glyphOf('中', 2), wideTail, glyphOf('文', 2), wideTail], [glyphOf('e\u{301}', 1)], [glyphOf('👩‍👩‍👧', 2), wideTail]),
});

const row: fc.Arbitrary<UpdateRow> = fc.record({y: fc.nat(4), parts: fc.array(cells, {maxLength: 3}), wrap: fc.nat(2)}).map(({y, parts, wrap}) => ({
	y,
	glyphs: Uint32Array.from(parts.flatMap(({glyphs}) => glyphs)),
	styles: Uint32Array.from(parts.flatMap(({glyphs, style: number}) => glyphs.map(() => number))),
	...(wrap > 0 ? {isWrapped: true} : {}),
	...(wrap > 1 ? {isAfterBlank: true} : {}),
}));

const update: fc.Arbitrary<ScreenUpdate> = fc.record({
	revision: fc.nat((2 ** 31) - 1).map(number => number * 4096),
	base: fc.nat(),
	size: fc.constant(size),
	cursor: fc.record({x: fc.nat(11), y: fc.nat(4), visible: fc.boolean(), shape: fc.constantFrom('block', 'underline', 'bar', 'own'), blink: fc.boolean(), color: fc.nat(0xFF_FF_FF)}, {requiredKeys: ['x', 'y', 'visible', 'shape', 'blink']}),
	modes: fc.record({
		applicationCursor: fc.boolean(), applicationKeypad: fc.boolean(), bracketedPaste: fc.boolean(), focusEvents: fc.boolean(), alternateScreen: fc.boolean(),
		mouse: fc.constantFrom('none', 'press', 'click', 'drag', 'any'), mouseEncoding: fc.constantFrom('bytes', 'utf8', 'sgr', 'urxvt', 'pixels'),
		kittyFlags: fc.nat(31), modifyOtherKeys: fc.constantFrom(0, 1, 2), alternateScroll: fc.constant(false),
	}, {requiredKeys: ['applicationCursor', 'applicationKeypad', 'bracketedPaste', 'focusEvents', 'alternateScreen', 'mouse', 'mouseEncoding', 'kittyFlags', 'modifyOtherKeys']}),
	historyLines: fc.nat(),
	lostLines: fc.integer({min: 1, max: 2 ** 40}),
	title: fc.string({unit: 'grapheme'}),
	styles: fc.array(style, {minLength: 2, maxLength: 3}),
	rows: fc.array(row, {maxLength: 5}),
}, {requiredKeys: ['revision', 'base', 'size', 'cursor', 'modes', 'historyLines', 'styles', 'rows']});

test('an update is read as it was written', t => {
	fc.assert(fc.property(update, given => {
		t.deepEqual(decodeScreenUpdate(encodeScreenUpdate(given)), given);
	}));
});

test('a side that knows nothing of wrapped rows, lost lines and coloured cursors reads everything else, and is read by one that does', t => {
	fc.assert(fc.property(update, given => {
		const {lostLines, cursor: {color, ...cursor}, modes: {alternateScroll, ...modes}, ...others} = given;
		const older = {...others, cursor, modes, rows: given.rows.map(({isWrapped, isAfterBlank, ...unwrapped}) => unwrapped)};
		const [before, now] = [encodeScreenUpdate(older), encodeScreenUpdate(given)];
		t.deepEqual(now.subarray(0, before.length), before, 'what it tells more stands behind what was told before');
		t.deepEqual(decodeScreenUpdate(before), older);
	}));
});

test('bytes that are no update are refused and never run wild', t => {
	t.notThrows(() => {
		fc.assert(fc.property(update, fc.nat(), fc.nat(255), (given, at, value) => {
			const bytes = encodeScreenUpdate(given);
			bytes[at % bytes.length] = value;
			return isReadOrRefused(bytes) && isReadOrRefused(bytes.subarray(0, at % bytes.length));
		}), {numRuns: 500});
		fc.assert(fc.property(fc.uint8Array({maxLength: 100}), isReadOrRefused));
	});
});

const text = (y: number, words: string): UpdateRow => ({y, glyphs: Uint32Array.from(words, letter => glyphOf(letter, 1)), styles: new Uint32Array(words.length)});

const sizeOf = (...rows: UpdateRow[]): number => encodeScreenUpdate({
	revision: 1000, base: 999, size: {cols: 200, rows: 50}, cursor: {x: 3, y: 40, visible: true, shape: 'block', blink: false}, modes: plainModes, historyLines: 400, styles: [], rows,
}).length;

test('a key costs few bytes, a line of words little more than its letters, and a gap next to nothing', t => {
	t.true(sizeOf(text(40, '$ l')) < 32);
	const words = 'what an agent says in one line';
	t.is(sizeOf(text(1, words)) - sizeOf(), words.length + 6);
	t.is(sizeOf(text(1, `a${' '.repeat(100)}b`)) - sizeOf(text(1, 'a')), 7);
});

test('a row that is wider than its screen, comes twice as often as there are rows, or whose text is no text is refused', t => {
	const bytes = encodeScreenUpdate({
		revision: 1, base: 0, size: {cols: 4, rows: 1}, cursor: {x: 0, y: 0, visible: true, shape: 'block', blink: false}, modes: plainModes, historyLines: 0, styles: [], rows: [text(0, 'abé')],
	});
	const broken = (change: (copy: Uint8Array) => void) => () => {
		const copy = Uint8Array.from(bytes);
		change(copy);
		return decodeScreenUpdate(copy);
	};

	t.is(decodeScreenUpdate(bytes).rows[0]!.glyphs.length, 3);
	t.throws(broken(copy => {
		copy[3] = 2;
	}), {message: /wider than its 2 columns/v});
	t.throws(broken(copy => {
		copy[4] = 0;
	}), {instanceOf: RangeError});
	t.throws(broken(copy => {
		copy[bytes.length - 2] = 0x80;
	}), {message: /no UTF-8/v});
	t.throws(broken(copy => {
		copy[bytes.length - 5]!--;
	}), {instanceOf: RangeError});
});

function isReadOrRefused(bytes: Uint8Array): boolean {
	try {
		const {rows} = decodeScreenUpdate(bytes);
		return rows.length <= bytes.length;
	} catch (error) {
		return error instanceof RangeError;
	}
}
