import type {Size} from '../../protocol/holder.js';
import type {StyleTable} from '../style.js';
import {Charsets} from './charsets.js';
import {CodePoints} from './code-points.js';
import type {History} from './history.js';
import {Modes} from './modes.js';
import {Pen} from './pen.js';
import {Sheet} from './sheet.js';

// About as many nanoseconds: what a write may cost before it is left to go on later.
const enough = 1_500_000;
// What it costs to pack a line, beside its cells.
const perLine = 300;

/** The state of a terminal, and the movements that all commands are made of. */
export class Terminal {
	cols: number;
	rows: number;
	readonly primary: Sheet;
	readonly alternate: Sheet;
	/** The one that is shown. */
	sheet: Sheet;
	x = 0;
	y = 0;
	/** Whether the last column was written and the next character goes to the next row. `x` is then that last column. */
	isPending = false;
	/** How the last character may be joined by the next: a state of joiner.ts. 0 after anything but text. */
	join = 0;
	/** Marks that joined the last character. */
	marks = 0;
	readonly pen: Pen;
	readonly modes = new Modes();
	readonly charsets = new Charsets();
	readonly codePoints: CodePoints;
	readonly history: History;
	/** How often the primary screen was cleared, and how many lines had begun above it the last time. */
	cleared = {times: 0, above: 0};

	constructor({size, history, styles, ambiguousWidth}: {size: Size; history: History; styles: StyleTable; ambiguousWidth: 1 | 2}) {
		this.cols = size.cols;
		this.rows = size.rows;
		this.primary = new Sheet(size);
		this.alternate = new Sheet(size);
		this.sheet = this.primary;
		this.history = history;
		this.pen = new Pen(styles);
		this.codePoints = new CodePoints(ambiguousWidth);
	}

	/** Whether what was done since `rest` is enough for one turn. */
	get isTired(): boolean {
		return this.sheet.page.work > enough;
	}

	/** Counts work that is not done on cells, in nanoseconds. */
	tire(cost: number): void {
		this.sheet.page.work += cost;
	}

	rest(): void {
		this.primary.page.work = 0;
		this.alternate.page.work = 0;
	}

	/** Moves the cursor to a place of the whole screen; outside of it to its edge. */
	place(x: number, y: number): void {
		this.x = clamp(x, this.cols - 1);
		this.y = clamp(y, this.rows - 1);
		this.isPending = false;
	}

	/** Moves the cursor to where a program counts from: the top left of the screen, or of the margins in origin mode. */
	address(x: number, y: number): void {
		if (!this.modes.origin) {
			this.place(x, y);
			return;
		}

		const {top, bottom, left, right} = this.sheet;
		this.place(Math.min(left + x, right), Math.min(top + y, bottom));
	}

	/** The column that the next character cannot pass. */
	get rightEdge(): number {
		const {right} = this.sheet;
		return this.x > right ? this.cols - 1 : right;
	}

	get leftEdge(): number {
		const {left} = this.sheet;
		return this.x < left ? 0 : left;
	}

	get isInMargins(): boolean {
		const {left, right} = this.sheet;
		return this.x >= left && this.x <= right;
	}

	/** One row down; at the bottom of the region it scrolls. */
	index(): void {
		const {sheet} = this;
		if (this.y === sheet.bottom) {
			if (this.isInMargins) {
				this.scrollUp(1);
			}
		} else if (this.y < this.rows - 1) {
			this.y++;
		}
	}

	/** A row further because the last column was full. */
	wrap(): void {
		const {sheet, sheet: {page}} = this;
		const wrap = page.wrapBehind(this, this.isPending);
		this.isPending = false;
		this.index();
		this.x = sheet.left;
		if (this.#isFullWidth(sheet)) {
			page.wrapped[page.order[this.y]!] = wrap;
		}
	}

	reverseIndex(): void {
		const {sheet} = this;
		this.isPending = false;
		if (this.y === sheet.top) {
			if (this.isInMargins) {
				this.scrollDown(1);
			}
		} else if (this.y > 0) {
			this.y--;
		}
	}

	/** Scrolls the region. What leaves the primary screen at its top goes to the history. */
	scrollUp(count: number): void {
		const {sheet} = this;
		const {page, top, bottom} = sheet;
		const lines = Math.min(count, bottom - top + 1);
		if (!this.#isFullWidth(sheet)) {
			this.#shift({from: top, height: bottom - top + 1, by: lines});
			return;
		}

		if (top === 0 && sheet === this.primary) {
			page.work += lines * ((this.cols * 3) + perLine);
			for (let y = 0; y < lines; y++) {
				this.history.push(page, y);
			}
		}

		page.scrollUp({top, bottom, count: lines}, this.pen.eraseStyle);
	}

