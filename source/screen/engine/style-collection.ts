import type {Grid} from '../grid.js';
import type {StyleTable} from '../style.js';
import type {Terminal} from './terminal.js';

// A screen of random true colours has as many styles as cells; a few of them may pass before the table is cleaned.
const least = 16_384;
// Looks that only lines of the history have: of so many the newest keep their links,
const linkedRoom = 1024;
// and of so many others the next ones stay without theirs. Older lines lose their looks beyond it.
const historyRoom = 8192;

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

		history.markStyles(used, linkedRoom);
		const twins = this.#twinsOfOlder(used);
		const kept = new Uint8Array(this.#styles.size);
		kept.set(used);
		for (const twin of twins) {
			kept[twin] = 1;
		}

		const moved = this.#styles.keepMarked(kept, pen.link);
		for (const [id, twin] of twins.entries()) {
			moved[id]! += moved[twin]!;
		}

		for (const ids of cells) {
			for (let index = 0; index < ids.length; index++) {
				ids[index] = moved[ids[index]!]!;
			}
		}

		history.moveStyles(moved);
		pen.forget();
		this.#limit = Math.max(least, this.#styles.size * 2);
	}

	/**
	Marks what older lines of the history look like. Where that has a link it goes, and its place has the number of the same look without one;
	the other places have 0, which is the default look.
	*/
	#twinsOfOlder(used: Uint8Array): Uint32Array {
		const older = new Uint8Array(used);
		this.#terminal.history.markStyles(older, historyRoom);
		const twins = new Uint32Array(used.length);
		for (let id = 1; id < older.length; id++) {
			if (older[id] === used[id]) {
				continue;
			}

			if (this.#styles.hasLink(id)) {
				twins[id] = this.#styles.withoutLink(id);
			} else {
				used[id] = 1;
			}
		}

		return twins;
	}
}
