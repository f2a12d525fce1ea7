/*
How a cell looks, interned to a number: cells hold the number, and two styles are equal when their numbers are.
*/

import {LinkTable} from './link-table.js';

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
	/** Whether what erases by selection leaves the cell alone (DECSCA). It is not seen, and not sent to clients. */
	isProtected?: boolean;
};

export const defaultStyle: Style = {foreground: 0, background: 0, attributes: 0, underline: 'none', underlineColor: 0};

/**
A style in four numbers. The bits are the attributes, the kind of underline times 256, `protectedBit`, and the number of the link in its
table times 8192.
*/
export type PackedStyle = {foreground: Color; background: Color; bits: number; underlineColor: Color};

const fieldShift = 2;
export const protectedBit = 0x10_00;
export const linkShift = 13;

/**
Styles by number and numbers by style. Number 0 is always `defaultStyle`.

A program that shows random true colours makes new styles without end: when they have outgrown some limit, renumber with
`collectStyles` of collect-styles.ts. They lie in arrays of numbers, so that a million costs no more than its bytes.
*/
export class StyleTable {
	#size = 1;
	#fields = new Int32Array(64 << fieldShift);
	/** By hash: the number of a style plus one; 0 for none. */
	#slots = new Int32Array(256);
	#objects: Array<Style | undefined> = [defaultStyle];
	readonly #links = new LinkTable();

	constructor() {
		this.#rehash();
	}

	get size(): number {
		return this.#size;
	}

	/** The number of a style; what is left out is as in `defaultStyle`. */
	intern({foreground, background, attributes, underline, underlineColor, link, isProtected}: Partial<Style>): number {
		const kind = underline === undefined ? 0 : underlineKinds.indexOf(underline);
		const bits = (attributes ?? 0) + (kind << 8) + (isProtected === true ? protectedBit : 0) + ((link === undefined ? 0 : this.linkNumber(link)) << linkShift);
		return this.find({foreground: foreground ?? 0, background: background ?? 0, bits, underlineColor: underlineColor ?? 0});
	}

	/** The number of a style that is packed already. */
	find(packed: PackedStyle): number {
		const {foreground, background, bits, underlineColor} = packed;
		const fields = this.#fields;
		const slots = this.#slots;
		const mask = slots.length - 1;
		for (let slot = hash(packed) & mask; ; slot = (slot + 1) & mask) {
			const id = slots[slot]! - 1;
			if (id < 0) {
				return this.#add(packed, slot);
			}

			const at = id << fieldShift;
			if (fields[at] === foreground && fields[at + 2] === bits && fields[at + 1] === background && fields[at + 3] === underlineColor) {
				return id;
			}
		}
	}

	/** The number of a link in this table; 0 where there is no room for it. */
	linkNumber(link: string): number {
		return this.#links.number(link);
	}

	hasLink(id: number): boolean {
		return this.#fields[(id << fieldShift) + 2]! >>> linkShift !== 0;
	}

	/** The number of the style that looks as this one and has no link. */
	withoutLink(id: number): number {
		const packed = this.#packed(id);
		return this.find({...packed, bits: packed.bits & ((1 << linkShift) - 1)});
	}

	/** Whether there are more styles than that, or so many links that those of no style should be forgotten. */
	hasOutgrown(limit: number): boolean {
		return this.#size > limit || this.#links.areMany();
	}

