import {eastAsianWidth} from 'get-east-asian-width';

/*
What the engine has to know of a code point, in one byte:

	bits 0–1    the cells it takes: 0, 1, 2
	bit 2       that it must never reach a cell (see glyph.ts)
	bits 3–6    how it joins what stands before it: one of `joining`
	bit 7       that it has the look of an emoji when variation selector 16 follows

The widths come from the library, everything else from the Unicode tables of the JavaScript engine. A page of 256 is worked
out when the first of them is met: all of Unicode would take longer than a holder's start.
*/

export const joining = {
	/** Joins nothing. */
	other: 0,
	/** Marks, variation selectors, joiners that show nothing: joins whatever stands before it. */
	extend: 1,
	zeroWidthJoiner: 2,
	/** Variation selector 16: as an emoji. */
	emojiStyle: 3,
	/** Variation selector 15: as text. */
	textStyle: 4,
	regionalIndicator: 5,
	pictograph: 6,
	/** Skin tones: joins a pictograph. */
	modifier: 7,
	hangulLeading: 8,
	hangulVowel: 9,
	hangulTrailing: 10,
	/** A syllable that a vowel may follow. */
	hangulOpen: 11,
	hangulClosed: 12,
	/** Digits, # and *: an emoji when variation selector 16 follows. */
	keycap: 13,
} as const;

const [unwanted, joiningShift, emoji] = [4, 3, 0x80];
const pageSize = 256;
const pageCount = 0x11_00;

const classes: ReadonlyArray<readonly [RegExp, number]> = [
	[/[\p{Default_Ignorable_Code_Point}\p{Mark}\p{Grapheme_Extend}]/v, joining.extend],
	[/\p{Spacing_Mark}/v, joining.other],
	[/\p{Extended_Pictographic}/v, joining.pictograph],
	[/\p{Regional_Indicator}/v, joining.regionalIndicator],
	[/\p{Emoji_Modifier}/v, joining.modifier],
	[/[\d#*]/v, joining.keycap],
	[/[\u{1100}-\u{115F}\u{A960}-\u{A97C}]/v, joining.hangulLeading],
	[/[\u{1160}-\u{11A7}\u{D7B0}-\u{D7C6}]/v, joining.hangulVowel],
	[/[\u{11A8}-\u{11FF}\u{D7CB}-\u{D7FB}]/v, joining.hangulTrailing],
	[/\u{200D}/v, joining.zeroWidthJoiner],
	[/\u{FE0F}/v, joining.emojiStyle],
	[/\u{FE0E}/v, joining.textStyle],
];

// Of those that are classed as joining, these show something of their own when they join nothing.
const shown = /[[\d\p{Emoji_Modifier}\p{Extended_Pictographic}\p{Letter}\p{Spacing_Mark}\p{Regional_Indicator}#*]--[\u{3164}\u{FFA0}]]/v;
const emojis = /\p{Emoji}/v;
const controls = /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{FFF9}-\u{FFFB}]/v;

// By the width of ambiguous ones, for all engines of a process: a byte for each code point, 0 for not known yet. What is never met takes no
// memory, as the system gives pages of zeros when they are written.
const tables: Record<1 | 2, Uint8Array | undefined> = {1: undefined, 2: undefined};

/** The properties of all code points, worked out as they are met. */
export class CodePoints {
	readonly #table: Uint8Array;
	readonly #isAmbiguousWide: boolean;

	/** `ambiguousWidth` is that of the characters which old East Asian fonts drew in two cells. */
	constructor(ambiguousWidth: 1 | 2 = 1) {
		this.#isAmbiguousWide = ambiguousWidth === 2;
		tables[ambiguousWidth] ??= new Uint8Array(pageCount * pageSize);
		this.#table = tables[ambiguousWidth];
	}

	/** The byte of a code point; see `widthOf`, `joiningOf`, `isUnwanted`. */
	get(codePoint: number): number {
		const properties = this.#table[codePoint]!;
		return properties === 0 ? this.#first(codePoint) : properties;
	}

	#first(codePoint: number): number {
		const number = codePoint >>> 8;
		const start = number * pageSize;
		const page = uniform(number) ?? Uint8Array.from({length: pageSize}, (_, index) => this.#propertiesOf(start + index));
		this.#table.set(page, start);
		return this.#table[codePoint]!;
	}

	#propertiesOf(codePoint: number): number {
		if (codePoint >= 0xD8_00 && codePoint <= 0xDF_FF) {
			return 1 + unwanted;
		}

		const character = String.fromCodePoint(codePoint);
		let join: number = joining.other;
		for (const [expression, value] of classes) {
			if (expression.test(character)) {
				join = value;
			}
		}

		const isSeen = join === joining.other || shown.test(character);
		const width = isSeen ? eastAsianWidth(codePoint, {ambiguousAsWide: this.#isAmbiguousWide}) : 0;
		const cells = join === joining.regionalIndicator ? 2 : width;
		return cells + (controls.test(character) ? unwanted : 0) + (join << joiningShift) + (emojis.test(character) ? emoji : 0);
	}
}

export const widthOf = (properties: number): 0 | 1 | 2 => (properties & 3) as 0 | 1 | 2;
export const joiningOf = (properties: number): number => (properties >>> joiningShift) & 0x0F;
export const isUnwanted = (properties: number): boolean => (properties & unwanted) !== 0;
export const isEmoji = (properties: number): boolean => (properties & emoji) !== 0;

const wideIdeographs = new Uint8Array(pageSize).fill(2);
const narrowOthers = new Uint8Array(pageSize).fill(1);
const openSyllables = 28;

/** Pages that are all alike: no need to ask for each, as a hostile program could make us do. */
function uniform(number: number): Uint8Array | undefined {
	if ((number >= 0x4E && number <= 0x9F) || (number >= 0x34 && number < 0x4D) || (number >= 0x2_00 && number < 0x3_FF)) {
		return wideIdeographs;
	}

	if (number >= 0xAC && number < 0xD7) {
		const isOpen = (index: number) => ((number * pageSize) + index - 0xAC_00) % openSyllables === 0;
		return new Uint8Array(pageSize).map((_, index) => 2 + ((isOpen(index) ? joining.hangulOpen : joining.hangulClosed) << joiningShift));
	}

	return (number >= 0xE0 && number <= 0xF8) || (number >= 0x4_00 && number < 0xE_00) || number > 0xE_0F ? narrowOthers : undefined;
}
