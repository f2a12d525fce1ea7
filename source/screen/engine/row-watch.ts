import type {Size} from '../../protocol/holder.js';
import {Grid} from '../grid.js';
import type {StyleTable} from '../style.js';
import type {Page} from './page.js';
import type {Tint} from './tint.js';

/** The screen as it was at the last look, and of each row the revision at which it last changed. Only rows that were touched or moved are compared. */
export class RowWatch {
	readonly grid: Grid;
	readonly revisions: Float64Array;
	/** Of each row: the page's slot that it was copied from; -1 for none. */
	readonly #slots: Int32Array;
	readonly #tint: Tint;
	/** A row's styles as they are drawn. */
	readonly #drawn: Uint32Array;
	#tintVersion = 0;
	#page: Page | undefined;

	constructor(size: Size, {styles, tint, revision}: {styles: StyleTable; tint: Tint; revision: number}) {
		this.#tint = tint;
		this.#drawn = new Uint32Array(size.cols);
		this.grid = new Grid(size, styles);
		this.revisions = new Float64Array(size.rows).fill(revision);
		this.#slots = new Int32Array(size.rows).fill(-1);
	}

	/** Looks at the page; rows that look different now get `revision`. Whether there were any. */
	look(page: Page, revision: number): boolean {
		let hasChanged = false;
		if (this.#page !== page || this.#tintVersion !== this.#tint.version) {
			this.#page = page;
			this.#tintVersion = this.#tint.version;
			this.#slots.fill(-1);
		}

		for (let y = 0; y < page.rows; y++) {
			const slot = page.order[y]!;
			if (page.dirty[slot] === 0 && this.#slots[y] === slot && page.wrapped[slot] === this.grid.wrapped[y]) {
				continue;
			}

			this.#slots[y] = slot;
			if (!this.#copy(page, y)) {
				continue;
			}

			this.revisions[y] = revision;
			hasChanged = true;
		}

		page.dirty.fill(0);
		return hasChanged;
	}

	/** Copies a row from where it begins to differ on. Whether it did, or goes on another line than before. */
	#copy({glyphs, styleIds, order, cols, wrapped}: Page, y: number): boolean {
		const {grid} = this;
		const isRewrapped = grid.wrapped[y] !== wrapped[order[y]!];
		grid.wrapped[y] = wrapped[order[y]!]!;
		const [from, to] = [order[y]! * cols, y * cols];
		const own = styleIds.subarray(from, from + cols);
		const styles = this.#tint.isPlain ? own : this.#drawn;
		if (styles !== own) {
			this.#tint.map(own, styles);
		}

		let x = 0;
		while (x < cols && glyphs[from + x] === grid.glyphs[to + x] && styles[x] === grid.styleIds[to + x]) {
			x++;
		}

		if (x === cols) {
			return isRewrapped;
		}

		grid.glyphs.set(glyphs.subarray(from + x, from + cols), to + x);
		grid.styleIds.set(styles.subarray(x), to + x);
		return true;
	}
}
