/*
How a cell looks, interned to a number: cells hold the number, and two styles are equal when their numbers are.
*/

/** A colour in one number: 0 is the terminal's own, otherwise made by `paletteColor` or `rgbColor`. */
export type Color = number;

const paletteTag = 0x1_00_00_00;
const rgbTag = 0x2_00_00_00;

export const defaultColor: Color = 0;

/** Colour 0 to 255 of the palette: 0 to 15 are the theme's, 16 to 231 the cube, 232 to 255 the greys. */
export const paletteColor = (index: number): Color => paletteTag + (index & 0xFF);

/** A true colour, 0xRRGGBB. */
export const rgbColor = (value: number): Color => rgbTag + (value & 0xFF_FF_FF);

export type ColorParts = {kind: 'default'} | {kind: 'palette'; index: number} | {kind: 'rgb'; red: number; green: number; blue: number};

export function colorParts(color: Color): ColorParts {
	if (color >= rgbTag) {
		return {kind: 'rgb', red: (color >>> 16) & 0xFF, green: (color >>> 8) & 0xFF, blue: color & 0xFF};
	}

	return color >= paletteTag ? {kind: 'palette', index: color & 0xFF} : {kind: 'default'};
}

/** Whether a number is a colour: what came over a socket is checked with this. */
export const isColor = (value: number): boolean => value === 0 || (value >= paletteTag && value < paletteTag + 256) || (value >= rgbTag && value < rgbTag + paletteTag);

/** The bits of `Style.attributes`. */
export const attribute = {
	bold: 1,
	dim: 2,
	italic: 4,
	blink: 8,
	inverse: 16,
	invisible: 32,
	strike: 64,
	overline: 128,
} as const;

/** The order is that of SGR 4:0 to 4:5. */
export const underlineKinds = ['none', 'single', 'double', 'curly', 'dotted', 'dashed'] as const;
export type Underline = (typeof underlineKinds)[number];

export type Style = {
	foreground: Color;
	background: Color;
	/** Bits of `attribute`. */
	attributes: number;
	underline: Underline;
	underlineColor: Color;
	/** An http or https address, when the cell is a link. */
	link?: string;
};

export const defaultStyle: Style = {foreground: 0, background: 0, attributes: 0, underline: 'none', underlineColor: 0};

/**
Styles by number and numbers by style. Number 0 is always `defaultStyle`.

A program that shows random true colours makes new styles without end: when `size` has grown too far, renumber with
`collectStyles` of collect-styles.ts.
*/
export class StyleTable {
	readonly #styles: Style[] = [defaultStyle];
	readonly #ids = new Map<string, number>([[keyOf(defaultStyle), 0]]);

	get size(): number {
		return this.#styles.length;
	}

	/** The number of a style; what is left out is as in `defaultStyle`. */
	intern(parts: Partial<Style>): number {
		const style: Style = {...defaultStyle, ...parts};
		const key = keyOf(style);
		const known = this.#ids.get(key);
		if (known !== undefined) {
			return known;
		}

		const id = this.#styles.length;
		this.#styles.push(Object.freeze(style));
		this.#ids.set(key, id);
		return id;
	}

	/** The style of a number; the default one when the number is not known. */
	get(id: number): Style {
		return this.#styles[id] ?? defaultStyle;
	}

	/** Forgets all but the given numbers, which move to 1, 2, 3 … in their order; returns where each went. */
	keep(used: Iterable<number>): Map<number, number> {
		const kept = [...used].filter(id => id > 0 && id < this.#styles.length).map(id => [id, this.#styles[id]!] as const);
		this.#styles.length = 1;
		this.#ids.clear();
		this.#ids.set(keyOf(defaultStyle), 0);
		return new Map([[0, 0], ...kept.map(([id, style]) => [id, this.intern(style)] as const)]);
	}

	/** Forgets the styles whose mark is 0. Returns the new number of each old one; of what is forgotten, 0. */
	keepMarked(used: Uint8Array): Uint32Array {
		const moved = new Uint32Array(this.#styles.length);
		const [styles, keys] = [[...this.#styles], [...this.#ids.keys()]];
		this.#styles.length = 1;
		for (const [id, key] of keys.entries()) {
			if (id === 0) {
				continue;
			}

			if (used[id] === 1) {
				moved[id] = this.#styles.length;
				this.#ids.set(key, this.#styles.length);
				this.#styles.push(styles[id]!);
			} else {
				this.#ids.delete(key);
			}
		}

		return moved;
	}
}

function keyOf(style: Style): string {
	return `${style.foreground},${style.background},${style.attributes},${style.underline},${style.underlineColor},${style.link ?? ''}`;
}
