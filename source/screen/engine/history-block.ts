import {glyphWidth} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {LineCells} from './line-cells.js';
import {endOf, readOthers} from './history-cells.js';
import {readNumber, writeNumber, type Reader} from './history-numbers.js';
import type {HistoryPacking} from './history-packing.js';
import {HistoryStyles, Places} from './history-styles.js';
import type {Page} from './page.js';

export const linesPerBlock = 256;

const [wrappedFlag, styledFlag, richFlag, afterBlankFlag, otherWidthFlag] = [1, 2, 4, 8, 16];
// By `wraps`.
const flagsOfWraps = [0, wrappedFlag, wrappedFlag | afterBlankFlag];
const narrow = 1 << 22;
// Per cell: a run of styles of its own (one byte, three of its style), a byte of text, and every second one a run of other characters.
const [mostPerCell, mostPerLine] = [8, 16];
// Stands in the place of a line that is wrapped; a block has fewer bytes by far.
const goesOn = 2 ** 31;
// Below so many cells a loop is quicker than a call.
const few = 24;
// What a kept block may waste; a kilobyte of some thirty.
const granule = 1024;
const nothing = new Uint8Array(0);

/**
Up to 256 lines, packed one behind the other:

	flags, cells     1 wrapped, 8 after a blank, 2 with styles, 4 with more than Latin, 16 of another width than the first line of the block;
	                 blanks of the default style at the end are left out
	width            only of another one: the columns of the screen that the line was on
	runs             only with styles, until all cells have one: the number of cells, and the place of their style among those of the block
	letters          a byte a cell, the lowest of its glyph: what is Latin is whole
	others           only with more than Latin, until all cells are passed: how many cells are whole, how many are not, and of
	                 each of those the upper 2 bytes of its glyph; right halves of wide cells are left out

Numbers are LEB128. Nothing depends on a character but whether it is Latin, so that packing guesses little and copies much.
*/
export class HistoryBlock {
	count = 0;
	/** Of those, the ones that go on no other. */
	begun = 0;
	/** No line comes any more. */
	isSealed = false;
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;
	/** Cells that are not written because they are blanks at the end of a row, and that are part of its line because another row goes on with it. */
	#blanks = 0;
	/** The width of its first line. */
	#cols = 0;
	/** Cells of the longest line that there ever was. */
	#longest = 0;
	readonly #styles: HistoryStyles;
	/** Where each line begins, with `goesOn`. */
	readonly #offsets: Uint32Array<ArrayBuffer>;
	/** Has the bytes in another form, when that is smaller. */
	#packing: HistoryPacking | undefined;
	#isPacked = false;

