import {glyphText, glyphWidth} from './glyph.js';
import type {Grid} from './grid.js';

/** The text of one row, blanks at its end cut off. */
export function rowText(grid: Grid, y: number): string {
	let text = '';
	for (let x = 0; x < grid.cols; x++) {
		text += glyphText(grid.glyphs[(y * grid.cols) + x]!);
	}

	return text.trimEnd();
}

/** The text between two columns of a row (`to` not counted), as a selection copies it: a wide cell that is touched comes whole. */
export function sliceText(grid: Grid, y: number, {from, to}: {from: number; to: number}): string {
	const start = y * grid.cols;
	let x = Math.max(0, from);
	if (x > 0 && x < grid.cols && glyphWidth(grid.glyphs[start + x]!) === 0) {
		x--;
	}

	let text = '';
	for (; x < Math.min(to, grid.cols); x++) {
		text += glyphText(grid.glyphs[start + x]!);
	}

	return text;
}

/** All rows, blank ones at the end left out. */
export function gridText(grid: Grid): string {
	return Array.from({length: grid.rows}, (_, y) => rowText(grid, y)).join('\n').trimEnd();
}
