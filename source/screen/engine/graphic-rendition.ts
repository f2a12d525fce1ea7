import {paletteColor, rgbColor} from '../style.js';
import type {Parameters} from './parameters.js';
import type {Pen} from './pen.js';
import {changeBits, colorOf, targetOf, targets, underlineBits, underlineShift} from './rendition-reader.js';

/** SGR, in every form: sets how the next cells look. What is usual is read quicker by `readRendition`. */
export function setRendition(pen: Pen, parameters: Parameters): void {
	for (let index = 0; index < parameters.count; index++) {
		// Parts that belong to a code which takes none.
		if (!parameters.isPart(index)) {
			index += setOne(pen, parameters, index);
		}
	}

	pen.changed();
}

/** Carries out one code; returns how many further numbers belong to it. */
function setOne(pen: Pen, parameters: Parameters, index: number): number {
	const code = parameters.get(index);
	const target = targetOf(code);
	if (target === targets.longer) {
		return setColor(pen, parameters, index);
	}

	const bits = changeBits(pen.attributes | (pen.underline << underlineShift), code);
	pen.attributes = bits & ~underlineBits;
	pen.underline = code === 4 ? underlineOf(parameters, index) : bits >>> underlineShift;
	if (target === targets.all) {
		pen.reset();
	} else if (target !== targets.none) {
		apply(pen, target, colorOf(code));
	}

	return 0;
}

/** `4` and `4:n`. A kind that nobody knows is a single line. */
function underlineOf(parameters: Parameters, index: number): number {
	if (!parameters.isPart(index + 1)) {
		return 1;
	}

	const kind = parameters.raw(index + 1);
	return kind >= 0 && kind <= 5 ? kind : 1;
}

/**
`38;5;n`, `38;2;r;g;b`, `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`; 48 and 58 likewise. Returns how many numbers it took.
*/
function setColor(pen: Pen, parameters: Parameters, index: number): number {
	let parts = 0;
	while (parameters.isPart(index + 1 + parts)) {
		parts++;
	}

	const kind = parameters.get(index + 1);
	const isColon = parts > 0;
	const length = isColon ? parts : lengthOf(kind);
	// The number of a colour space stands before the colours, when there are enough numbers for one.
	const first = index + (isColon && kind === 2 && parts > 4 ? 3 : 2);
	const target = colorOf(parameters.get(index));
	if (kind === 5) {
		apply(pen, target, paletteColor(parameters.get(first)));
	} else if (kind === 2) {
		const upper = ((parameters.get(first) & 0xFF) << 16) | ((parameters.get(first + 1) & 0xFF) << 8);
		apply(pen, target, rgbColor(upper | (parameters.get(first + 2) & 0xFF)));
	}

	return length;
}

const lengthOf = (kind: number): number => kind === 2 ? 4 : (kind === 5 ? 2 : 1);

function apply(pen: Pen, target: number, color: number): void {
	if (target === targets.foreground) {
		pen.foreground = color;
	} else if (target === targets.background) {
		pen.background = color;
	} else {
		pen.underlineColor = color;
	}
}
