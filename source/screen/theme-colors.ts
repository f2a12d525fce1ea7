import type {Scheme} from '../protocol/holder.js';

/*
The colours that a program is told when it asks. They are ours, so that a program looks the same whoever is attached, and also when
nobody is: light text on dark unless a client said that its terminal is light, and the common palette of 256.
*/

export const themeColors: Record<Scheme, {foreground: number; background: number; cursor: number}> = {
	dark: {foreground: 0xE5_E5_E5, background: 0x12_14_18, cursor: 0xE5_E5_E5},
	light: {foreground: 0x1F_23_28, background: 0xFF_FF_FF, cursor: 0x1F_23_28},
};

const named = [
	0x00_00_00,
	0xCD_31_31,
	0x0D_BC_79,
	0xE5_E5_10,
	0x24_72_C8,
	0xBC_3F_BC,
	0x11_A8_CD,
	0xE5_E5_E5,
	0x66_66_66,
	0xF1_4C_4C,
	0x23_D1_8B,
	0xF5_F5_43,
	0x3B_8E_EA,
	0xD6_70_D6,
	0x29_B8_DB,
	0xFF_FF_FF,
] as const;

const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

/** Colour 0 to 255 as 0xRRGGBB: 16 named ones, a cube of 6 by 6 by 6, and 24 greys. */
export function paletteValue(index: number): number {
	if (index < 16) {
		return named[index]!;
	}

	if (index >= 232) {
		return (8 + ((index - 232) * 10)) * 0x1_01_01;
	}

	const cube = index - 16;
	const [red, green, blue] = [cubeSteps[Math.floor(cube / 36)]!, cubeSteps[Math.floor(cube / 6) % 6]!, cubeSteps[cube % 6]!];
	return (red << 16) + (green << 8) + blue;
}

/** As X11 writes it, with four digits a part: `rgb:e5e5/e5e5/e5e5`. */
export function colorSpec(value: number): string {
	const part = (shift: number) => ((value >>> shift) & 0xFF).toString(16).padStart(2, '0').repeat(2);
	return `rgb:${part(16)}/${part(8)}/${part(0)}`;
}