	/** `bytes` is where the lines are packed until it is sealed; `places` is shared by the blocks of one history; the room of one that is `gone` is used again. */
	constructor(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096), places = new Places(), gone?: HistoryBlock) {
		this.#bytes = bytes;
		// A block lives long enough to count as old, and what is old is collected seldom: in a flood megabytes of these would wait for it.
		this.#offsets = gone === undefined ? new Uint32Array(linesPerBlock) : gone.#offsets;
		this.#styles = new HistoryStyles(places);
	}

	/** Bytes that the lines take when they are not packed further, with one for each blank within a line: it takes that much wherever lines are joined. */
	get size(): number {
		return this.#length + this.#styles.size + this.#blanks;
	}

	push(page: Page, y: number): void {
		const {cols} = page;
		const slot = page.order[y]!;
		const start = slot * cols;
		const end = endOf(page, start, start + page.used[slot]!);
		this.#reserve((cols * mostPerCell) + mostPerLine);
		const head = this.#length;
		this.#longest = Math.max(this.#longest, end - start);
		this.begun += page.wrapped[slot] === wraps.no ? 1 : 0;
		this.#offsets[this.count++] = page.wrapped[slot] === wraps.no ? head : head + goesOn;
		this.#length = writeNumber(this.#bytes, head + 1, end - start);
		let flags = flagsOfWraps[page.wrapped[slot]!]!;
		if (this.count === 1) {
			this.#cols = cols;
		} else if (this.#cols !== cols) {
			flags |= otherWidthFlag;
			this.#length = writeNumber(this.#bytes, this.#length, cols);
		}

		this.#blanks += this.#blanksBefore(this.count - 1);

		if (page.styled[slot] === 1 && this.#runs(page.styleIds, start, end)) {
			flags |= styledFlag;
		}

		if (end - start > few) {
			page.kernel.letters(start, end);
			// All of the room is copied, as a part of it would need an object of its own.
			this.#bytes.set(page.scratch, this.#length);
		} else {
			for (let index = start; index < end; index++) {
				this.#bytes[this.#length + index - start] = page.glyphs[index]!;
			}
		}

		this.#length += end - start;
		if (page.rich[slot] === 1) {
			flags |= richFlag;
			this.#others(page.glyphs, start, end);
		}

		this.#bytes[head] = flags;
	}

	/** Takes the newest line away. */
	pop(): void {
		this.count--;
		this.begun -= this.isWrapped(this.count) ? 0 : 1;
		this.#blanks -= this.#blanksBefore(this.count);
		this.#length = this.#begin(this.count);
	}

	/** Whether a line goes on what the one before it began. */
	isWrapped(line: number): boolean {
		return this.#offsets[line]! >= goesOn;
	}

	/** Whether its lines are the same on a screen of that width: as far as they themselves say, as the next block may go on the last one. */
	isSameAt(cols: number): boolean {
		return this.begun === this.count && this.#longest <= cols;
	}

	/** The same lines on a screen of another width. */
	widen(cols: number): void {
		this.#cols = cols;
	}

	/**
	No more lines come: keeps no more than they take. `gone` is a block that is, whose room is for this one when it fits.
	Returns the room for the next block, unless it was sealed before.
	*/
	seal(gone?: HistoryBlock): Uint8Array<ArrayBuffer> | undefined {
		if (this.isSealed) {
			return undefined;
		}

		this.isSealed = true;
		const bytes = this.#bytes;
		const used = gone === undefined || gone.#packing !== undefined ? nothing : gone.#bytes;
		const room = Math.ceil(this.#length / granule) * granule;
		this.#bytes = used.length >= this.#length && used.length <= room + granule ? used : new Uint8Array(room);
		this.#bytes.set(bytes.subarray(0, this.#length));
		this.#styles.seal();
		return bytes;
	}

	/** Takes a sealed block into a smaller form, if it has one. Whether there was anything to do. */
	pack(packing: HistoryPacking): boolean {
		if (this.#isPacked) {
			return false;
		}

		this.#isPacked = true;
		const packed = packing.pack(this.#bytes.subarray(0, this.#length));
		if (packed.length < this.#length) {
			this.#bytes = packed;
			this.#packing = packing;
		}

		return true;
	}

	read(line: number, into: LineCells): void {
		const bytes = this.#packing === undefined ? this.#bytes : this.#packing.open(this.#bytes);
		const reader: Reader = {at: this.#begin(line)};
		const flags = bytes[reader.at++]!;
		into.begin(readNumber(bytes, reader));
		into.cols = (flags & otherWidthFlag) === 0 ? this.#cols : readNumber(bytes, reader);
		into.wrap = (flags & wrappedFlag) === 0 ? wraps.no : ((flags & afterBlankFlag) === 0 ? wraps.yes : wraps.afterBlank);
		if ((flags & styledFlag) === 0) {
			into.styleIds.fill(0, 0, into.length);
		} else {
			for (let cell = 0; cell < into.length;) {
				const run = readNumber(bytes, reader);
				into.styleIds.fill(this.#styles.at(readNumber(bytes, reader)), cell, cell + run);
				cell += run;
			}
		}

		for (let cell = 0; cell < into.length; cell++) {
			into.glyphs[cell] = bytes[reader.at++]! + narrow;
		}

		if ((flags & richFlag) !== 0) {
			readOthers(bytes, reader, into);
		}
	}

	/** Marks the styles in use, of which no more than `room` may be new; returns the room that is left. */
	markStyles(used: Uint8Array, room: number): number {
		return this.#styles.mark(used, room);
	}

	/** The style table was renumbered. */
	moveStyles(moved: Uint32Array): void {
		this.#styles.move(moved);
	}

	/** The blanks of the row before that count when a line goes on with it: about, where rows had several widths, and none across two blocks. */
	#blanksBefore(line: number): number {
		return line > 0 && this.isWrapped(line) ? Math.max(0, this.#cols - (this.#begin(line) - this.#begin(line - 1))) : 0;
	}

	#begin(line: number): number {
		return this.#offsets[line]! % goesOn;
	}

	#reserve(more: number): void {
		if (!(this.#length + more > this.#bytes.length)) {
			return;
		}

		const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}

	/** Whether there was any other style than the default one: if not, nothing is written. */
	#runs(styleIds: Uint32Array, start: number, end: number): boolean {
		const bytes = this.#bytes;
		let at = this.#length;
		for (let from = start; from < end;) {
			const id = styleIds[from]!;
			let to = from + 1;
			while (to < end && styleIds[to] === id) {
				to++;
			}

			if (id === 0 && to - from === end - start) {
				return false;
			}

			at = writeNumber(bytes, writeNumber(bytes, at, to - from), this.#styles.place(id));
			from = to;
		}

		this.#length = at;
		return end > start;
	}

	#others(glyphs: Uint32Array, start: number, end: number): void {
		const bytes = this.#bytes;
		let at = this.#length;
		for (let from = start; from < end;) {
			let index = from;
			while (index < end && (glyphs[index]! ^ narrow) >>> 0 <= 0xFF) {
				index++;
			}

			at = writeNumber(bytes, at, index - from);
			if (index === end) {
				break;
			}

			// A run is short: one of 127 at the most has its number in one byte.
			const count = at++;
			let others = 0;
			while (index < end && others < 0x7F) {
				const glyph = glyphs[index]!;
				if ((glyph ^ narrow) >>> 0 <= 0xFF) {
					break;
				}

				bytes[at] = glyph >>> 8;
				bytes[at + 1] = glyph >>> 16;
				at += 2;
				others++;
				index += glyphWidth(glyph) === 2 ? 2 : 1;
			}

			bytes[count] = others;
			from = index;
		}

		this.#length = at;
	}
}
