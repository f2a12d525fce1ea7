import {Grid, type Size} from '../../screen/grid.js';
import {blank, glyphText, glyphWidth, isCluster, type Glyph} from '../../screen/glyph.js';
import type {StyleTable} from '../../screen/style.js';
import {graphemeWidth} from '../../screen/width.js';
import type {ColourDepth} from './colour.js';
import {Pen} from './pen.js';
import {applyScroll, findScroll} from './scroll.js';

/** Where the cursor is and what it looks like: DECSCUSR numbers, 0 for the terminal's own. */
export type Cursor = {x: number; y: number; shape: number};

// No glyph has this number, so a cell that holds it differs from every other.
const unknown = 0xFF_FF_FF_FF;
// A cursor move costs 6 to 8 bytes; cells in between that stay as they are cost one each.
const bridge = 5;
// `CSI n X` costs 4 to 6 bytes.
const eraseFrom = 7;

/**
Makes the terminal show a grid, by the fewest bytes, from what it shows already. Never a clear: a cell changes from what it was
to what it will be.
*/
export class Compositor {
	readonly #pen: Pen;
	readonly #styles: StyleTable;
	#shown: Grid;
	#cursor: Cursor | undefined;
	#shape = 0;
	/** Where the terminal writes next; undefined when that depends on how it measures a character. */
	#at: {x: number; y: number} | undefined;
	/** Whether every terminal agrees that it is there: not after a character that some draw wider. */
	#sure = true;
	/** Whether the terminal draws in the way that the pen believes. */
	#penHolds = true;
	/** Stretches that this picture has changed. */
	#runs = 0;

	constructor(size: Size, {styles, colours}: {styles: StyleTable; colours: ColourDepth}) {
		this.#styles = styles;
		this.#pen = new Pen(styles, colours);
		this.#shown = new Grid(size, styles);
	}

	/** What the terminal shows now; for renumbering styles. */
	get shown(): Grid {
		return this.#shown;
	}

	/** The terminal may show anything: after a resize, after somebody else had it, or when the person asks. */
	invalidate(size: Size = this.#shown): void {
		this.#shown = new Grid(size, this.#styles);
		this.#shown.glyphs.fill(unknown);
		this.#at = undefined;
		this.#cursor = undefined;
		this.#shape = -1;
		this.stylesMoved();
	}

	/** Numbers of styles have changed in all grids. */
	stylesMoved(): void {
		this.#pen.forget();
		this.#penHolds = false;
	}

	/** The bytes that turn what is shown into what is wanted; '' when nothing changes. */
	paint(wanted: Grid, cursor: Cursor | undefined): string {
		this.#runs = 0;
		let body = this.#paintScroll(wanted);
		for (let y = 0; y < wanted.rows; y++) {
			if (!wanted.rowEquals(y, this.#shown, y)) {
				body += this.#paintRow(wanted, y);
			}
		}

		this.#shown.glyphs.set(wanted.glyphs);
		this.#shown.styleIds.set(wanted.styleIds);
		const together = this.#runs > 1;
		body += this.#paintCursor(cursor);
		if (body === '') {
			return '';
		}

		const start = this.#penHolds ? '' : '\u{1B}[m';
		this.#penHolds = true;
		return together ? `\u{1B}[?2026h${start}${body}\u{1B}[?2026l` : start + body;
	}

	#paintScroll(wanted: Grid): string {
		const scroll = findScroll(this.#shown, wanted);
		if (scroll === undefined) {
			return '';
		}

		applyScroll(this.#shown, scroll);
		this.#runs += 2;
		// Setting the region moves the cursor home; what scrolls in takes the colour that is drawn with.
		this.#at = {x: 0, y: 0};
		const {top, bottom, by} = scroll;
		const count = Math.abs(by) === 1 ? '' : String(Math.abs(by));
		return `${this.#pen.change(0)}\u{1B}[${top + 1};${bottom + 1}r\u{1B}[${count}${by > 0 ? 'S' : 'T'}\u{1B}[r`;
	}

	#paintRow(wanted: Grid, y: number): string {
		const {cols} = wanted;
		const start = y * cols;
		const differs = (x: number) => wanted.glyphs[start + x] !== this.#shown.glyphs[start + x] || wanted.styleIds[start + x] !== this.#shown.styleIds[start + x];
		const blankFrom = trailingBlanks(wanted, y);
		let bytes = '';
		let x = 0;
		while (x < cols) {
			if (!differs(x)) {
				x++;
				continue;
			}

			const end = coverSpill(wanted, {start, from: x, to: runEnd(differs, {from: x, cols})});
			const first = x > 0 && glyphWidth(wanted.glyphs[start + x]!) === 0 ? x - 1 : x;
			this.#runs++;
			if (end > blankFrom && end - Math.max(first, blankFrom) > 3) {
				bytes += this.#paintRun(wanted, {y, from: first, to: Math.max(first, blankFrom)});
				bytes += `${this.#moveTo(Math.max(first, blankFrom), y)}${this.#pen.change(0)}\u{1B}[K`;
				break;
			}

			bytes += this.#paintRun(wanted, {y, from: first, to: end});
			x = end;
		}

		return bytes;
	}

	#paintRun(wanted: Grid, {y, from, to}: {y: number; from: number; to: number}): string {
		const start = y * wanted.cols;
		let bytes = '';
		for (let x = from; x < to;) {
			const glyph = wanted.glyphs[start + x]!;
			const style = wanted.styleIds[start + x]!;
			const blanks = style === 0 && glyph === blank ? blanksFrom(wanted, {start, from: x, to}) : 0;
			if (blanks >= eraseFrom) {
				bytes += `${this.#moveTo(x, y)}${this.#pen.change(0)}\u{1B}[${blanks}X`;
				x += blanks;
				continue;
			}

			const width = glyphWidth(glyph);
			const text = width === 0 ? ' ' : textAt(glyph, wanted.cols - x);
			bytes += this.#step({x, y}, text) + this.#pen.change(style) + text;
			this.#advance({x, y}, {width: Math.max(1, width), glyph, last: wanted.cols - 1});
			x += Math.max(1, width);
		}

		return bytes;
	}

