import stringWidth from 'string-width';
import {graphemesOf} from '../base/graphemes.js';
import {ambiguousWidth, inSigns} from './ambiguous.js';

// One code unit, one grapheme and one cell each: ASCII, Latin, dashes and quotation marks, arrows, and what borders, bars and marks are
// made of. Everything else is measured, which takes some milliseconds for the first time alone.
const narrow = /^[\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2190}-\u{21FF}\u{2500}-\u{25FC}\u{2713}\u{2717}]*$/v;

const ascii = /^[\u{20}-\u{7E}]*$/v;

/** Whether each code unit of it is one grapheme and one cell. */
export const isNarrow = (text: string): boolean => (ambiguousWidth() === 1 ? narrow : ascii).test(text);

const measure = (text: string): number => stringWidth(text, {ambiguousIsNarrow: ambiguousWidth() === 1});

/** A grapheme and the cells it takes: 0 for one that shows nothing, such as a lone mark. */
export type Grapheme = {text: string; width: 0 | 1 | 2};

/** The cells that one grapheme cluster takes. */
export function graphemeWidth(text: string): 0 | 1 | 2 {
	if (text.length === 1) {
		if (text < ' ') {
			return 0;
		}

		if (isNarrow(text)) {
			return 1;
		}
	}

	// Some Indic clusters count 3 and more; a cell holds 2 at most.
	return Math.min(2, measure(text)) as 0 | 1 | 2;
}

/** Cuts text into graphemes with their widths. */
export function * graphemes(text: string): Generator<Grapheme> {
	if (isNarrow(text)) {
		for (const character of text) {
			yield {text: character, width: 1};
		}

		return;
	}

	for (const segment of graphemesOf(text)) {
		yield {text: segment, width: graphemeWidth(segment)};
	}
}

/** The columns that text takes in our own drawing, as string-width counts them. */
export const columnsOf = (text: string): number => isNarrow(text) ? text.length : measure(inSigns(text));

/** The cells that text takes on one row. */
export function textWidth(text: string): number {
	if (isNarrow(text)) {
		return text.length;
	}

	let width = 0;
	for (const grapheme of graphemes(text)) {
		width += grapheme.width;
	}

	return width;
}

/** As much of the text as fits into `width` cells, ending in `ellipsis` when something was cut. */
export function cutToWidth(text: string, width: number, ellipsis = '…'): string {
	if (textWidth(text) <= width) {
		return text;
	}

	const room = width - textWidth(ellipsis);
	let cut = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		if (used + grapheme.width > room) {
			break;
		}

		cut += grapheme.text;
		used += grapheme.width;
	}

	return room < 0 ? '' : cut + ellipsis;
}
