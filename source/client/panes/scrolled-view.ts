import {Emitter} from '../../base/emitter.js';
import type {SearchMatch} from '../../protocol/holder.js';
import type {Grid} from '../../screen/grid.js';
import type {History} from './history.js';

// Milliseconds from what is printed to the number of lines that are below.
const tellTime = 1000;

export type ViewOptions = {
	height: number;
	/** As of the view. */
	total: number;
	oldest?: number;
	/** It begins there, and does not follow the end. */
	held?: {top: number; x: number};
};

/**
A part of a session's history, held where the person left it: what is printed meanwhile does not move it.

Lines are fetched when they are looked at, one fetch at a time, and the place that was wanted last wins.
*/
export class ScrolledView {
	/** Other lines are there to be drawn, or the place has changed. */
	readonly changed = new Emitter<void>();
	readonly failed = new Emitter<unknown>();
	/** A step went to the oldest line that is kept: those beside the lines that were shown have left the history. */
	readonly leapt = new Emitter<void>();
	grid: Grid | undefined;
	/** The line that row 0 of `grid` is. */
	first = 0;
	/** The number behind the last line. */
	total: number;
	/** The number of the oldest line that is kept. */
	oldest: number;
	matches: SearchMatch[] = [];
	/** Which of the matches is the current one. */
	match = -1;
	#top: number;
	readonly #history: History;
	#height: number;
	#fetching = false;
	#running = Promise.resolve();
	#stale = true;
	/** Whether the lines that were wanted could not be had: those that were there are shown meanwhile. */
	#isMissing = false;
	/** Whether it stays where it is, also at the end. */
	readonly #isHeld: boolean;
	/** The column of its lines that is at the left of the pane. */
	readonly x: number;
	#telling: NodeJS.Timeout | undefined;
	/** Where a step began whose lines are being fetched. */
	#stepFrom: number | undefined;

	constructor(history: History, {height, total, oldest = 0, held}: ViewOptions) {
		this.#history = history;
		this.#height = Math.max(1, height);
		this.total = total;
		this.oldest = oldest;
		this.#isHeld = held !== undefined;
		this.x = held?.x ?? 0;
		this.#top = held?.top ?? Math.max(oldest, total - height);
	}

	/** Lines between what is shown and the end. */
	get offset(): number {
		return Math.max(0, this.total - this.#height - this.#top);
	}

	get top(): number {
		return this.#top;
	}

	/** Its pane has another height: what was at the end stays there, and what was at the top elsewhere. */
	resize(height: number): void {
		const wanted = Math.max(1, height);
		if (wanted === this.#height || this.#isHeld) {
			return;
		}

		const isAtEnd = this.offset === 0;
		this.#height = wanted;
		this.moveTo(isAtEnd ? this.total : this.#top);
	}

	scroll(by: number): void {
		this.#step(this.#top + by);
	}

	moveTo(top: number): void {
		this.#stepFrom = undefined;
		this.#top = Math.max(this.oldest, Math.min(Math.round(top), this.total - this.#height));
		this.#stale = true;
		this.changed.emit();
		void this.fetch();
	}

	#step(top: number): void {
		const from = this.#top;
		this.moveTo(top);
		if (from < this.oldest && top < this.oldest) {
			this.leapt.emit();
		} else {
			this.#stepFrom = from;
		}
	}

	/** The end of a session that is still printing moves away, and its oldest lines go. Where lines were wrapped anew, or the newest taken away, they are fetched again. */
	grew({total, oldest = 0, cols}: {total: number; oldest?: number; cols: number}): void {
		const isOther = total < this.total || (this.grid !== undefined && this.grid.cols !== cols);
		const isAtEnd = this.offset === 0 && !this.#isHeld;
		this.total = total;
		this.oldest = oldest;
		if (isOther) {
			this.moveTo(isAtEnd ? total : this.#top);
		} else {
			this.#tellLater();
		}
	}

	/** How much is below grows with each line that is printed, which is told now and then. */
	#tellLater(): void {
		if (this.#telling !== undefined) {
			return;
		}

		this.#telling = setTimeout(() => {
			this.#telling = undefined;
			this.changed.emit();
		}, tellTime);
		this.#telling.unref();
	}

	/** Finds a pattern, and goes to its newest match at or above what is shown. */
	async search(pattern: string): Promise<void> {
		this.matches = pattern === '' ? [] : await this.#history.search(pattern);
		const bottom = this.#top + this.#height;
		this.match = this.matches.findLastIndex(({line}) => line < bottom);
		if (this.match === -1 && this.matches.length > 0) {
			this.match = 0;
		}

		this.#showMatch();
	}

	step(direction: 'older' | 'newer'): void {
		if (this.matches.length === 0) {
			return;
		}

		const count = this.matches.length;
		this.match = (this.match + (direction === 'older' ? count - 1 : 1)) % count;
		this.#showMatch();
	}

	/** Scrolls as far as it takes to see a line. */
	show(line: number): void {
		const bottom = Math.min(this.#top + this.#height, this.total) - 1;
		if (line < this.#top) {
			this.#step(line);
		} else if (line > bottom) {
			this.#step(line - this.#height + 1);
		}
	}

	/** Somebody may have the lines now that nobody had. */
	async fetchMissing(): Promise<void> {
		if (!this.#isMissing) {
			return;
		}

		this.#stale = true;
		await this.fetch();
	}

	/** Resolves when the lines that were wanted last are there, or cannot be had. */
	get settled(): Promise<void> {
		return this.#running;
	}

	async fetch(): Promise<void> {
		if (!this.#fetching) {
			this.#fetching = true;
			this.#running = this.#fetch();
		}

		return this.#running;
	}

	async #fetch(): Promise<void> {
		try {
			while (this.#stale) {
				this.#stale = false;
				const from = this.#top;
				const found = await this.#history.lines(from, this.#height);
				this.#isMissing = found === undefined;
				if (found === undefined) {
					break;
				}

				const {first, total, grid} = found;
				this.grid = grid;
				this.first = first;
				if (first > from) {
					// Those above have gone since it was last told which is the oldest.
					if (this.#stepFrom !== undefined && this.#stepFrom < first) {
						this.#stepFrom = undefined;
						this.leapt.emit();
					}

					this.oldest = Math.max(this.oldest, first);
					this.#top = Math.max(this.#top, first);
				}

				// What was thought to be the end may be elsewhere by now: whoever wanted the end still does.
				const wantedEnd = this.offset === 0 && total !== this.total && !this.#isHeld;
				this.total = total;
				if (wantedEnd) {
					this.#top = Math.max(this.oldest, total - this.#height);
					this.#stale = this.#top !== first;
				}

				this.changed.emit();
			}
		} catch (error) {
			this.failed.emit(error);
		} finally {
			this.#fetching = false;
		}
	}

	#showMatch(): void {
		const match = this.matches[this.match];
		if (match === undefined) {
			this.changed.emit();
			return;
		}

		const isSeen = match.line >= this.#top && match.line < this.#top + this.#height;
		this.moveTo(isSeen ? this.#top : match.line - Math.floor(this.#height / 2));
	}
}
