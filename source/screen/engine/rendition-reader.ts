import {attribute, paletteColor, rgbColor} from '../style.js';
import type {Pen} from './pen.js';

/*
What each code of SGR does that needs no other, in tables: it keeps some of the pen's bits and sets others, or gives a colour. `bits` are
those of `attribute`, and the kind of underline from bit 8 on.
*/

export const underlineShift = 8;
export const underlineBits = 7 << underlineShift;

const {bold, dim, italic, blink, inverse, invisible, strike, overline} = attribute;
// The compiler knows the numbers of a module's own, and looks those up that are in an object or another module's.
const [none, foreground, background, underline, all, longer] = [0, 1, 2, 3, 4, 5];
/** Whose colour a code gives: nobody's, or all to the terminal's own. `longer` are 38, 48 and 58, whose colour the numbers behind them give. */
export const targets = {none, foreground, background, underline, all, longer} as const;

// Codes from here on mean nothing.
const codeLimit = 108;
const kept = new Int32Array(codeLimit).fill(-1);
const set = new Int32Array(codeLimit);
const target = new Uint8Array(codeLimit);
/** For 38, 48 and 58, instead of a colour, whose it is. */
const color = new Int32Array(codeLimit);

/** What of the bits stays at a code, and what comes to it. */
export const changeBits = (bits: number, code: number): number => code < codeLimit ? (bits & kept[code]!) | set[code]! : bits;
export const targetOf = (code: number): number => code < codeLimit ? target[code]! : none;
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
target[0] = all;

for (const [first, whose, index] of [[30, foreground, 0], [40, background, 0], [90, foreground, 8], [100, background, 8]] as const) {
	for (let shade = 0; shade < 8; shade++) {
		target[first + shade] = whose;
		color[first + shade] = paletteColor(index + shade);
	}
}

for (const [code, whose] of [[38, foreground], [48, background], [58, underline]] as const) {
	target[code] = longer;
	color[code] = whose;
	// 39, 49 and 59: the terminal's own.
	target[code + 1] = whose;
}

const [zero, colon, semicolon, finalByte] = [0x30, 0x3A, 0x3B, 0x6D];
// As `Parameters` has it; and so few bytes hold no more numbers than it keeps.
const [largest, longest] = [65_535, 60];
const [firstShade, firstTrue] = [paletteColor(0), rgbColor(0)];
/** What the next number is. */
const [aCode, aKind, aShade, red, blue, anUnderline] = [0, 1, 2, 3, 5, 6];

/**
Reads SGR from behind its `ESC [` and sets the pen. Returns where it ends; 0, with nothing set, when it is another sequence, not whole
or of a form that is rare: those are for `setRendition`. Both mean the same.
*/
export function readRendition(pen: Pen, bytes: Uint8Array, from: number): number {
	const end = Math.min(bytes.length, from + longest);
	let {foreground: fore, background: back, underlineColor: line} = pen;
	let bits = pen.attributes | (pen.underline << underlineShift);
	let next = aCode;
	let whose = none;
	let rgb = 0;
	let index = from;
	while (index < end) {
		let byte = bytes[index]!;
		let value = 0;
		while ((byte - zero) >>> 0 < 10) {
			value = Math.min(largest, (value * 10) + byte - zero);
			index++;
			if (index === end) {
				return 0;
			}

			byte = bytes[index]!;
		}

		index++;
		if (byte !== semicolon && byte !== finalByte) {
			// Of the parts that belong to a number only the kind of an underline is usual.
			if (byte !== colon || next !== aCode || value !== 4 || index === end || bytes[index] === semicolon || bytes[index] === finalByte) {
				return 0;
			}

			next = anUnderline;
			continue;
		}

		let given = -1;
		switch (next) {
			case aCode: {
				if (value >= codeLimit) {
					return 0;
				}

				whose = target[value]!;
				if (whose === longer) {
					whose = color[value]!;
					next = aKind;
				} else {
					bits = (bits & kept[value]!) | set[value]!;
					given = color[value]!;
				}

				break;
			}

			case aKind: {
				if (value !== 2 && value !== 5) {
					return 0;
				}

				next = value === 2 ? red : aShade;
				break;
			}

			case aShade: {
				given = firstShade | (value & 0xFF);
				next = aCode;
				break;
			}

			case blue: {
				given = firstTrue | ((rgb & 0xFF_FF) << 8) | (value & 0xFF);
				next = aCode;
				break;
			}

			case anUnderline: {
				bits = (bits & ~underlineBits) | ((value > 5 ? 1 : value) << underlineShift);
				next = aCode;
				break;
			}

			default: {
				rgb = (rgb << 8) | (value & 0xFF);
				next++;
			}
		}

		if (given >= 0) {
			fore = whose === foreground ? given : (whose === all ? 0 : fore);
			back = whose === background ? given : (whose === all ? 0 : back);
			line = whose === underline ? given : (whose === all ? 0 : line);
		}

		if (byte === finalByte) {
			if (next !== aCode) {
				return 0;
			}

			pen.foreground = fore;
			pen.background = back;
			pen.underlineColor = line;
			pen.attributes = bits & ~underlineBits;
			pen.underline = bits >>> underlineShift;
			pen.changed();
			return index;
		}
	}

	return 0;
}
