import type {Grid} from '../grid.js';
import type {StyleTable} from '../style.js';
import type {Terminal} from './terminal.js';

// A screen of random true colours has as many styles as cells; a few of them may pass before the table is cleaned.
const least = 16_384;
// Looks that only lines of the history have. Older lines lose theirs beyond it.
const historyRoom = 4096;

/** Frees the styles that no cell has, and their links. */
export class StyleCollection {
	readonly #styles: StyleTable;
	readonly #terminal: Terminal;
	#limit = least;

	constructor(styles: StyleTable, terminal: Terminal) {
		this.#styles = styles;
		this.#terminal = terminal;
	}

	get isDue(): boolean {
		return this.#styles.hasOutgrown(this.#limit);
	}

	/** `grid` is what the engine shows, if it shows anything. */
	collect(grid: Grid | undefined): void {
		const {primary, alternate, history, pen} = this.#terminal;
		const cells = [primary.page.styleIds, alternate.page.styleIds, ...grid === undefined ? [] : [grid.styleIds]];
		const used = new Uint8Array(this.#styles.size);
		for (const ids of cells) {
			for (const id of ids) {
				used[id] = 1;
			}
		}

		history.markStyles(used, historyRoom);
		const moved = this.#styles.keepMarked(used, pen.link);
		for (const ids of cells) {
			for (let index = 0; index < ids.length; index++) {
				ids[index] = moved[ids[index]!]!;
			}
		}

		history.moveStyles(moved);
		pen.forget();
		this.#limit = Math.max(least, this.#styles.size * 2);
	}
}
