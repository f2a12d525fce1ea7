import type {Grid} from '../grid.js';
import type {StyleTable} from '../style.js';
import type {Terminal} from './terminal.js';

// A screen of random true colours has as many styles as cells; a few of them may pass before the table is cleaned.
const least = 16_384;
// Looks that only lines of the history have. Beyond it older lines lose their links, and beyond it once more their looks.
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
		const unlinked = this.#unlink(used);
		const kept = new Uint8Array(this.#styles.size);
		kept.set(used);
		for (const twin of unlinked.values()) {
			kept[twin] = 1;
		}

		const moved = this.#styles.keepMarked(kept, pen.link);
		for (const [id, twin] of unlinked) {
			moved[id] = moved[twin]!;
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

	/** For linked styles of the history that are not among these: the number of the style that looks the same and has no link. */
	#unlink(used: Uint8Array): Map<number, number> {
		const held = new Uint8Array(used.length);
		this.#terminal.history.markStyles(held, Infinity);
		const unlinked = new Map<number, number>();
		const added = new Set<number>();
		for (const [id, isHeld] of held.entries()) {
			if (isHeld === 0 || used[id] === 1) {
				continue;
			}

			const twin = this.#styles.withoutLink(id);
			if (twin === id || (used[twin] !== 1 && added.size >= historyRoom && !added.has(twin))) {
				continue;
			}

			added.add(twin);
			unlinked.set(id, twin);
		}

		return unlinked;
	}
}
