import test from 'ava';
import fc from 'fast-check';
import {decodeScreenUpdate, encodeScreenUpdate, type ScreenUpdate} from '../../source/protocol/screen-update.js';
import {plainModes} from '../../source/screen/screen.js';
import {style} from '../screen/arbitraries.js';

const size = {cols: 12, rows: 5};

const run = fc.oneof(
	fc.record({count: fc.integer({min: 1, max: 4}), width: fc.constant(1 as const), text: fc.constant(''), cluster: fc.constant(false)}),
	fc.constantFrom('a', 'ab', 'é│x').map(text => ({count: [...text].length, width: 1 as const, text, cluster: false})),
	fc.constantFrom('中', '中文').map(text => ({count: [...text].length, width: 2 as const, text, cluster: false})),
	fc.constantFrom('e\u{301}').map(text => ({count: 1, width: 1 as const, text, cluster: true})),
	fc.constantFrom('👩‍👩‍👧').map(text => ({count: 1, width: 2 as const, text, cluster: true})),
);

const update: fc.Arbitrary<ScreenUpdate> = fc.record({
	revision: fc.nat((2 ** 31) - 1).map(number => number * 4096),
	base: fc.nat(),
	size: fc.constant(size),
	cursor: fc.record({x: fc.nat(11), y: fc.nat(4), visible: fc.boolean(), shape: fc.constantFrom('block', 'underline', 'bar'), blink: fc.boolean(), color: fc.nat(0xFF_FF_FF)}, {requiredKeys: ['x', 'y', 'visible', 'shape', 'blink']}),
	modes: fc.record({
		applicationCursor: fc.boolean(), applicationKeypad: fc.boolean(), bracketedPaste: fc.boolean(), focusEvents: fc.boolean(), alternateScreen: fc.boolean(),
		mouse: fc.constantFrom('none', 'press', 'click', 'drag', 'any'), mouseEncoding: fc.constantFrom('bytes', 'utf8', 'sgr', 'urxvt', 'pixels'),
		kittyFlags: fc.nat(31), modifyOtherKeys: fc.constantFrom(0, 1, 2),
	}),
	historyLines: fc.nat(),
	lostLines: fc.integer({min: 1, max: 2 ** 40}),
	title: fc.string({unit: 'grapheme'}),
	styles: fc.array(style, {minLength: 2, maxLength: 3}),
	rows: fc.array(fc.record({y: fc.nat(4), runs: fc.array(fc.record({style: fc.nat(2)}).chain(({style: number}) => run.map(parts => ({style: number, ...parts}))), {maxLength: 3}), isWrapped: fc.constant(true)}, {requiredKeys: ['y', 'runs']})),
}, {requiredKeys: ['revision', 'base', 'size', 'cursor', 'modes', 'historyLines', 'styles', 'rows']});

test('an update is read as it was written', t => {
	fc.assert(fc.property(update, given => {
		t.deepEqual(decodeScreenUpdate(encodeScreenUpdate(given)), given);
	}));
});

test('a side that knows nothing of wrapped rows, lost lines and coloured cursors reads everything else, and is read by one that does', t => {
	fc.assert(fc.property(update, given => {
		const {lostLines, cursor: {color, ...cursor}, ...others} = given;
		const older = {...others, cursor, rows: given.rows.map(({y, runs}) => ({y, runs}))};
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

test('a key costs few bytes', t => {
	const bytes = encodeScreenUpdate({
		revision: 1000, base: 999, size: {cols: 200, rows: 50}, cursor: {x: 3, y: 40, visible: true, shape: 'block', blink: false}, modes: plainModes, historyLines: 400, styles: [],
		rows: [{y: 40, runs: [{style: 0, count: 3, width: 1, text: '$ l', cluster: false}]}],
	});
	t.true(bytes.length < 32, String(bytes.length));
});

function isReadOrRefused(bytes: Uint8Array): boolean {
	try {
		const {rows} = decodeScreenUpdate(bytes);
		return rows.length <= bytes.length;
	} catch (error) {
		return error instanceof RangeError;
	}
}
