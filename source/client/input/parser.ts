import {Buffer} from 'node:buffer';
import {decodeControlSequence} from './control-sequence.js';
import type {InputEvent, Pasted} from './event.js';
import {characterKey, singleShiftKey} from './keys.js';

// A longer paste comes in pieces of this size, each as soon as it is there: it may have any length, and is never kept whole.
const pieceSize = 64 * 1024;
// No answer to what we ask is near this long; bytes beyond it are no answer.
const stringLimit = 4096;
const escape = 0x1B;
const pasteEnd = Buffer.from('\u{1B}[201~');

/**
Cuts what the terminal sends into events. Bytes may come split anywhere: the events are the same for every split.

A lone escape byte is the key or the start of a sequence; `pending` says that it waits, and `flush` (called 25 ms later, the
one thing here that time decides) makes it a key.
*/
export class InputParser {
	#bytes: Buffer = Buffer.alloc(0);
	#inPaste = false;
	/** Whether a piece of the paste has come already. */
	#isContinued = false;

	/** Whether bytes wait for more of their kind, outside a paste. */
	get pending(): boolean {
		return this.#bytes.length > 0 && !this.#inPaste;
	}

	push(chunk: Uint8Array): InputEvent[] {
		this.#bytes = this.#bytes.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#bytes, chunk]);
		return this.#drain('more may come');
	}

	flush(): InputEvent[] {
		return this.#inPaste ? [] : this.#drain('nothing comes');
	}

	#drain(expectation: Expectation): InputEvent[] {
		const events: InputEvent[] = [];
		while (this.#bytes.length > 0) {
			const found = this.#inPaste ? this.#takePaste() : takeToken(this.#bytes, expectation);
			if (found === undefined) {
				break;
			}

			this.#bytes = this.#bytes.subarray(found.length);
			if (found.event === 'paste starts') {
				this.#inPaste = true;
			} else if (found.event !== undefined) {
				events.push(found.event);
			}
		}

