import {parseColor} from '../color-spec.js';
import {colorSpec, paletteValue, themeColors} from '../theme-colors.js';
import type {OperatingCommand} from './operating-commands.js';
import type {ProgramColors} from './program-colors.js';

// Nanoseconds of an answer that is made, and checked against all the forms that there are.
const answerCost = 5000;

/** OSC 4: of pairs of a number and a colour, each sets, and `?` asks. */
export const palette: OperatingCommand = ({colors, replies, terminal}, data) => {
	const parts = data.split(';');
	for (let index = 0; index + 1 < parts.length; index += 2) {
		const number = paletteNumber(parts[index]!);
		if (number === undefined) {
			continue;
		}

		const asked = parts[index + 1]!;
		if (asked === '?') {
			terminal.tire(answerCost);
			replies.send(`\u{1B}]4;${number};${colorSpec(paletteValue(number))}\u{1B}\\`);
			continue;
		}

		const value = parseColor(asked);
		if (value !== undefined) {
			colors.setPalette(number, value);
		}
	}
};

/** OSC 104: the colours of these numbers, or all. */
export const resetPalette: OperatingCommand = ({colors}, data) => {
	if (data === '') {
		colors.resetPalette();
		return;
	}

	// More than there are colours is nothing that a program means.
	for (const part of data.split(';', 256)) {
		const number = paletteNumber(part);
		if (number !== undefined) {
			colors.resetPalette(number);
		}
	}
};

const setters: ReadonlyArray<(colors: ProgramColors, value: number | undefined) => void> = [
	(colors, value) => {
		colors.setForeground(value);
	},
	(colors, value) => {
		colors.setBackground(value);
	},
	(colors, value) => {
		colors.setCursor(value);
	},
];

/** OSC 10, 11 and 12. `OSC 10 ; ? ; ?` asks for 10 and 11, and so with colours that are set. */
export const defaultColor = (first: number): OperatingCommand => ({colors, replies, scheme}, data) => {
	const {foreground, background, cursor} = themeColors[scheme];
	for (const [offset, asked] of data.split(';', 3).entries()) {
		const index = first - 10 + offset;
		const known = [foreground, background, cursor][index];
		if (asked === '?' && known !== undefined) {
			replies.send(`\u{1B}]${first + offset};${colorSpec(known)}\u{1B}\\`);
			continue;
		}

		const value = parseColor(asked);
		if (value !== undefined) {
			setters[index]?.(colors, value);
		}
	}
};

/** OSC 110, 111 and 112. */
export const resetDefaultColor = (number: number): OperatingCommand => ({colors}) => {
	setters[number - 110]!(colors, undefined);
};

function paletteNumber(text: string): number | undefined {
	const number = /^\d{1,3}$/v.test(text) ? Number(text) : 256;
	return number < 256 ? number : undefined;
}
