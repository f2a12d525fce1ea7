import {defaultStyle, underlineKinds, type StyleTable} from '../style.js';

const size = 4096;
const fields = 6;

/** How the next cells will look, and the numbers of such looks in the style table. */
export class Pen {
	foreground = 0;
	background = 0;
	/** Bits of `attribute`. */
	attributes = 0;
	/** Index of `underlineKinds`. */
	underline = 0;
	underlineColor = 0;
	/** Number of a link; 0 for none. */
	link = 0;

	readonly #styles: StyleTable;
	readonly #address: (link: number) => string | undefined;
	/** What was looked up last, by a hash of the fields: five fields and the number of the style plus one. */
	readonly #known = new Int32Array(size * fields);
	#style = 0;
	#eraseStyle = 0;
	#isStale = false;

	constructor(styles: StyleTable, address: (link: number) => string | undefined) {
		this.#styles = styles;
		this.#address = address;
	}

	/** To be called after the fields changed. */
	changed(): void {
		this.#isStale = true;
	}

	/** To be called when the table renumbers its styles. */
	forget(): void {
		this.#known.fill(0);
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
		if (this.#isStale) {
			this.#update();
		}

		return this.#eraseStyle;
	}

	/** SGR 0. A link stays open. */
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
		const {foreground, background, attributes, underline, underlineColor} = this;
		return {foreground, background, attributes, underline, underlineColor};
	}

	restore(saved: SavedPen): void {
		Object.assign(this, saved);
		this.#isStale = true;
	}

	#update(): void {
		this.#isStale = false;
		const {foreground, background, underline} = this;
		this.#style = this.#find(foreground, background, (this.attributes << 3) + underline);
		this.#eraseStyle = background === 0 ? 0 : this.#styles.intern({background});
	}

	#find(foreground: number, background: number, bits: number): number {
		const color = this.underline === 0 ? 0 : this.underlineColor;
		const {link} = this;
		if (foreground === 0 && background === 0 && bits === 0 && link === 0) {
			return 0;
		}

		const hash = (Math.imul(foreground, 0x9E_37_79_B1) ^ Math.imul(background, 0x85_EB_CA_6B) ^ Math.imul(bits + (link << 12), 0xC2_B2_AE_35) ^ color) >>> 0;
		const at = ((hash ^ (hash >>> 15)) % size) * fields;
		const known = this.#known;
		if (known[at] === foreground && known[at + 1] === background && known[at + 2] === bits && known[at + 3] === color && known[at + 4] === link && known[at + 5] !== 0) {
			return known[at + 5]! - 1;
		}

		const address = this.#address(link);
		const id = this.#styles.intern({
			...defaultStyle,
			foreground,
			background,
			attributes: this.attributes,
			underline: underlineKinds[this.underline] ?? 'single',
			underlineColor: color,
			...(address === undefined ? {} : {link: address}),
		});
		known[at] = foreground;
		known[at + 1] = background;
		known[at + 2] = bits;
		known[at + 3] = color;
		known[at + 4] = link;
		known[at + 5] = id + 1;
		return id;
	}
}

export type SavedPen = Pick<Pen, 'foreground' | 'background' | 'attributes' | 'underline' | 'underlineColor'>;
