import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {InputFilter} from '../../source/holder/filter.js';
import {anyText} from '../support/any-text.js';

const size = {cols: 80, rows: 24};
const pass = (...chunks: Array<string | Uint8Array>): string => {
	const filter = new InputFilter(() => size);
	return Buffer.concat(chunks.map(chunk => Buffer.from(filter.push(Buffer.from(chunk as string))))).toString('latin1');
};

const cases: Array<[title: string, input: string | Uint8Array, output: string]> = [
	['text and line ends', 'one\r\ntwo\ttab', 'one\r\ntwo\ttab'],
	['colours', '\u{1B}[38;2;1;2;3;48:2::9:9:9mx', '\u{1B}[38;2;1;2;3;48:2::9:9:9mx'],
	['private modes', '\u{1B}[?2004h\u{1B}[>4;2m', '\u{1B}[?2004h\u{1B}[>4;2m'],
	['lines to insert are clamped to the rows', '\u{1B}[2147483647L', '\u{1B}[24L'],
	['a repetition is clamped to a screen full', 'x\u{1B}[100000000b', 'x\u{1B}[1920b'],
	['columns to insert are clamped to the columns', '\u{1B}[99999999999\'}', '\u{1B}[80\'}'],
	['coordinates are clamped', '\u{1B}[99999999;3H', '\u{1B}[65535;3H'],
	['a control inside a sequence comes first', '\u{1B}[3\n1m', '\n\u{1B}[31m'],
	['a sequence that is cut off by another', '\u{1B}[12\u{1B}[1m', '\u{1B}[1m'],
	['a sequence that is cancelled', '\u{1B}[12\u{18}m', 'm'],
	['a sequence with bytes that cannot be in one', '\u{1B}[1<2m.', '.'],
	['a sequence longer than any', `\u{1B}[${'1;'.repeat(2000)}mx`, 'x'],
	['eight bit controls become seven bit ones', '\u{9B}31m\u{9D}2;t\u{9C}x', '\u{1B}[31m\u{1B}]2;t\u{1B}\\x'],
	['a title', '\u{1B}]0;hello\u{7}x', '\u{1B}]0;hello\u{1B}\\x'],
	['the clipboard is out of reach', '\u{1B}]52;c;cm0gLXJm\u{7}x', 'x'],
	['notifications, fonts, files and pictures are dropped', '\u{1B}]9;hi\u{7}\u{1B}]50;f\u{7}\u{1B}]1337;File=x\u{7}\u{1B}]777;notify\u{1B}\\x', 'x'],
	['device strings are dropped whole', '\u{1B}P$qm\u{1B}\\\u{1B}_Gf=1;AAAA\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\x', 'x'],
	['an endless title is dropped', `\u{1B}]0;${'x'.repeat(200_000)}\u{7}y`, 'y'],
	['marks are cut at sixteen', `e${'\u{301}'.repeat(5000)}x`, Buffer.from(`e${'\u{301}'.repeat(16)}x`).toString('latin1')],
	['a mark that has nothing to join', '\u{1B}[m\u{301}x', '\u{1B}[mx'],
	['bidirectional controls are dropped', 'a\u{202E}b\u{2066}c', 'abc'],
	['bytes that are no UTF-8 become U+FFFD', Uint8Array.of(0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0xED, 0xA0, 0x80), Buffer.from('a\u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}').toString('latin1')],
];

for (const [title, input, output] of cases) {
	test(title, t => {
		const given = pass(input);
		t.is(given, output);
	});
}

const piece = fc.oneof(
	anyText(),
	fc.constantFrom('\u{1B}', '\u{1B}[', '\u{1B}]', '\u{1B}P', '\u{1B}\\', '\u{7}', '\u{18}', ';', 'm', 'L', '\u{9B}', '\u{9D}', '\u{301}', '👩‍👩‍👧', '2147483647', '0;title', '8;;http://x', '?25h'),
	fc.integer().map(String),
);
const stream = fc.oneof(fc.array(piece).map(parts => Buffer.from(parts.join(''))), fc.uint8Array({maxLength: 200}).map(bytes => Buffer.from(bytes)));

test('it makes no difference how the bytes are cut into chunks', t => {
	t.notThrows(() => {
		fc.assert(fc.property(stream, fc.array(fc.nat(300)), (bytes, cuts) => {
			const edges = [0, ...cuts.map(cut => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
			const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
			return pass(...chunks) === pass(bytes);
		}), {numRuns: 500});
	});
});

test('whatever comes in, no string, no long number and no unknown command comes out', t => {
	t.notThrows(() => {
		fc.assert(fc.property(stream, bytes => {
			const sequences = pass(bytes).split('\u{1B}').slice(1);
			return sequences.every(sequence => {
				const isHarmful = /^[PX^_]|^\[[\d:;]*\d{6}|^\](?!(?:[0248]|10|11|12|133|7501)(?:;|$))/v.test(sequence);
				return !isHarmful;
			});
		}), {numRuns: 500});
	});
});
