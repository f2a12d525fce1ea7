import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {InputParser} from '../../../source/client/input/parser.js';
import type {InputEvent} from '../../../source/client/input/event.js';

const parse = (...chunks: string[]): InputEvent[] => {
	const parser = new InputParser();
	return [...chunks.flatMap(chunk => parser.push(Buffer.from(chunk))), ...parser.flush()];
};

const namesOf = (events: InputEvent[]) => events.map(event => event.type === 'key'
	? `${event.key.ctrl ? 'ctrl-' : ''}${event.key.alt ? 'alt-' : ''}${event.key.shift ? 'shift-' : ''}${event.key.name}`
	: event.type);

const pieces = [
	'a',
	'A',
	'é',
	'日',
	'👍',
	'\r',
	'\t',
	' ',
	'\u{7F}',
	'\u{1D}',
	'\u{3}',
	'\u{0}',
	'\u{1B}[A',
	'\u{1B}OA',
	'\u{1B}[1;5C',
	'\u{1B}[5~',
	'\u{1B}[3;2~',
	'\u{1B}[Z',
	'\u{1B}OP',
	'\u{1B}[15~',
	'\u{1B}[[A',
	'\u{1B}[93;5u',
	'\u{1B}[27u',
	'\u{1B}[27;5;105~',
	'\u{1B}[97;3u',
	'\u{1B}a',
	'\u{1B}é',
	'\u{1B}[25~',
	'\u{1B}[a',
	'\u{1B}Oa',
	'\u{1B}[3^',
	'\u{1B}[3$',
	'\u{1B}[57376u',
	'\u{1B}O\u{1B}[A',
	'\u{1B}[24;80R',
	'\u{1B}[4;2$y',
	'\u{1B}[<0;10;20M',
	'\u{1B}[<0;10;20m',
	'\u{1B}[<64;1;1M',
	'\u{1B}[<35;3;4M',
	'\u{1B}[I',
	'\u{1B}[O',
	'\u{1B}[?1u',
	'\u{1B}[?62;4c',
	'\u{1B}P>|a terminal\u{1B}\\',
	'\u{1B}]11;rgb:0/0/0\u{7}',
	'\u{1B}[200~pasted \u{1B}[A text\r\n日本\u{1B}[201~',
	'\u{1B}[200~\u{1B}[201~',
];

test('what is typed means the same however its bytes are split', t => {
	fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 12}), fc.infiniteStream(fc.integer({min: 1, max: 5})), (parts, sizes) => {
		const bytes = Buffer.from(parts.join(''));
		const whole = new InputParser();
		const expected = [...whole.push(bytes), ...whole.flush()];
		const split = new InputParser();
		const events: InputEvent[] = [];
		for (let at = 0; at < bytes.length;) {
			const size = sizes.next().value as number;
			events.push(...split.push(bytes.subarray(at, at + size)));
			at += size;
		}

		t.deepEqual([...events, ...split.flush()], expected);
	}));
});

test('any bytes at all are taken without an error and none are kept back', t => {
	fc.assert(fc.property(fc.array(fc.uint8Array({maxLength: 40}), {maxLength: 8}), chunks => {
		const parser = new InputParser();
		for (const chunk of chunks) {
			parser.push(chunk);
		}

		parser.flush();
		t.false(parser.pending);
	}));
});

test('keys are known in every protocol that terminals speak', t => {
	t.deepEqual(namesOf(parse('aA \r\t\u{7F}\u{1D}')), ['a', 'shift-a', 'space', 'enter', 'tab', 'backspace', 'ctrl-]']);
	t.deepEqual(namesOf(parse('\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[5~\u{1B}[Z')), ['up', 'down', 'ctrl-right', 'pageup', 'shift-tab']);
	t.deepEqual(namesOf(parse('\u{1B}[93;5u\u{1B}[27u\u{1B}[13;2u\u{1B}[27;5;105~')), ['ctrl-]', 'escape', 'shift-enter', 'ctrl-i']);
	t.deepEqual(namesOf(parse('\u{1B}x\u{1B}\r')), ['alt-x', 'alt-enter']);
	t.deepEqual(parse('é').map(event => event.type === 'key' ? event.key.text : ''), ['é']);
});

test('a lone escape is a key once nothing follows, and the start of a sequence when something does', t => {
	const parser = new InputParser();
	t.deepEqual(parser.push(Buffer.from('\u{1B}')), []);
	t.true(parser.pending);
	t.deepEqual(namesOf(parser.flush()), ['escape']);
	t.deepEqual(namesOf(parse('\u{1B}', '[A')), ['up']);
	t.deepEqual(namesOf(parse('\u{1B}\u{1B}')), ['escape', 'escape']);
	t.deepEqual(namesOf(parse('\u{1B}[')), ['alt-[']);
});

test('a paste is one event, and nothing in it is a key', t => {
	t.deepEqual(parse('\u{1B}[200~a\u{1B}[A\u{3}', 'b\u{1B}[20', '1~c'), [
		{type: 'paste', text: 'a\u{1B}[A\u{3}b'},
		...parse('c'),
	]);
});

