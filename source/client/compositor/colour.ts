import {colorParts, paletteColor, type Color} from '../../screen/style.js';

/** How many colours the terminal has. */
export type ColourDepth = 'none' | '16' | '256' | 'full';

/** The nearest colour that the terminal has; the terminal's own stays what it is. */
export function mapColour(colour: Color, depth: ColourDepth): Color {
	const parts = colorParts(colour);
	if (parts.kind === 'default' || depth === 'none') {
		return 0;
	}

	if (depth === 'full' || (parts.kind === 'palette' && (depth === '256' || parts.index < 16))) {
		return colour;
	}

	const rgb: Rgb = parts.kind === 'rgb' ? [parts.red, parts.green, parts.blue] : paletteRgb(parts.index);
	return paletteColor(depth === '256' ? nearest256(rgb) : nearest16(rgb));
}

type Rgb = [red: number, green: number, blue: number];

// The steps of the cube and the greys of the 256-colour palette, the same in every terminal.
const cubeSteps = [0, 95, 135, 175, 215, 255];
// The first sixteen as xterm has them: a person's theme changes them, but keeps what they are meant to be.
const firstSixteen: Rgb[] = [
	[0, 0, 0],
	[205, 0, 0],
	[0, 205, 0],
	[205, 205, 0],
	[0, 0, 238],
	[205, 0, 205],
	[0, 205, 205],
	[229, 229, 229],
	[127, 127, 127],
	[255, 0, 0],
	[0, 255, 0],
	[255, 255, 0],
	[92, 92, 255],
	[255, 0, 255],
	[0, 255, 255],
	[255, 255, 255],
];

function paletteRgb(index: number): Rgb {
	if (index < 16) {
		return firstSixteen[index]!;
	}

	if (index >= 232) {
		const grey = 8 + ((index - 232) * 10);
		return [grey, grey, grey];
	}

	const cell = index - 16;
	return [cubeSteps[Math.floor(cell / 36)]!, cubeSteps[Math.floor(cell / 6) % 6]!, cubeSteps[cell % 6]!];
}

function nearest256(rgb: Rgb): number {
	const [red, green, blue] = rgb.map(value => nearestStep(value)) as Rgb;
	const cube = 16 + (red * 36) + (green * 6) + blue;
	const grey = 232 + Math.max(0, Math.min(23, Math.round((((rgb[0] + rgb[1] + rgb[2]) / 3) - 8) / 10)));
	return distance(paletteRgb(grey), rgb) < distance(paletteRgb(cube), rgb) ? grey : cube;
}

function nearestStep(value: number): number {
	const after = cubeSteps.findIndex(step => step >= value);
	return after > 0 && value - cubeSteps[after - 1]! < cubeSteps[after]! - value ? after - 1 : after;
}

/** By hue for what has one, by lightness for what is grey: plain distance would make most colours grey. */
function nearest16(rgb: Rgb): number {
	const high = Math.max(...rgb);
	const low = Math.min(...rgb);
	if (high - low < 40) {
		// Black, dark grey, light grey, white: up to where each is the nearest.
		return [[48, 0], [150, 8], [243, 7], [256, 15]].find(([limit]) => high < limit!)![1]!;
	}

	const middle = low + ((high - low) * 0.45);
	const bits = rgb.reduce((sum, value, index) => sum + (value > middle ? 1 << index : 0), 0);
	return bits + (low > 80 || high > 235 ? 8 : 0);
}

const distance = (one: Rgb, other: Rgb): number => one.reduce((sum, value, index) => sum + ((value - other[index]!) ** 2), 0);
