import {blank, wideTail} from '../glyph.js';
import type {LineCells} from './line-cells.js';
import type {Page} from './page.js';
import type {StyleIndexes} from './style-indexes.js';

export const linesPerBlock = 256;

const [wrappedFlag, styledFlag] = [1, 2];
// Marks in the text that no UTF-8 has: the right half of a wide cell, and a cluster whose number follows.
const [tailMark, clusterMark] = [0xFE, 0xFF];
const [payloadMask, clusterBit, narrow, wide] = [0x1F_FF_FF, 0x20_00_00, 1 << 22, 2 << 22];
// Per cell: four of text, and a run of styles of its own.
const [mostPerCell, mostPerLine] = [11, 16];

/**
Up to 256 lines, packed one behind the other:

	flags, cells                     1 wrapped, 2 with styles; blanks of the default style at the end are left out
	text                             UTF-8, a cell a character; 0xFE is the right half of a wide cell, 0xFF and a number a cluster
	runs of cells, style             only with styles, until all cells have one; the style is an index of the block's own table

Numbers are LEB128.
*/
export class HistoryBlock {
	count = 0;
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;
	readonly #offsets = new Uint32Array(linesPerBlock);
	/** The numbers in the style table of the styles that the lines use; the default style leads. */
	#styles = new Uint32Array(4);
	#styleCount = 1;
	readonly #indexes: StyleIndexes;

	/** `bytes` is where the lines are packed until the block is sealed; `indexes` is shared by the blocks of a history. */
	constructor(indexes: StyleIndexes, bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096)) {
		this.#indexes = indexes;
		this.#bytes = bytes;
	}

	/** Bytes that the lines take. */
	get size(): number {
		return this.#length + (this.#styleCount * 4);
	}

	push({glyphs, styleIds, order, cols, wrapped}: Page, y: number): void {
		const start = order[y]! * cols;
		let end = start + cols;
		while (end > start && glyphs[end - 1] === blank && styleIds[end - 1] === 0) {
			end--;
		}

		this.#reserve(((end - start) * mostPerCell) + mostPerLine);
		this.#offsets[this.count++] = this.#length;
		const head = this.#length;
		this.#bytes[head] = wrapped[order[y]!] === 1 ? wrappedFlag : 0;
		this.#length++;
		this.#number(end - start);
		this.#text(glyphs, start, end);
		if (!hasStyle(styleIds, start, end)) {
			return;
		}

		this.#bytes[head] |= styledFlag;
		this.#runs(styleIds, start, end);
	}

	/** Takes the newest line away. */
	pop(): void {
		this.count--;
		this.#length = this.#offsets[this.count]!;
	}

	/** No more lines come: keeps no more than they take, and gives back the room for the next block. */
	seal(): Uint8Array<ArrayBuffer> {
		const bytes = this.#bytes;
		this.#bytes = bytes.slice(0, this.#length);
		this.#indexes.forget();
		return bytes;
	}

	read(line: number, into: LineCells): void {
		const bytes = this.#bytes;
		const reader = {at: this.#offsets[line]!};
		const flags = bytes[reader.at++]!;
		into.begin(readNumber(bytes, reader));
		into.isWrapped = (flags & wrappedFlag) !== 0;
		readText(bytes, reader, into);
		if ((flags & styledFlag) === 0) {
			into.styleIds.fill(0, 0, into.length);
			return;
		}

		for (let cell = 0; cell < into.length;) {
			const run = readNumber(bytes, reader);
			into.styleIds.fill(this.#styles[readNumber(bytes, reader)]!, cell, cell + run);
			cell += run;
		}
	}

	/** Marks the styles in use, of which no more than `room` may be new; returns the room that is left. */
	markStyles(used: Uint8Array, room: number): number {
		let left = room;
		for (let index = 1; index < this.#styleCount; index++) {
			const id = this.#styles[index]!;
			if (!(used[id] === 0 && left > 0)) {
				continue;
			}

			used[id] = 1;
			left--;
		}

		return left;
	}

	/** The style table was renumbered. */
	moveStyles(moved: Uint32Array): void {
		for (let index = 1; index < this.#styleCount; index++) {
			this.#styles[index] = moved[this.#styles[index]!]!;
		}

		this.#indexes.forget();
	}

	#reserve(more: number): void {
		if (!(this.#length + more > this.#bytes.length)) {
			return;
		}

		const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}

	#number(value: number): void {
		let rest = value;
		while (rest > 0x7F) {
			this.#bytes[this.#length++] = (rest & 0x7F) | 0x80;
			rest >>>= 7;
		}

		this.#bytes[this.#length++] = rest;
	}

	#text(glyphs: Uint32Array, start: number, end: number): void {
		const bytes = this.#bytes;
		let at = this.#length;
		for (let index = start; index < end; index++) {
			const glyph = glyphs[index]!;
			if ((glyph ^ narrow) >>> 0 < 0x80) {
				bytes[at++] = glyph;
				continue;
			}

			const code = glyph & payloadMask;
			if ((glyph & clusterBit) !== 0) {
				bytes[at] = clusterMark;
				this.#length = at + 1;
				this.#number(code);
				at = this.#length;
			} else if (glyph === wideTail) {
				bytes[at++] = tailMark;
			} else if (code < 0x80) {
				bytes[at++] = code;
			} else if (code < 0x8_00) {
				bytes[at++] = 0xC0 | (code >> 6);
				bytes[at++] = 0x80 | (code & 0x3F);
			} else if (code < 0x1_00_00) {
				bytes[at++] = 0xE0 | (code >> 12);
				bytes[at++] = 0x80 | ((code >> 6) & 0x3F);
				bytes[at++] = 0x80 | (code & 0x3F);
			} else {
				bytes[at++] = 0xF0 | (code >> 18);
				bytes[at++] = 0x80 | ((code >> 12) & 0x3F);
				bytes[at++] = 0x80 | ((code >> 6) & 0x3F);
				bytes[at++] = 0x80 | (code & 0x3F);
			}
		}

		this.#length = at;
	}

	#runs(styleIds: Uint32Array, start: number, end: number): void {
		for (let from = start; from < end;) {
			const id = styleIds[from]!;
			let to = from + 1;
			while (to < end && styleIds[to] === id) {
				to++;
			}

			this.#number(to - from);
			this.#number(id === 0 ? 0 : this.#indexOf(id));
			from = to;
		}
	}

	#indexOf(id: number): number {
		const known = this.#indexes.get(id);
		if (known > 0) {
			return known;
		}

		if (this.#styleCount === this.#styles.length) {
			const grown = new Uint32Array(this.#styleCount * 2);
			grown.set(this.#styles);
			this.#styles = grown;
		}

		this.#styles[this.#styleCount] = id;
		this.#indexes.set(id, this.#styleCount);
		return this.#styleCount++;
	}
}

