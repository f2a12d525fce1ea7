import {blank, glyphWidth, wideTail} from '../glyph.js';
import {readNumber, type Reader} from './history-numbers.js';
import type {LineCells} from './line-cells.js';
import type {Page} from './page.js';

/** Where the blanks of the default style begin that go on to the end. */
export function endOf({glyphs, styleIds}: Page, start: number, to: number): number {
	let end = to;
	while (end > start && glyphs[end - 1] === blank && styleIds[end - 1] === 0) {
		end--;
	}

	return end;
}

/** Reads what is more than Latin into a line whose lower bytes are there. */
export function readOthers(bytes: Uint8Array, reader: Reader, {glyphs, length}: LineCells): void {
	for (let cell = 0; cell < length;) {
		cell += readNumber(bytes, reader);
		if (cell >= length) {
			break;
		}

		for (let left = bytes[reader.at++]!; left > 0; left--) {
			const upper = (bytes[reader.at]! << 8) | (bytes[reader.at + 1]! << 16);
			reader.at += 2;
			glyphs[cell] = (glyphs[cell]! & 0xFF) | upper;
			if (glyphWidth(upper) === 2) {
				cell++;
				glyphs[cell] = wideTail;
			}

			cell++;
		}
	}
}
