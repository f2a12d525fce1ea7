import {Buffer} from 'node:buffer';
import type {Grid, Place} from '../../screen/grid.js';
import {blank, glyphText, glyphWidth, isCluster, type Glyph} from '../../screen/glyph.js';
import {graphemeWidth} from '../../screen/width.js';
import type {Pen} from './pen.js';
import type {PrintHead} from './print-head.js';

/** Cells of one row, `to` not counted. */
export type Stretch = {y: number; from: number; to: number};

// A cursor move costs 4 to 8 bytes; cells in between that stay as they are cost one each, and more when they look different.
const bridge = 5;
// `CSI n X` costs 4 to 6 bytes, and a move behind it as many.
const eraseFrom = 7;
// `CSI n b` costs 4 to 6 bytes.
const repeatFrom = 6;

/** Writes the cells of rows that differ. */
export class RowPainter {
	/** Stretches that this picture has changed; two and more are to be seen at once. */
	changes = 0;
	readonly #pen: Pen;
	readonly #head: PrintHead;
	#wanted!: Grid;
	#shown!: Grid;
	#canRepeat = false;

	constructor(pen: Pen, head: PrintHead) {
		this.#pen = pen;
		this.#head = head;
	}

	begin({wanted, shown, canRepeat}: {wanted: Grid; shown: Grid; canRepeat: boolean}): void {
		this.#wanted = wanted;
		this.#shown = shown;
		this.#canRepeat = canRepeat;
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

			const end = alike < repeatFrom ? plainEnd(this.#wanted, {start, from: x, to: Math.min(to, this.#head.edgeOf(x) + 1)}) : x;
			if (end > x) {
				bytes += this.#head.step({x, y}, {cells: end - x, isPlain: true}) + this.#pen.change(style) + plainText(this.#wanted, {from: start + x, to: start + end});
				this.#head.wrote({x, y}, {cells: end - x, isPlain: true});
				x = end;
				continue;
			}

			const width = glyphWidth(glyph);
			const text = width === 0 ? ' ' : textAt(glyph, cols - x);
			const isPlain = !isCluster(glyph) && text.length === 1 && text <= '~';
			const cells = Math.max(1, width);
			bytes += this.#head.step({x, y}, {cells: isCluster(glyph) ? spillOf(text) : cells, isPlain}) + this.#pen.change(style) + text;
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
		return this.#canRepeat && count >= (isPlain ? repeatFrom : repeatFrom / 2) ? count : 0;
	}

	#wrote(place: Place, {cells, isPlain, isCertain}: {cells: number; isPlain: boolean; isCertain: boolean}): void {
		if (isCertain) {
			this.#head.wrote(place, {cells, isPlain});
		} else {
			this.#head.wroteOddly(place.y);
		}
	}
}

/** The first of the plain blanks that the row ends with; `cols` when it ends with something else. */
function trailingBlanks(grid: Grid, y: number): number {
	let x = grid.cols;
	while (x > 0 && grid.glyphs[(y * grid.cols) + x - 1] === blank && grid.styleIds[(y * grid.cols) + x - 1] === 0) {
		x--;
	}

	return x;
}

const isAscii = (glyph: Glyph): boolean => glyph >= blank && glyph <= blank + 0x5E;

/** Where a stretch of ASCII in one style ends, or may be told shorter: at cells that are the same. */
function plainEnd({glyphs, styleIds}: Grid, {start, from, to}: {start: number; from: number; to: number}): number {
	const style = styleIds[start + from]!;
	const end = start + to;
	let index = start + from;
	let glyph = glyphs[index]!;
	while (index < end && styleIds[index] === style && isAscii(glyph)) {
		const next = glyphs[index + 1]!;
		if (glyph === next && glyph === glyphs[index + 2] && index > start + from && index + 2 < end) {
			break;
		}

		glyph = next;
		index++;
	}

	return index - start;
}

// As wide as nearly all terminals; grows.
let units = Buffer.alloc(512);

function plainText({glyphs}: Grid, {from, to}: {from: number; to: number}): string {
	if (to - from > units.length) {
		units = Buffer.alloc(to - from);
	}

	for (let index = from; index < to; index++) {
		units[index - from] = glyphs[index]! - blank + 0x20;
	}

	return units.toString('latin1', 0, to - from);
}

/** How many cells from here on are the same. */
function alikeFrom({glyphs, styleIds}: Grid, {index, end}: {index: number; end: number}): number {
	let at = index + 1;
	while (at < end && glyphs[at] === glyphs[index] && styleIds[at] === styleIds[index]) {
		at++;
	}

	return at - index;
}

/** What is written for a glyph. A cluster whose parts would reach past the edge, should they not be joined, is its first part alone. */
function textAt(glyph: Glyph, room: number): string {
	const text = glyphText(glyph);
	return isCluster(glyph) && spillOf(text) > Math.max(room, glyphWidth(glyph)) ? String.fromCodePoint(text.codePointAt(0)!) : text;
}

// A pane full of clusters of forty marks each must not be measured mark by mark at every picture. More than there are clusters at once.
const spillLimit = 65_536;
const spills = new Map<string, number>();
const partWidths = new Map<string, number>();

/** The cells that the parts of a cluster take side by side. */
const spillOf = (text: string): number => remember(spills, text, measureParts);

function measureParts(text: string): number {
	let cells = 0;
	for (const part of text) {
		cells += remember(partWidths, part, graphemeWidth);
	}

	return cells;
}

function remember(known: Map<string, number>, text: string, measure: (text: string) => number): number {
	const before = known.get(text);
	if (before !== undefined) {
		return before;
	}

	if (known.size >= spillLimit) {
		known.clear();
	}

	const value = measure(text);
	known.set(text, value);
	return value;
}