	/** To the cell; after characters that not every terminal measures alike, by its number. */
	#step({x, y}: {x: number; y: number}, text: string): string {
		const isPlain = text.length === 1 && text <= '~';
		return this.#at?.x === x && this.#at.y === y && (this.#sure || !isPlain) ? '' : this.#moveTo(x, y);
	}

	#advance({x, y}: {x: number; y: number}, {width, glyph, last}: {width: number; glyph: number; last: number}): void {
		const isPlain = !isCluster(glyph) && (glyph & 0x1F_FF_FF) < 0x7F;
		this.#sure = isPlain;
		// Terminals differ on where the cursor is after the last column.
		this.#at = x + width > last || isCluster(glyph) || width > 1 ? undefined : {x: x + width, y};
	}

	#moveTo(x: number, y: number): string {
		const at = this.#at;
		if (at?.x === x && at.y === y && this.#sure) {
			return '';
		}

		this.#at = {x, y};
		const isSameRow = at?.y === y;
		const wasSure = this.#sure;
		this.#sure = true;
		if (isSameRow && wasSure && at.x < x && x - at.x < 10) {
			return x - at.x === 1 ? '\u{1B}[C' : `\u{1B}[${x - at.x}C`;
		}

		if (isSameRow) {
			return x === 0 ? '\r' : `\u{1B}[${x + 1}G`;
		}

		return x === 0 ? (y === 0 ? '\u{1B}[H' : `\u{1B}[${y + 1}H`) : `\u{1B}[${y + 1};${x + 1}H`;
	}

	#paintCursor(cursor: Cursor | undefined): string {
		const before = this.#cursor;
		this.#cursor = cursor;
		if (cursor === undefined) {
			return before === undefined && this.#shape !== -1 ? '' : this.#hide();
		}

		let bytes = this.#moveTo(cursor.x, cursor.y);
		if (cursor.shape !== this.#shape) {
			this.#shape = cursor.shape;
			bytes += `\u{1B}[${cursor.shape} q`;
		}

		return before === undefined ? `${bytes}\u{1B}[?25h` : bytes;
	}

	#hide(): string {
		this.#shape = Math.max(0, this.#shape);
		return '\u{1B}[?25l';
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

function blanksFrom(grid: Grid, {start, from, to}: {start: number; from: number; to: number}): number {
	let x = from;
	while (x < to && grid.glyphs[start + x] === blank && grid.styleIds[start + x] === 0) {
		x++;
	}

	return x - from;
}

/** What is written for a glyph. A cluster whose parts would reach past the edge, should they not be joined, is its first part alone. */
function textAt(glyph: Glyph, room: number): string {
	const text = glyphText(glyph);
	return isCluster(glyph) && spillOf(text) > Math.max(room, glyphWidth(glyph)) ? String.fromCodePoint(text.codePointAt(0)!) : text;
}

/** The cells that the parts of a cluster take side by side. */
function spillOf(text: string): number {
	let cells = 0;
	for (const part of text) {
		cells += graphemeWidth(part);
	}

	return cells;
}

/**
A terminal that does not know how a cluster joins draws its parts side by side, over the cells that follow: these are written
again behind it.
*/
function coverSpill(grid: Grid, {start, from, to}: {start: number; from: number; to: number}): number {
	let end = to;
	for (let x = from; x < end; x++) {
		const glyph = grid.glyphs[start + x]!;
		if (isCluster(glyph)) {
			end = Math.min(grid.cols, Math.max(end, x + spillOf(glyphText(glyph))));
		}
	}

	return end;
}

/** The end of the cells that are written in one go: short stretches of unchanged ones are bridged. */
function runEnd(differs: (x: number) => boolean, {from, cols}: {from: number; cols: number}): number {
	let end = from + 1;
	for (let x = end; x < cols && x - end <= bridge; x++) {
		if (differs(x)) {
			end = x + 1;
		}
	}

	return end;
}
