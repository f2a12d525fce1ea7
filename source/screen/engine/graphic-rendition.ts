import {attribute, paletteColor, rgbColor} from '../style.js';
import type {Parameters} from './parameters.js';
import type {Pen} from './pen.js';

const {bold, dim, italic, blink, inverse, invisible, strike, overline} = attribute;
const setCodes = [0, bold, dim, italic, 0, blink, blink, inverse, invisible, strike];

/** SGR: sets how the next cells look. */
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
	if (code >= 30 && code <= 37) {
		pen.foreground = paletteColor(code - 30);
	} else if (code >= 40 && code <= 47) {
		pen.background = paletteColor(code - 40);
	} else if (code >= 90 && code <= 97) {
		pen.foreground = paletteColor(code - 82);
	} else if (code >= 100 && code <= 107) {
		pen.background = paletteColor(code - 92);
	} else {
		switch (code) {
			case 38:
			case 48:
			case 58: {
				return setColor(pen, parameters, index);
			}

			case 0: {
				pen.reset();

				break;
			}

			case 4: {
				pen.underline = underlineOf(parameters, index);

				break;
			}

			default: {if (code < 10) {
				pen.attributes |= setCodes[code]!;
			} else {
				setRest(pen, code);
			}}
		}
	}

	return 0;
}

function setRest(pen: Pen, code: number): void {
	switch (code) {
		case 21: {
			pen.underline = 2;
			break;
		}

		case 22: {
			pen.attributes &= ~(bold | dim);
			break;
		}

		case 23: {
			pen.attributes &= ~italic;
			break;
		}

		case 24: {
			pen.underline = 0;
			break;
		}

		case 25: {
			pen.attributes &= ~blink;
			break;
		}

		case 27: {
			pen.attributes &= ~inverse;
			break;
		}

		case 28: {
			pen.attributes &= ~invisible;
			break;
		}

		case 29: {
			pen.attributes &= ~strike;
			break;
		}

		case 39: {
			pen.foreground = 0;
			break;
		}

		case 49: {
			pen.background = 0;
			break;
		}

		case 53: {
			pen.attributes |= overline;
			break;
		}

		case 55: {
			pen.attributes &= ~overline;
			break;
		}

		case 59: {
			pen.underlineColor = 0;
			break;
		}

		default:
	}
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
	if (kind === 5) {
		apply(pen, parameters.get(index), paletteColor(parameters.get(first)));
	} else if (kind === 2) {
		const upper = ((parameters.get(first) & 0xFF) << 16) | ((parameters.get(first + 1) & 0xFF) << 8);
		apply(pen, parameters.get(index), rgbColor(upper | (parameters.get(first + 2) & 0xFF)));
	}

	return length;
}

const lengthOf = (kind: number): number => kind === 2 ? 4 : (kind === 5 ? 2 : 1);

function apply(pen: Pen, target: number, color: number): void {
	if (target === 38) {
		pen.foreground = color;
	} else if (target === 48) {
		pen.background = color;
	} else {
		pen.underlineColor = color;
	}
}