		return events;
	}

	#takePaste(): Token | undefined {
		const end = this.#bytes.subarray(0, pieceSize + pasteEnd.length).indexOf(pasteEnd);
		if (end !== -1) {
			const part = this.#isContinued ? 'last' : undefined;
			this.#inPaste = false;
			this.#isContinued = false;
			return {length: end + pasteEnd.length, event: pasted(this.#bytes.subarray(0, end), part)};
		}

		if (this.#bytes.length < pieceSize + pasteEnd.length) {
			return undefined;
		}

		const part = this.#isContinued ? 'middle' : 'first';
		const length = wholeEnd(this.#bytes, pieceSize);
		this.#isContinued = true;
		return {length, event: pasted(this.#bytes.subarray(0, length), part)};
	}
}

type Expectation = 'more may come' | 'nothing comes';
type Token = {length: number; event: InputEvent | 'paste starts' | undefined};

const pasted = (bytes: Buffer, part: Pasted['part']): InputEvent => ({type: 'paste', text: bytes.toString('utf8'), ...(part === undefined ? {} : {part})});

/** Where a piece of at most `limit` bytes ends without cutting a character, or a line's end of two bytes. */
function wholeEnd(bytes: Buffer, limit: number): number {
	let end = limit;
	while (end > limit - 4 && ((bytes[end]! & 0xC0) === 0x80 || (bytes[end] === 0x0A && bytes[end - 1] === 0x0D))) {
		end--;
	}

	return end;
}

function takeToken(bytes: Buffer, expectation: Expectation): Token | undefined {
	if (bytes[0] !== escape) {
		return takeCharacter(bytes, {from: 0, expectation});
	}

	const second = bytes[1];
	if (second === undefined) {
		return expectation === 'nothing comes' ? escapeKey(bytes) : undefined;
	}

	const found = takeSequence(bytes, second);
	if (found !== undefined) {
		return found;
	}

	// Either it is not complete yet, or it never was one: escape, or alt and a key.
	if (expectation === 'more may come' && isIntroducer(second)) {
		return undefined;
	}

	return second === escape ? escapeKey(bytes) : takeCharacter(bytes, {from: 1, expectation});
}

const escapeKey = (bytes: Buffer): Token => ({
	length: 1,
	event: {type: 'key', key: {name: 'escape', text: '', ctrl: false, alt: false, shift: false}, raw: bytes.subarray(0, 1), legacy: true},
});

const introducers = new Set(['[', 'O', ']', 'P', '_', '^', 'X'].map(character => character.codePointAt(0)));
const isIntroducer = (byte: number) => introducers.has(byte);

function takeSequence(bytes: Buffer, second: number): Token | undefined {
	switch (String.fromCodePoint(second)) {
		case '[': {
			return takeControlSequence(bytes);
		}

		case 'O': {
			return bytes.length < 3 ? undefined : takeSingleShift(bytes, bytes[2]!);
		}

		case ']':
		case 'P':
		case '_':
		case '^':
		case 'X': {
			return takeString(bytes);
		}

		default: {
			return undefined;
		}
	}
}

function takeSingleShift(bytes: Buffer, final: number): Token {
	// Nothing that begins something else ends it: alt and O, and then that.
	if (final < 0x20 || final > 0x7E) {
		return takeCharacter(bytes, {from: 1, expectation: 'nothing comes'})!;
	}

	const raw = bytes.subarray(0, 3);
	const key = singleShiftKey(final);
	return key === undefined ? {length: 3, event: {type: 'foreignKey', raw: Buffer.from(raw), legacy: true}} : keyOf(raw, key);
}

function takeControlSequence(bytes: Buffer): Token | undefined {
	let index = 2;
	// The console of Linux sends `ESC [ [ A` for F1.
	if (bytes[index] === 0x5B) {
		index++;
	}

	while (index < bytes.length && bytes[index]! >= 0x20 && bytes[index]! <= 0x3F && index < stringLimit && !endsWithShift(bytes, index)) {
		index++;
	}

	const final = bytes[index];
	if (final === undefined) {
		return undefined;
	}

	if ((final < 0x40 || final > 0x7E) && !endsWithShift(bytes, index)) {
		// Broken off: what follows is something else.
		return {length: index, event: undefined};
	}

	const raw = bytes.subarray(0, index + 1);
	return {length: raw.length, event: decodeControlSequence(raw)};
}

/** In rxvt a key with shift ends in `$`, which is no last character anywhere else: answers that have it have more than one number before it. */
const endsWithShift = (bytes: Buffer, index: number): boolean => bytes[index] === 0x24 && index > 2 && bytes.subarray(2, index).every(byte => byte >= 0x30 && byte <= 0x39);

/** An answer in a control string, up to BEL or ST. */
function takeString(bytes: Buffer): Token | undefined {
	for (let index = 2; index < bytes.length; index++) {
		const byte = bytes[index]!;
		if (byte === 0x07 || (byte === escape && bytes[index + 1] === 0x5C) || index >= stringLimit) {
			const text = bytes.toString('latin1', 1, index);
			return {length: byte === escape ? index + 2 : index + 1, event: {type: 'reply', reply: {type: 'other', text}}};
		}

		if (byte === escape && bytes[index + 1] !== undefined) {
			return {length: index, event: undefined};
		}
	}

	return undefined;
}

function takeCharacter(bytes: Buffer, {from, expectation}: {from: 0 | 1; expectation: Expectation}): Token | undefined {
	const needed = utf8Length(bytes[from]!);
	if (bytes.length < from + needed && expectation === 'more may come' && continues(bytes, from)) {
		return undefined;
	}

	const whole = bytes.length >= from + needed && continues(bytes.subarray(0, from + needed), from);
	const length = from + (whole ? needed : 1);
	const raw = bytes.subarray(0, length);
	return keyOf(raw, {...characterKey(whole ? raw.toString('utf8', from) : '\u{FFFD}'), ...(from === 1 ? {alt: true} : {})});
}

const keyOf = (raw: Buffer, key: Extract<InputEvent, {type: 'key'}>['key']): Token => ({length: raw.length, event: {type: 'key', key, raw: Buffer.from(raw), legacy: true}});

function utf8Length(first: number): number {
	if (first < 0xC2 || first > 0xF4) {
		return 1;
	}

	if (first < 0xE0) {
		return 2;
	}

	return first < 0xF0 ? 3 : 4;
}

/** Whether all bytes after the first are continuation bytes. */
function continues(bytes: Buffer, from: number): boolean {
	return bytes.subarray(from + 1, from + utf8Length(bytes[from]!)).every(byte => (byte & 0xC0) === 0x80);
}
