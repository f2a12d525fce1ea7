import {linkShift, protectedBit, type StyleTable} from '../style.js';

/** How the next cells will look, and the numbers of such looks in the style table. */
export class Pen {
	foreground = 0;
	background = 0;
	/** Bits of `attribute`. */
	attributes = 0;
	/** Index of `underlineKinds`. */
	underline = 0;
	underlineColor = 0;
	/** Number of a link in the style table; 0 for none. */
	link = 0;
	/** DECSCA and SPA: what is written is spared by what erases by selection. */
	isProtected = false;
	readonly styles: StyleTable;
	#style = 0;
	/** The background that was erased to last, and the number of its style. */
	#erased = 0;
	#erasedStyle = 0;
	#isStale = false;

	constructor(styles: StyleTable) {
		this.styles = styles;
	}

	/** To be called after the fields changed. */
	changed(): void {
		this.#isStale = true;
	}

	/** To be called when the table renumbers its styles. */
	forget(): void {
		this.#erased = 0;
		this.#isStale = true;
	}

	/** The style of what is written. */
	get style(): number {
		if (this.#isStale) {
			this.#update();
		}

		return this.#style;
	}

	/** The style of what is erased: the background alone. */
	get eraseStyle(): number {
		return this.background === 0 ? 0 : this.#findErase(this.background);
	}

	/** SGR 0. A link stays open, and what was protected goes on to be. */
	reset(): void {
		this.foreground = 0;
		this.background = 0;
		this.attributes = 0;
		this.underline = 0;
		this.underlineColor = 0;
		this.#isStale = true;
	}

	/** A copy of the fields, for DECSC. */
	save(): SavedPen {
		const {foreground, background, attributes, underline, underlineColor, isProtected} = this;
		return {foreground, background, attributes, underline, underlineColor, isProtected};
	}

	restore(saved: SavedPen): void {
		Object.assign(this, saved);
		this.#isStale = true;
	}

	#update(): void {
		this.#isStale = false;
		const {underline} = this;
		if ((this.foreground | this.background | this.attributes | underline | this.link) === 0 && !this.isProtected) {
			this.#style = 0;
			return;
		}

		const bits = this.attributes | (underline << 8) | (this.isProtected ? protectedBit : 0) | (this.link << linkShift);
		this.#style = this.styles.find({foreground: this.foreground, background: this.background, bits, underlineColor: underline === 0 ? 0 : this.underlineColor});
	}

	#findErase(background: number): number {
		if (background !== this.#erased) {
			this.#erased = background;
			this.#erasedStyle = this.styles.intern({background});
		}

		return this.#erasedStyle;
	}
}

export type SavedPen = Pick<Pen, 'foreground' | 'background' | 'attributes' | 'underline' | 'underlineColor' | 'isProtected'>;