	/** The style of a number; the default one when the number is not known. */
	get(id: number): Style {
		if (!(id < this.#size)) {
			return defaultStyle;
		}

		const objects = this.#objects;
		// Without gaps: an array with large ones is a slow one.
		while (objects.length <= id) {
			objects.push(undefined);
		}

		objects[id] ??= this.#unpack(id);
		return objects[id];
	}

	/** As `get(id).isProtected`, without making an object. */
	isProtected(id: number): boolean {
		return (this.#fields[(id << fieldShift) + 2]! & protectedBit) !== 0;
	}

	/**
	Forgets the styles whose mark is 0, and the links that no other style has, but for one that is open. Returns the new number of each old
	style; of what is forgotten, 0.
	*/
	keepMarked(used: Uint8Array, openLink = 0): Uint32Array {
		const moved = new Uint32Array(this.#size);
		let size = 1;
		for (let id = 1; id < moved.length; id++) {
			if (used[id] !== 1) {
				continue;
			}

			this.#fields.copyWithin(size << fieldShift, id << fieldShift, (id + 1) << fieldShift);
			moved[id] = size++;
		}

		this.#size = size;
		this.#objects = [defaultStyle];
		this.#rehash();
		this.#keepLinks(openLink);
		return moved;
	}

	#keepLinks(openLink: number): void {
		const used = new Uint8Array(this.#links.end);
		used[openLink] = 1;
		for (let id = 1; id < this.#size; id++) {
			used[this.#fields[(id << fieldShift) + 2]! >>> linkShift] = 1;
		}

		this.#links.keepMarked(used);
	}

	#add(packed: PackedStyle, slot: number): number {
		const id = this.#size++;
		if (this.#size << fieldShift > this.#fields.length) {
			const grown = new Int32Array(this.#fields.length * 2);
			grown.set(this.#fields);
			this.#fields = grown;
		}

		const {foreground, background, bits, underlineColor} = packed;
		const at = id << fieldShift;
		this.#fields[at] = foreground;
		this.#fields[at + 1] = background;
		this.#fields[at + 2] = bits;
		this.#fields[at + 3] = underlineColor;
		this.#slots[slot] = id + 1;
		if (this.#size * 2 > this.#slots.length) {
			this.#slots = new Int32Array(this.#slots.length * 4);
			this.#rehash();
		}

		return id;
	}

	#rehash(): void {
		const slots = this.#slots;
		const mask = slots.length - 1;
		slots.fill(0);
		for (let id = 0; id < this.#size; id++) {
			let slot = hash(this.#packed(id)) & mask;
			while (slots[slot] !== 0) {
				slot = (slot + 1) & mask;
			}

			slots[slot] = id + 1;
		}
	}

	#packed(id: number): PackedStyle {
		const fields = this.#fields;
		const at = id << fieldShift;
		return {foreground: fields[at]!, background: fields[at + 1]!, bits: fields[at + 2]!, underlineColor: fields[at + 3]!};
	}

	#unpack(id: number): Style {
		const {foreground, background, bits, underlineColor} = this.#packed(id);
		const link = bits >>> linkShift;
		const style: Style = {foreground, background, attributes: bits & 0xFF, underline: underlineKinds[(bits >>> 8) & 7]!, underlineColor};
		const isRare = link !== 0 || (bits & protectedBit) !== 0;
		return Object.freeze(isRare ? {...style, ...(link === 0 ? {} : {link: this.#links.address(link)}), ...((bits & protectedBit) === 0 ? {} : {isProtected: true})} : style);
	}
}

function hash({foreground, background, bits, underlineColor}: PackedStyle): number {
	const mixed = Math.imul(foreground, 0x9E_37_79_B1) ^ Math.imul(background, 0x85_EB_CA_6B) ^ Math.imul(bits, 0xC2_B2_AE_35) ^ Math.imul(underlineColor, 0x27_D4_EB_2F);
	const spread = Math.imul(mixed ^ (mixed >>> 16), 0x7F_EB_35_2D);
	return spread ^ (spread >>> 15);
}

const codes = [
	[attribute.bold, 1],
	[attribute.dim, 2],
	[attribute.italic, 3],
	[attribute.blink, 5],
	[attribute.inverse, 7],
	[attribute.invisible, 8],
	[attribute.strike, 9],
	[attribute.overline, 53],
] as const;

/** The numbers of SGR that set these attributes. */
export const attributeCodes = (attributes: number): string[] => codes.filter(([bit]) => (attributes & bit) !== 0).map(([, code]) => String(code));
