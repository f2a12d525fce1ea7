import type {EngineLine} from '../engine.js';
import {blank, glyphText, glyphWidth} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {LineCells} from './line-cells.js';
import type {Page} from './page.js';

/** The text of a line, without the blanks at its end. */
export function lineText({glyphs, length, wrap}: LineCells): EngineLine {
	let end = length;
	while (end > 0 && glyphs[end - 1] === blank) {
		end--;
	}

	const latin = latinText(glyphs, end);
	if (latin !== undefined) {
		return told(latin, wrap, upTo(end));
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
	return told(text, wrap, columns);
}

function told(text: string, wrap: number, columns: readonly number[]): EngineLine {
	const isWrapped = wrap !== wraps.no;
	return wrap === wraps.afterBlank ? {text, isWrapped, isAfterBlank: true, columns} : {text, isWrapped, columns};
}

// One column wide and one byte: nearly all that there is, for which a search of a million lines has no time to make arrays.
const narrow = 1 << 22;
const decoder = new TextDecoder('latin1');
let letters = new Uint8Array(256);

function latinText(glyphs: Uint32Array, end: number): string | undefined {
	if (letters.length < end) {
		letters = new Uint8Array(end);
	}

	for (let x = 0; x < end; x++) {
		const code = (glyphs[x]! ^ narrow) >>> 0;
		if (code > 0xFF) {
			return undefined;
		}

		letters[x] = code;
	}

	return decoder.decode(letters.subarray(0, end));
}

const known = new Map<number, readonly number[]>();

/** The numbers from 0 to that one. */
function upTo(end: number): readonly number[] {
	const numbers = known.get(end) ?? Array.from({length: end + 1}, (_, column) => column);
	known.set(end, numbers);
	return numbers;
}

/** Copies a row of a page. */
export function readRow({glyphs, styleIds, order, cols, wrapped}: Page, y: number, into: LineCells): void {
	const slot = order[y]!;
	into.begin(cols);
	into.glyphs.set(glyphs.subarray(slot * cols, (slot + 1) * cols));
	into.styleIds.set(styleIds.subarray(slot * cols, (slot + 1) * cols));
	into.cols = cols;
	into.wrap = wrapped[slot]!;
}
