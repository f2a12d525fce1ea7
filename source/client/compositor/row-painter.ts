import type {Grid, Place} from '../../screen/grid.js';
import {blank, glyphText, glyphWidth, isCluster} from '../../screen/glyph.js';
import type {Pen} from './pen.js';
import type {PrintHead} from './print-head.js';
import {alikeFrom, asciiEnd, asciiText, isAscii, isNarrow, narrowEnd, narrowText, trailingBlanks} from './runs.js';
import {spillOf, textAt} from './spill.js';

/** Cells of one row, `to` not counted. */
export type Stretch = {y: number; from: number; to: number};

// A cursor move costs 4 to 8 bytes; cells in between that stay as they are cost one each, and more when they look different.
const bridge = 5;
// `CSI n X` costs 4 to 6 bytes, and a move behind it as many.
const eraseFrom = 7;
// `CSI n b` costs 4 to 6 bytes.
const repeatFrom = 6;

/** So many cells that are the same are told as one and how often; what is no ASCII takes two bytes and more. */
const repeatAt = (isPlain: boolean): number => isPlain ? repeatFrom + 1 : (repeatFrom / 2) + 1;

/** Writes the cells of rows that differ. */
export class RowPainter {
	/** Stretches that this picture has changed; two and more are to be seen at once. */
	changes = 0;
	readonly #pen: Pen;
	readonly #head: PrintHead;
	#wanted!: Grid;
	#shown!: Grid;
	#canRepeat = false;
	/** Whether nothing is known of what is shown. */
	#isFresh = false;

	constructor(pen: Pen, head: PrintHead) {
		this.#pen = pen;
		this.#head = head;
	}

	/** `isFresh`: each cell differs, as nothing is known of what is shown. */
	begin({wanted, shown, canRepeat, isFresh}: {wanted: Grid; shown: Grid; canRepeat: boolean; isFresh: boolean}): void {
		this.#wanted = wanted;
		this.#shown = shown;
		this.#canRepeat = canRepeat;
		this.#isFresh = isFresh;
		this.changes = 0;
	}

	differs({y, from, to}: Stretch): boolean {
		const start = y * this.#wanted.cols;
		return this.#nextChange(start + from, start + to) < start + to;
	}

	/** The bytes for a stretch; what is shown is then as wanted there. */
	paint(stretch: Stretch): string {
		const {y, from, to} = stretch;
		const {cols} = this.#wanted;
		const start = y * cols;
		const blankFrom = to === cols ? trailingBlanks(this.#wanted, y) : cols;
		let bytes = '';
		let x = from;
		while (x < to) {
			x = this.#nextChange(start + x, start + to) - start;
			if (x >= to) {
				break;
			}

			const {from: first, to: end} = this.#whole({y, from: x, to: this.#runEnd(start, {from: x, to})});
			// Two are as good as many.
			this.changes += this.changes < 2 && this.#hasWide(start, {from: first, to: end}) ? 2 : 1;
			if (end > blankFrom && end - Math.max(first, blankFrom) > 3) {
				bytes += this.#paintRun({y, from: first, to: Math.max(first, blankFrom)});
				bytes += `${this.#head.moveTo(Math.max(first, blankFrom), y)}${this.#pen.plain()}\u{1B}[K`;
				x = cols;
			} else {
				bytes += this.#paintRun({y, from: first, to: end});
				x = end;
			}

			this.#keep(start + first, start + x);
		}

		return bytes;
	}

	/** The first cell from `index` on that differs; `end` when none does. The first picture passes here before anything is compiled: hence the names for what is read in the loops. */
	#nextChange(index: number, end: number): number {
		const {glyphs, styleIds} = this.#wanted;
		const {glyphs: shownGlyphs, styleIds: shownStyles} = this.#shown;
		let at = index;
		while (at < end && glyphs[at] === shownGlyphs[at] && styleIds[at] === shownStyles[at]) {
			at++;
		}

		return at;
	}