function hasStyle(styleIds: Uint32Array, start: number, end: number): boolean {
	let all = 0;
	for (let index = start; index < end; index++) {
		all |= styleIds[index]!;
	}

	return all !== 0;
}

function readNumber(bytes: Uint8Array, reader: {at: number}): number {
	let value = 0;
	for (let shift = 0; ; shift += 7) {
		const byte = bytes[reader.at++]!;
		value += (byte & 0x7F) << shift;
		if (byte < 0x80) {
			return value;
		}
	}
}

function readText(bytes: Uint8Array, reader: {at: number}, {glyphs, length}: LineCells): void {
	for (let cell = 0; cell < length; cell++) {
		const byte = bytes[reader.at++]!;
		if (byte < 0x80) {
			glyphs[cell] = byte + narrow;
		} else if (byte === tailMark) {
			glyphs[cell - 1]! += wide - narrow;
			glyphs[cell] = wideTail;
		} else if (byte === clusterMark) {
			glyphs[cell] = clusterBit + narrow + readNumber(bytes, reader);
		} else {
			const more = byte < 0xE0 ? 1 : (byte < 0xF0 ? 2 : 3);
			let code = byte & (0x3F >> more);
			for (let index = 0; index < more; index++) {
				code = (code << 6) + (bytes[reader.at++]! & 0x3F);
			}

			glyphs[cell] = code + narrow;
		}
	}
}