test('the mouse is told in cells from 0', t => {
	t.deepEqual(parse('\u{1B}[<0;10;20M\u{1B}[<32;11;20M\u{1B}[<0;11;20m\u{1B}[<65;1;1M').map(event => event.type === 'mouse' ? [event.mouse.kind, event.mouse.button, event.mouse.x, event.mouse.y] : []), [
		['press', 'left', 9, 19],
		['drag', 'left', 10, 19],
		['release', 'left', 10, 19],
		['wheel', 'down', 0, 0],
	]);
});

test('a paste of any length comes in pieces, in order, and no character of it is cut', t => {
	const text = Array.from({length: 40_000}, (_, line) => `line ${line} 日本語 👍\r\n`).join('');
	const parser = new InputParser();
	const bytes = Buffer.from(`\u{1B}[200~${text}\u{1B}[201~x`);
	const events: InputEvent[] = [];
	for (let at = 0; at < bytes.length; at += 4001) {
		events.push(...parser.push(bytes.subarray(at, at + 4001)));
	}

	const pasted = events.filter(event => event.type === 'paste');
	t.is(pasted.map(piece => piece.text).join(''), text);
	t.is(pasted[0]!.part, 'first');
	t.is(pasted.at(-1)!.part, 'last');
	t.true(pasted.slice(1, -1).every(({part}) => part === 'middle'));
	t.true(pasted.every(piece => piece.text.length <= 65_536 && !piece.text.startsWith('\n')));
	t.deepEqual(namesOf(events.slice(-1)), ['x']);
});

test('keys with super, hyper or meta are the system\'s, and locks change nothing', t => {
	t.deepEqual(namesOf(parse('\u{1B}[97;9u\u{1B}[1;9A\u{1B}[3;17~')), ['foreignKey', 'foreignKey', 'foreignKey']);
	t.deepEqual(namesOf(parse('\u{1B}[97;69u\u{1B}[1;129A')), ['ctrl-a', 'up']);
});

test('what the terminal says of its modes and its cursor is no key', t => {
	t.deepEqual(parse('\u{1B}[?69;2$y\u{1B}[?1;5R'), [
		{type: 'reply', reply: {type: 'mode', mode: 69, state: 2}},
		{type: 'reply', reply: {type: 'position', x: 4, y: 0}},
	]);
});

const foreignOf = (bytes: string) => parse(bytes).map(event => event.type === 'foreignKey' ? [Buffer.from(event.raw).toString().replace('\u{1B}', '^'), event.legacy] : event.type);

test('a key that has no name is kept as it came, with whether any terminal sends it so', t => {
	for (const key of ['[a', '[d', 'Oa', 'Od', '[3^', '[3$', '[3@', '[23$', '[35~', '[52;2~', '[1;5I', '[1;2j', '[G', '[c', '[[F', '[27;5;57428~']) {
		t.deepEqual(foreignOf(`\u{1B}${key}`), [[`^${key}`, true]], `ESC ${key}`);
	}

	for (const key of ['[57428u', '[97;9u', '[1;9A', '[3;17~', '[1;9:3A']) {
		t.deepEqual(foreignOf(`\u{1B}${key}`), [[`^${key}`, false]], `ESC ${key}`);
	}

	t.deepEqual(foreignOf('\u{1B}[99;1:3~'), [['^[99;1:3~', false]], 'one that was let go');
	t.deepEqual(namesOf(parse('\u{1B}[3$a')), ['foreignKey', 'a'], 'rxvt ends a key with shift so, and nothing else');
	t.deepEqual(namesOf(parse('\u{1B}[25~\u{1B}[29~\u{1B}[34;2~\u{1B}[57376u\u{1B}[57387;5u\u{1B}[57363u')), ['f13', 'f16', 'shift-f20', 'f13', 'ctrl-f24', 'menu']);
	t.deepEqual(namesOf(parse('\u{1B}O\u{1B}[A\u{1B}Oé')), ['alt-shift-o', 'up', 'alt-shift-o', 'é'], 'alt and O before something else');
});

test('no answer of the terminal is a key, in whichever form it comes', t => {
	const numbers = '[?1u [?62;4c [>0;276;0c [1;2c [24;80R [1;80R [3;1R [1;1;1R [?1;5R [0n [?997;1n [?69;2$y [4;2$y [>4;2m [8;24;80t [4;600;800t [1t [48;24;80;480;800t';
	const others = '[2;1;1;112;112;1;0x [1;2;3;4&w [32;10;10M [M [201~ [?2;0;800;600S P1$r0m\u{1B}\\ ]11;rgb:0/0/0\u{7} _Gi=1;OK\u{1B}\\';
	for (const answer of [...numbers.split(' '), ...others.split(' ')]) {
		t.deepEqual(parse(`\u{1B}${answer}`).filter(({type}) => type !== 'reply'), [], `ESC ${answer}`);
	}

	// F3 with what a person holds has the form of the first columns of the first row.
	t.deepEqual(namesOf(parse('\u{1B}[R\u{1B}[1;2R\u{1B}[1;5R\u{1B}[1;1:3R')), ['f3', 'shift-f3', 'ctrl-f3', 'f3']);
});