	scrollDown(count: number): void {
		const {sheet} = this;
		const {page, top, bottom} = sheet;
		const lines = Math.min(count, bottom - top + 1);
		if (this.#isFullWidth(sheet)) {
			page.scrollDown({top, bottom, count: lines}, this.pen.eraseStyle);
		} else {
			this.#shift({from: top, height: bottom - top + 1, by: -lines});
		}
	}

	/** IL and DL: scrolls what lies from the cursor's row to the bottom of the region. Nothing of it is kept. */
	shiftLines(by: number): void {
		const {sheet, y} = this;
		this.isPending = false;
		if (y < sheet.top || y > sheet.bottom || !this.isInMargins) {
			return;
		}

		const height = sheet.bottom - y + 1;
		const count = Math.min(Math.abs(by), height);
		if (!this.#isFullWidth(sheet)) {
			this.#shift({from: y, height, by: by < 0 ? -count : count});
		} else if (by > 0) {
			sheet.page.scrollUp({top: y, bottom: sheet.bottom, count}, this.pen.eraseStyle);
		} else {
			sheet.page.scrollDown({top: y, bottom: sheet.bottom, count}, this.pen.eraseStyle);
		}

		this.x = sheet.left;
	}

	/** What is written from now on is protected or not; by whose rules it was said last decides what that means. */
	protect({rules, isProtected}: {rules: Modes['protection']; isProtected: boolean}): void {
		this.modes.protection = rules;
		this.pen.isProtected = isProtected;
		this.pen.changed();
	}

	save(): void {
		const {x, y, isPending} = this;
		this.sheet.saved = {x, y, isPending, origin: this.modes.origin, pen: this.pen.save(), charsets: this.charsets.save()};
	}

	restore(): void {
		const {saved} = this.sheet;
		if (saved === undefined) {
			this.modes.origin = false;
			this.pen.isProtected = false;
			this.pen.reset();
			this.charsets.reset();
			this.place(0, 0);
			return;
		}

		this.modes.origin = saved.origin;
		this.pen.restore(saved.pen);
		this.charsets.restore(saved.charsets);
		this.place(saved.x, saved.y);
		this.isPending = saved.isPending && this.x === saved.x;
	}

	/** Shows the alternate screen, empty unless it is not to be cleared, or the primary one as it was left. */
	show(sheet: Sheet, {clears = true} = {}): void {
		if (this.sheet === sheet) {
			return;
		}

		this.sheet = sheet;
		const {page} = sheet;
		page.dirty.fill(1);
		if (sheet !== this.alternate) {
			return;
		}

		sheet.resetMargins();
		sheet.tabs.reset(this.cols);
		if (clears) {
			this.clear();
		}
	}

	/** Blanks the whole of a screen. */
	clear({page} = this.sheet): void {
		for (let y = 0; y < page.rows; y++) {
			page.clearRow(y, this.pen.eraseStyle);
		}
	}

	/** RIS: as at the start; the history goes too. */
	reset(): void {
		this.pen.link = 0;
		this.pen.isProtected = false;
		this.pen.reset();
		for (const sheet of [this.primary, this.alternate]) {
			sheet.saved = undefined;
			sheet.keyboard.reset();
			sheet.resetMargins();
			sheet.tabs.reset(this.cols);
			this.clear(sheet);
		}

		this.modes.reset();
		this.charsets.reset();
		this.history.clear();
		this.cleared = {times: this.cleared.times + 1, above: this.history.begun.lost};
		this.show(this.primary);
		this.place(0, 0);
		this.join = 0;
	}

	#isFullWidth(sheet: Sheet): boolean {
		return sheet.left === 0 && sheet.right === this.cols - 1;
	}

	/** Scrolls cells between the left and the right margin: up for positive numbers. */
	#shift({from, height, by}: {from: number; height: number; by: number}): void {
		const {page, left, right} = this.sheet;
		const width = right - left + 1;
		const kept = height - Math.abs(by);
		for (let row = 0; row < kept; row++) {
			const y = by > 0 ? from + row : from + height - 1 - row;
			page.copyCells({y: y + by, x: left, width}, {y, x: left});
		}

		for (let row = kept; row < height; row++) {
			page.erase(by > 0 ? from + row : from + height - 1 - row, {from: left, to: right + 1}, this.pen.eraseStyle);
		}
	}
}

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(0, value));
