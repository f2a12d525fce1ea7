import {defaultStyle, underlineKinds, type StyleTable} from '../style.js';

const fields = 6;
const [leastSize, mostSize] = [256, 16_384];
// Places that a look may be found at, counted from the one that its hash names.
const reach = 4;

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
	#known = new Int32Array(leastSize * fields);
	#size = leastSize;
	#count = 0;
	#style = 0;
	/** The background that was erased to last, and the number of its style. */
	#erased = 0;
	#erasedStyle = 0;
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
	}

	#findErase(background: number): number {
		if (background !== this.#erased) {
			this.#erased = background;
			this.#erasedStyle = this.#styles.intern({background});
		}

		return this.#erasedStyle;
	}

	#find(foreground: number, background: number, bits: number): number {
		const color = this.underline === 0 ? 0 : this.underlineColor;
		const {link} = this;
		if (foreground === 0 && background === 0 && bits === 0 && link === 0) {
			return 0;
		}

		const hash = Math.imul(Math.imul(foreground, 0x9E_37_79_B1) ^ Math.imul(background, 0x85_EB_CA_6B) ^ Math.imul(bits + (link << 12), 0xC2_B2_AE_35) ^ color, 0x27_D4_EB_2F);
		const mixed = hash ^ (hash >>> 15);
		const known = this.#known;
		for (let step = 0; step < reach; step++) {
			const at = ((mixed + step) & (this.#size - 1)) * fields;
			if (known[at] === foreground && known[at + 1] === background && known[at + 2] === bits && known[at + 3] === color && known[at + 4] === link && known[at + 5] !== 0) {
				return known[at + 5]! - 1;
			}
		}

		const id = this.#intern(color);
		this.#remember(mixed, [foreground, background, bits, color, link, id + 1]);
		return id;
	}

	#intern(underlineColor: number): number {
		const address = this.#address(this.link);
		return this.#styles.intern({
			...defaultStyle,
			foreground: this.foreground,
			background: this.background,
			attributes: this.attributes,
			underline: underlineKinds[this.underline] ?? 'single',
			underlineColor,
			...(address === undefined ? {} : {link: address}),
		});
	}

	#remember(mixed: number, entry: number[]): void {
		if (this.#count > this.#size / 2 && this.#size < mostSize) {
			this.#size *= 4;
			this.#known = new Int32Array(this.#size * fields);
			this.#count = 0;
		}

		let step = 0;
		while (step < reach - 1 && this.#known[((((mixed + step) & (this.#size - 1)) * fields) + fields) - 1] !== 0) {
			step++;
		}

		this.#known.set(entry, ((mixed + step) & (this.#size - 1)) * fields);
		this.#count++;
	}
}

export type SavedPen = Pick<Pen, 'foreground' | 'background' | 'attributes' | 'underline' | 'underlineColor'>;
