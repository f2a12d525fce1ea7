import {attribute, paletteColor} from '../style.js';

/*
What each number of SGR does that needs no other: it keeps some of the pen's bits and sets others, or gives a colour. `bits` are those of
`attribute`, and the kind of underline from bit 8 on.
*/

export const targets = {
	none: 0,
	foreground: 1,
	background: 2,
	underline: 3,
	/** All colours, to the terminal's own. */
	all: 4,
	/** 38, 48 and 58: the numbers that follow say which colour; `colors` has whose it is. */
	longer: 5,
} as const;

export const underlineShift = 8;
export const underlineBits = 7 << underlineShift;

const {bold, dim, italic, blink, inverse, invisible, strike, overline} = attribute;
/** Codes from here on mean nothing. */
export const codeLimit = 108;

const kept = new Int32Array(codeLimit).fill(-1);
const set = new Int32Array(codeLimit);
const target = new Uint8Array(codeLimit);
const color = new Int32Array(codeLimit);

/** What of the bits stays at a code, and what comes to it. */
export const changeBits = (bits: number, code: number): number => (bits & kept[code]!) | set[code]!;
/** What gets a colour by it: one of `targets`. */
export const targetOf = (code: number): number => target[code]!;
/** The colour; of 38, 48 and 58 the target. */
export const colorOf = (code: number): number => color[code]!;

for (const [code, bits] of [[1, bold], [2, dim], [3, italic], [5, blink], [6, blink], [7, inverse], [8, invisible], [9, strike], [53, overline]] as const) {
	set[code] = bits;
}

for (const [code, bits] of [[22, bold | dim], [23, italic], [24, underlineBits], [25, blink], [27, inverse], [28, invisible], [29, strike], [55, overline]] as const) {
	kept[code] = ~bits;
}

for (const [code, kind] of [[4, 1], [21, 2]] as const) {
	kept[code] = ~underlineBits;
	set[code] = kind << underlineShift;
}

kept[0] = 0;
target[0] = targets.all;

const ranges = [[30, targets.foreground, 0], [40, targets.background, 0], [90, targets.foreground, 8], [100, targets.background, 8]] as const;
for (const [first, whose, index] of ranges) {
	for (let shade = 0; shade < 8; shade++) {
		target[first + shade] = whose;
		color[first + shade] = paletteColor(index + shade);
	}
}

for (const [code, whose] of [[38, targets.foreground], [48, targets.background], [58, targets.underline]] as const) {
	target[code] = targets.longer;
	color[code] = whose;
	// 39, 49 and 59: the terminal's own.
	target[code + 1] = whose;
}
