import {Grid, type Area, type Size} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import {cursorPlain} from '../terminal/modes.js';
import {noAbilities, type Abilities} from './abilities.js';
import type {ColourDepth} from './colour.js';
import {Pen} from './pen.js';
import {PrintHead} from './print-head.js';
import {RowPainter, type Stretch} from './row-painter.js';
import {applyScroll, findScroll} from './scroll.js';

/** Where the cursor is and what it looks like: DECSCUSR numbers, 0 for the terminal's own; `color` 0xRRGGBB, the terminal's own unless given. */
export type Cursor = {x: number; y: number; shape: number; color?: number};

export type Picture = {
	cursor: Cursor | undefined;
	/** The insides of panes, the one that matters most first: they are drawn in this order, and may scroll each by itself. */
	areas?: readonly Area[];
	/** About so many bytes at most; what they leave out is drawn by the next picture. */
	limit?: number;
};

// Of a cursor that was coloured, in a terminal that may show anything.
const unknownColor = -1;
// No glyph has this number, so a cell that holds it differs from every other.
const unknown = 0xFF_FF_FF_FF;

/**
Makes the terminal show a grid, by the fewest bytes, from what it shows already. Never a clear: a cell changes from what it was
to what it will be.
*/
export class Compositor {
	#abilities: Abilities = noAbilities;
	readonly #pen: Pen;
	readonly #head: PrintHead;
	readonly #styles: StyleTable;
	readonly #rows: RowPainter;
	#shown: Grid;
	#cursor: Cursor | undefined;
	#shape = 0;
	/** Of the cursor; undefined while the terminal has its own. */
	#color: number | undefined;
	readonly #canColor: boolean;
	/** Whether the terminal draws in the way that the pen believes. */
	#penHolds = true;
	/** Where the rest of a picture that was too large goes on. */
	#next = 0;
	#isBehind = false;
	/** Whether nothing is known of what is shown, so that nothing of it can have moved. */
	#isFresh = false;
	/** Whether, besides, nothing was drawn since. */
	#isUntouched = false;

	constructor(size: Size, {styles, colours}: {styles: StyleTable; colours: ColourDepth}) {
		this.#styles = styles;
		// Terminals with fewer colours do not all know the sequence.
		this.#canColor = colours === 'full';
		this.#pen = new Pen(styles, colours);
		this.#head = new PrintHead(size);
		this.#shown = new Grid(size, styles);
		this.#rows = new RowPainter(this.#pen, this.#head);
	}

	/** What the terminal shows now; for renumbering styles. */
	get shown(): Grid {
		return this.#shown;
	}

	/** Whether the last picture was cut short by its limit. */
	get isBehind(): boolean {
		return this.#isBehind;
	}

	/** Whether the cursor has another colour than the terminal's own. */
	get isCursorColored(): boolean {
		return this.#color !== undefined;
	}

	/** What the terminal has said that it can. It was told things for that, so that its cursor may be elsewhere. */
	allow(abilities: Abilities): void {
		this.#abilities = abilities;
		this.#head.lose();
	}

	/** The terminal may show anything: after a resize, after somebody else had it, or when the person asks. */
	invalidate(size: Size = this.#shown): void {
		this.#shown = new Grid(size, this.#styles);
		this.#shown.glyphs.fill(unknown);
		this.#head.forget(size);
		this.#cursor = undefined;
		this.#shape = -1;
		this.#color = this.#color === undefined ? undefined : unknownColor;
		this.#isFresh = true;
		this.#isUntouched = true;
		this.stylesMoved();
	}

	/** Somebody else has drawn this. */
	assume(shown: Grid): void {
		this.invalidate(shown);
		this.#shown = shown;
		this.#isFresh = false;
		this.#isUntouched = false;
	}

	/** Numbers of styles have changed in all grids. */
	stylesMoved(): void {
		this.#pen.forget();
		this.#penHolds = false;
	}

