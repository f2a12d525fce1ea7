import type {StyleTable} from '../style.js';
import type {ProgramColors} from './program-colors.js';

/** Gives cells the colours that the program set. Each style is looked up once, until another colour is set or styles are renumbered. */
export class Tint {
	readonly #styles: StyleTable;
	readonly #colors: ProgramColors;
	#version = 0;
	/** By the number of a style: that of the style as it is drawn, plus one; 0 where it was not looked up. */
	#drawn = new Uint32Array(0);

	constructor(styles: StyleTable, colors: ProgramColors) {
		this.#styles = styles;
		this.#colors = colors;
	}

	/** Another number when cells that did not change may be drawn otherwise. */
	get version(): number {
		return this.#colors.version;
	}

	/** Whether cells are drawn as they are. */
	get isPlain(): boolean {
		return this.#colors.isPlain;
	}

	/** Puts the numbers as drawn into `target`, which may be the same array. */
	map(from: Uint32Array, target: Uint32Array): void {
		this.#refresh();
		for (const [index, id] of from.entries()) {
			target[index] = (id < this.#drawn.length && this.#drawn[id] !== 0 ? this.#drawn[id]! : this.#look(id)) - 1;
		}
	}

	/** Styles have other numbers than before. */
	forget(): void {
		this.#drawn.fill(0);
	}

	#refresh(): void {
		if (this.#version === this.#colors.version) {
			return;
		}

		this.#version = this.#colors.version;
		this.forget();
	}

	#look(id: number): number {
		if (id >= this.#drawn.length) {
			const grown = new Uint32Array(Math.max(64, id * 2));
			grown.set(this.#drawn);
			this.#drawn = grown;
		}

		const drawn = this.#styles.intern(this.#colors.applyTo(this.#styles.get(id))) + 1;
		this.#drawn[id] = drawn;
		return drawn;
	}
}
