import test from 'ava';
import fc from 'fast-check';
import {readRendition} from '../../../source/screen/engine/rendition-reader.js';
import {setRendition} from '../../../source/screen/engine/graphic-rendition.js';
import {Parameters} from '../../../source/screen/engine/parameters.js';
import {Pen} from '../../../source/screen/engine/pen.js';
import {StyleTable} from '../../../source/screen/style.js';

const number = fc.oneof(fc.constant(''), fc.nat(12).map(String), fc.nat(110).map(String), fc.nat(300).map(String), fc.nat(1000).map(String), fc.constantFrom('0', '007', '0000', '70000'));
const colour = fc.tuple(fc.constantFrom('38', '48', '58', '038'), fc.constantFrom(';', ':'), fc.constantFrom('2', '5', '3', '02', ''), fc.array(number, {maxLength: 5}))
	.map(([code, separator, kind, numbers]) => [code, kind, ...numbers].join(separator));
const code = fc.oneof(number, colour, fc.tuple(fc.constantFrom('4', '04', '3'), number).map(([code, kind]) => `${code}:${kind}`));
const rendition = fc.array(code, {minLength: 1, maxLength: 4}).map(codes => codes.join(';'));

const fields = ({foreground, background, attributes, underline, underlineColor}: Pen) => ({foreground, background, attributes, underline, underlineColor});

test('a rendition that is read at a glance, or in one go, means what it means number by number', t => {
	const parameters = new Parameters();
	const [quick, slow] = [new Pen(new StyleTable()), new Pen(new StyleTable())];
	let read = 0;
	fc.assert(fc.property(rendition, fc.string(), (text, behind) => {
		const bytes = new TextEncoder().encode(`\u{1B}[${text}m${behind}`);
		t.is(parameters.readWhole(bytes, 2), text.length + 3);
		const end = readRendition(quick, bytes, 2);
		read += end === 0 ? 0 : 1;
		if (end === 0) {
			setRendition(quick, parameters);
		}

		t.true([0, text.length + 3].includes(end));

		setRendition(slow, parameters);
		t.deepEqual(fields(quick), fields(slow), text);
		t.is(quick.style === 0, slow.style === 0);
	}), {numRuns: 5000});
	t.true(read > 500);
});

test('what is no whole rendition is not read, and changes nothing', t => {
	fc.assert(fc.property(rendition, fc.constantFrom('', 'H', '$', ' q', ';', '\u{1B}', '\u{7}', '>'), (text, other) => {
		const pen = new Pen(new StyleTable());
		const bytes = new TextEncoder().encode(`${text}${other}${' '.repeat(30)}`);
		t.is(readRendition(pen, bytes.subarray(0, other === '' ? text.length : undefined), 0), 0);
		t.deepEqual(fields(pen), fields(new Pen(new StyleTable())));
	}), {numRuns: 2000});
});