	/** The bytes that turn what is shown into what is wanted; '' when nothing changes. */
	paint(wanted: Grid, {cursor, areas = [], limit = Infinity}: Picture): string {
		// All of it, with nothing to look for: row by row.
		const isWhole = this.#isUntouched && limit === Infinity;
		this.#rows.begin({wanted, shown: this.#shown, canRepeat: this.#abilities.repeat, isFresh: isWhole});
		this.#isBehind = false;
		const start = (this.#penHolds ? '' : '\u{1B}[m') + this.#head.begin();
		let body = isWhole ? '' : this.#paintMoved(wanted, {areas, limit});
		body += this.#paintRest(wanted, limit - body.length);
		this.#isUntouched = false;
		this.#isFresh &&= this.#isBehind || body === '';
		return this.#finish(start, body, cursor);
	}

	/** The same for a few places alone: an echo, with nothing else looked at. What another picture left for later stays so. */
	touch(wanted: Grid, {cursor, areas}: {cursor: Cursor | undefined; areas: readonly Area[]}): string {
		this.#rows.begin({wanted, shown: this.#shown, canRepeat: this.#abilities.repeat, isFresh: false});
		this.#isUntouched = false;
		const start = (this.#penHolds ? '' : '\u{1B}[m') + this.#head.begin();
		let body = '';
		for (const area of areas) {
			body += this.#paintRows(area, Infinity);
		}

		return this.#finish(start, body, cursor);
	}

	/** What scrolled, and the places that matter most. */
	#paintMoved(wanted: Grid, {areas, limit}: {areas: readonly Area[]; limit: number}): string {
		// Where a pane can be scrolled alone, its frame stands still.
		let body = this.#abilities.margins ? '' : this.#paintWhole(wanted);
		for (const area of areas) {
			body += this.#paintArea(wanted, area, limit - body.length);
		}

		return this.#abilities.margins ? body + this.#paintWhole(wanted) : body;
	}

	#finish(start: string, drawn: string, cursor: Cursor | undefined): string {
		const together = this.#rows.changes > 1;
		const wasSeen = this.#cursor !== undefined;
		const body = drawn + this.#paintCursor(cursor);
		if (body === '') {
			return '';
		}

		this.#penHolds = true;
		if (!together) {
			return start + body;
		}

		if (this.#abilities.synchronized) {
			return `\u{1B}[?2026h${start}${body}\u{1B}[?2026l`;
		}

		// A cursor that is seen on its way flickers.
		return wasSeen && cursor !== undefined ? `\u{1B}[?25l${start}${body}\u{1B}[?25h` : start + body;
	}

	/** Rows that moved over the whole width, which every terminal can scroll. */
	#paintWhole(wanted: Grid): string {
		const area = {x: 0, y: 0, width: wanted.cols, height: wanted.rows};
		const scrolled = this.#scroll(wanted, area);
		if (scrolled === undefined) {
			return '';
		}

		return scrolled.bytes + this.#paintRows(scrolled.area, Infinity);
	}

	#paintArea(wanted: Grid, area: Area, limit: number): string {
		if (limit <= 0) {
			this.#isBehind = true;
			return '';
		}

		const canScroll = this.#abilities.margins && area.height > 1;
		const scrolled = canScroll ? this.#scroll(wanted, area) : undefined;
		// What was scrolled in is blank until it is written: never left for later.
		return scrolled === undefined ? this.#paintRows(area, limit) : scrolled.bytes + this.#paintRows(area, Infinity);
	}

	/** What is left, from where the picture before was cut short. */
	#paintRest({cols, rows}: Grid, limit: number): string {
		const from = this.#next % rows;
		this.#next = 0;
		const body = this.#paintRows({x: 0, y: from, width: cols, height: rows - from}, limit);
		return from === 0 ? body : body + this.#paintRows({x: 0, y: 0, width: cols, height: from}, limit - body.length);
	}

	#paintRows({x, y: top, width, height}: Area, limit: number): string {
		let body = '';
		for (let y = top; y < top + height; y++) {
			const stretch: Stretch = {y, from: x, to: x + width};
			if (!this.#rows.differs(stretch)) {
				continue;
			}

			if (body.length >= limit) {
				this.#isBehind = true;
				this.#next = y;
				return body;
			}

			body += this.#rows.paint(stretch);
		}

		return body;
	}

	#scroll(wanted: Grid, area: Area): {bytes: string; area: Area} | undefined {
		const scroll = this.#isFresh ? undefined : findScroll(this.#shown, wanted, area);
		if (scroll === undefined) {
			return undefined;
		}

		applyScroll(this.#shown, scroll);
		this.#rows.changes += 2;
		const plain = this.#penHolds ? this.#pen.plain() : '';
		return {bytes: plain + this.#head.scroll(scroll.area, scroll.by), area: scroll.area};
	}

	#paintCursor(cursor: Cursor | undefined): string {
		const before = this.#cursor;
		this.#cursor = cursor;
		if (cursor === undefined) {
			return before === undefined && this.#shape !== -1 ? '' : this.#hide();
		}

		let bytes = this.#head.moveTo(cursor.x, cursor.y);
		if (cursor.shape !== this.#shape) {
			this.#shape = cursor.shape;
			bytes += `\u{1B}[${cursor.shape} q`;
		}

		bytes += this.#tint(cursor.color);
		return before === undefined ? `${bytes}\u{1B}[?25h` : bytes;
	}

	#tint(color: number | undefined): string {
		if (color === this.#color || !this.#canColor) {
			return '';
		}

		this.#color = color;
		return color === undefined ? cursorPlain : `\u{1B}]12;#${color.toString(16).padStart(6, '0')}\u{7}`;
	}

	#hide(): string {
		this.#shape = Math.max(0, this.#shape);
		return '\u{1B}[?25l';
	}
}