	#keep(from: number, to: number): void {
		this.#shown.glyphs.set(this.#wanted.glyphs.subarray(from, to), from);
		this.#shown.styleIds.set(this.#wanted.styleIds.subarray(from, to), from);
	}

	/** The end of the cells that are written in one go: short stretches of unchanged ones are bridged, when they look alike. */
	#runEnd(start: number, {from, to}: {from: number; to: number}): number {
		if (this.#isFresh) {
			return to;
		}

		const {glyphs, styleIds} = this.#wanted;
		const {glyphs: shownGlyphs, styleIds: shownStyles} = this.#shown;
		let end = start + from + 1;
		let gap = 0;
		for (let index = end; index < start + to && gap <= bridge; index++) {
			if (glyphs[index] !== shownGlyphs[index] || styleIds[index] !== shownStyles[index]) {
				end = index + 1;
				gap = 0;
			} else {
				gap += styleIds[index] === styleIds[index - 1] ? 1 : 3;
			}
		}

		return end - start;
	}

	/** Wide cells are written whole, and cells that a cluster may reach over are written again behind it. */
	#whole({y, from, to}: Stretch): {from: number; to: number} {
		const {cols, glyphs} = this.#wanted;
		if (from === 0 && to === cols) {
			return {from, to};
		}

		const start = y * cols;
		const first = from > 0 && glyphWidth(glyphs[start + from]!) === 0 ? from - 1 : from;
		let end = to;
		for (let x = first; x < end; x++) {
			const glyph = glyphs[start + x]!;
			if (isAscii(glyph)) {
				continue;
			}

			const reach = isCluster(glyph) ? spillOf(glyphText(glyph)) : glyphWidth(glyph);
			end = Math.min(cols, Math.max(end, x + reach));
		}

		return {from: first, to: end};
	}

	/** Over half of a wide cell the other half is blank for a moment. */
	#hasWide(start: number, {from, to}: {from: number; to: number}): boolean {
		for (let index = start + from; index < start + to; index++) {
			if (glyphWidth(this.#wanted.glyphs[index]!) !== 1 || glyphWidth(this.#shown.glyphs[index]!) !== 1) {
				return true;
			}
		}

		return false;
	}

	#paintRun({y, from, to}: Stretch): string {
		const {cols, glyphs, styleIds} = this.#wanted;
		const start = y * cols;
		let bytes = '';
		for (let x = from; x < to;) {
			const glyph = glyphs[start + x]!;
			const style = styleIds[start + x]!;
			const isBlank = style === 0 && glyph === blank;
			const alike = isBlank || this.#canRepeat ? alikeFrom(this.#wanted, {index: start + x, end: start + to}) : 1;
			if (isBlank && alike >= eraseFrom) {
				bytes += `${this.#head.moveTo(x, y)}${this.#pen.plain()}\u{1B}[${alike}X`;
				x += alike;
				continue;
			}

			const isPlain = isAscii(glyph);
			if (alike < repeatAt(isPlain) && isNarrow(glyph)) {
				const run = {start, from: x, to: Math.min(to, this.#head.edgeOf(x) + 1)};
				const end = isPlain ? asciiEnd(this.#wanted, run) : narrowEnd(this.#wanted, run, this.#canRepeat);
				bytes += this.#head.step({x, y}, {cells: end - x, isPlain}) + this.#pen.change(style);
				run.to = end;
				bytes += isPlain ? asciiText(this.#wanted, run) : narrowText(this.#wanted, run);
				this.#head.wrote({x, y}, {cells: end - x, isPlain});
				x = end;
				continue;
			}

			const width = glyphWidth(glyph);
			const text = width === 0 ? ' ' : textAt(glyph, cols - x);
			const cells = Math.max(1, width);
			bytes += this.#head.step({x, y}, {cells: isCluster(glyph) ? spillOf(text) : cells, isPlain: isPlain || width === 0}) + this.#pen.change(style) + text;
			const more = width === 1 && !isCluster(glyph) ? this.#repeatable({x, alike, isPlain}) : 0;
			if (more > 0) {
				bytes += `\u{1B}[${more}b`;
			}

			this.#wrote({x, y}, {cells: cells + more, isPlain, isCertain: width === 1 && !isCluster(glyph)});
			x += cells + more;
		}

		return bytes;
	}

	/** How often a character is repeated after it was written once. */
	#repeatable({x, alike, isPlain}: {x: number; alike: number; isPlain: boolean}): number {
		const count = Math.min(alike, this.#head.edgeOf(x) - x + 1) - 1;
		return this.#canRepeat && count >= repeatAt(isPlain) - 1 ? count : 0;
	}

	#wrote(place: Place, {cells, isPlain, isCertain}: {cells: number; isPlain: boolean; isCertain: boolean}): void {
		if (isCertain) {
			this.#head.wrote(place, {cells, isPlain});
		} else {
			this.#head.wroteOddly(place.y);
		}
	}
}
