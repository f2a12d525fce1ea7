import type {EngineLine} from '../engine.js';
import {blank, glyphText, glyphWidth} from '../glyph.js';
import type {LineCells} from './line-cells.js';
import type {Page} from './page.js';

/** The text of a line, without the blanks at its end. */
export function lineText({glyphs, length, isWrapped}: LineCells): EngineLine {
	let end = length;
	while (end > 0 && glyphs[end - 1] === blank) {
		end--;
	}

	let text = '';
	const columns: number[] = [];
	for (let x = 0; x < end; x++) {
		const glyph = glyphs[x]!;
		if (glyphWidth(glyph) === 0) {
			continue;
		}

		const character = glyphText(glyph);
		columns.push(x);
		for (let unit = 1; unit < character.length; unit++) {
			columns.push(x);
		}

		text += character;
	}

	columns.push(end);
	return {text, isWrapped, columns};
}

/** Copies a row of a page. */
export function readRow({glyphs, styleIds, order, cols, wrapped}: Page, y: number, into: LineCells): void {
	const slot = order[y]!;
	into.begin(cols);
	into.glyphs.set(glyphs.subarray(slot * cols, (slot + 1) * cols));
	into.styleIds.set(styleIds.subarray(slot * cols, (slot + 1) * cols));
	into.isWrapped = wrapped[slot] === 1;
}
