import {glyphOf} from '../../screen/glyph.js';
import type {Grid} from '../../screen/grid.js';
import {attribute, defaultStyle, paletteColor, rgbColor, type Color, type Style} from '../../screen/style.js';
import {graphemes} from '../../screen/width.js';

// A sequence of Ink's output: styles, and link marks that are left out. Everything between two of them is text.
const sequences = /\u{1B}\[(?<parameters>[\d:;]*)m|\u{1B}\][^\u{7}\u{1B}]*(?:\u{7}|\u{1B}\\)|\u{1B}\[[\u{20}-\u{3F}]*[\u{40}-\u{7E}]/gv;

/** Writes one line of Ink's output into a row of a grid; what the line does not reach becomes blank. */
export function putStyledLine(grid: Grid, y: number, line: string): void {
	grid.clearRow(y);
	let style = defaultStyle;
	let x = 0;
	let from = 0;
	const put = (text: string) => {
		x = putText(grid, {x, y, text, style: style === defaultStyle ? 0 : grid.styles.intern(style)});
	};

	for (const match of line.matchAll(sequences)) {
		put(line.slice(from, match.index));
		from = match.index + match[0].length;
		const {parameters} = match.groups as {parameters?: string};
		style = parameters === undefined ? style : applySgr(style, parameters);
	}

	put(line.slice(from));
}

function putText(grid: Grid, {x, y, text, style}: {x: number; y: number; text: string; style: number}): number {
	let column = x;
	for (const {text: character, width} of graphemes(text)) {
		if (width === 0 || !(column + width <= grid.cols)) {
			continue;
		}

		grid.set({x: column, y}, glyphOf(character, width), style);
		column += width;
	}

	return column;
}

/** A style after `CSI parameters m`. */
export function applySgr(style: Style, parameters: string): Style {
	const codes = parameters.split(/[:;]/v).map(Number);
	let next = style;
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index]!;
		if (code === 38 || code === 48) {
			const {colour, used} = extendedColour(codes.slice(index + 1));
			next = {...next, [code === 38 ? 'foreground' : 'background']: colour};
			index += used;
		} else {
			next = applyCode(next, code);
		}
	}

	return next;
}

const setBits: Readonly<Record<number, number>> = {
	1: attribute.bold, 2: attribute.dim, 3: attribute.italic, 7: attribute.inverse, 8: attribute.invisible, 9: attribute.strike, 53: attribute.overline,
};

const clearBits: Readonly<Record<number, number>> = {
	22: attribute.bold | attribute.dim, 23: attribute.italic, 27: attribute.inverse, 28: attribute.invisible, 29: attribute.strike, 55: attribute.overline,
};

function applyCode(style: Style, code: number): Style {
	if (code === 0) {
		return defaultStyle;
	}

	if (setBits[code] !== undefined) {
		return {...style, attributes: style.attributes | setBits[code]};
	}

	if (clearBits[code] !== undefined) {
		return {...style, attributes: style.attributes & ~clearBits[code]};
	}

	if (code === 4 || code === 24) {
		return {...style, underline: code === 4 ? 'single' : 'none'};
	}

	const foreground = paletteOf(code, 30, 90);
	if (foreground !== undefined) {
		return {...style, foreground};
	}

	const background = paletteOf(code, 40, 100);
	return background === undefined ? style : {...style, background};
}

function paletteOf(code: number, normal: number, bright: number): Color | undefined {
	if (code === normal + 9) {
		return 0;
	}

	if (code >= normal && code < normal + 8) {
		return paletteColor(code - normal);
	}

	return code >= bright && code < bright + 8 ? paletteColor(code - bright + 8) : undefined;
}

function extendedColour(codes: number[]): {colour: Color; used: number} {
	if (codes[0] === 5) {
		return {colour: paletteColor(codes[1] ?? 0), used: 2};
	}

	return {colour: rgbColor(((codes[1] ?? 0) << 16) + ((codes[2] ?? 0) << 8) + (codes[3] ?? 0)), used: 4};
}
