import {paletteColor, rgbColor} from '../style.js';
import type {Pen} from './pen.js';
import {changeBits, codeLimit, colorOf, targetOf, targets, underlineBits, underlineShift} from './rendition-codes.js';

const [zero, colon, semicolon, finalByte] = [0x30, 0x3A, 0x3B, 0x6D];
// As `Parameters` has it; and so few bytes hold no more numbers than it keeps.
const [largest, longest] = [65_535, 60];

/** What the next number is. */
const [code, colorKind, paletteIndex, red, blue, underlineKind] = [0, 1, 2, 3, 5, 6];

/** The colours by target, while a sequence is read. */
const colors = new Int32Array(targets.all + 1);

/**
Reads SGR from behind its `ESC [` and sets the pen. Returns where it ends; 0, with nothing set, when it is another sequence, not whole
or of a form that is rare: those are for `setRendition`. Both mean the same.
*/
export function readRendition(pen: Pen, bytes: Uint8Array, from: number): number {
	const end = Math.min(bytes.length, from + longest);
	colors[targets.foreground] = pen.foreground;
	colors[targets.background] = pen.background;
	colors[targets.underline] = pen.underlineColor;
	let bits = pen.attributes | (pen.underline << underlineShift);
	let next = code;
	let value = 0;
	let target: number = targets.none;
	let color = 0;
	for (let index = from; index < end; index++) {
		const byte = bytes[index]!;
		const digit = byte - zero;
		if (digit >>> 0 < 10) {
			value = Math.min(largest, (value * 10) + digit);
			continue;
		}

		if (byte !== semicolon && byte !== finalByte) {
			if (byte !== colon || next !== code || value !== 4) {
				return 0;
			}

			next = underlineKind;
			value = 0;
			continue;
		}

		if (next === code) {
			if (value >= codeLimit) {
				return 0;
			}

			target = targetOf(value);
			if (target === targets.longer) {
				target = colorOf(value);
				next = colorKind;
			} else {
				bits = changeBits(bits, value);
				colors[target] = colorOf(value);
				if (target === targets.all) {
					colors.fill(0);
				}
			}
		} else if (next === blue) {
			colors[target] = rgbColor((color << 8) | (value & 0xFF));
			next = code;
		} else if (next >= red && next < blue) {
			color = (color << 8) | (value & 0xFF);
			next++;
		} else if (next === colorKind) {
			if (value !== 2 && value !== 5) {
				return 0;
			}

			next = value === 2 ? red : paletteIndex;
		} else if (next === paletteIndex) {
			colors[target] = paletteColor(value);
			next = code;
		} else {
			// A kind that was left out is none that is 0.
			if (bytes[index - 1] === colon) {
				return 0;
			}

			bits = (bits & ~underlineBits) | ((value > 5 ? 1 : value) << underlineShift);
			next = code;
		}

		if (byte === finalByte) {
			if (next !== code) {
				return 0;
			}

			pen.foreground = colors[targets.foreground]!;
			pen.background = colors[targets.background]!;
			pen.underlineColor = colors[targets.underline]!;
			pen.attributes = bits & ~underlineBits;
			pen.underline = bits >>> underlineShift;
			pen.changed();
			return index + 1;
		}

		value = 0;
	}

	return 0;
}
