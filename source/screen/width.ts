import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ascii = /^[\u{20}-\u{7E}]*$/v;

/** A grapheme and the cells it takes: 0 for one that shows nothing, such as a lone mark. */
export type Grapheme = {text: string; width: 0 | 1 | 2};

/** The cells that one grapheme cluster takes. */
export function graphemeWidth(text: string): 0 | 1 | 2 {
	if (text.length === 1) {
		const code = text.codePointAt(0)!;
		if (code < 0x7F) {
			return code < 0x20 ? 0 : 1;
		}
	}

	// Some Indic clusters count 3 and more; a cell holds 2 at most.
	return Math.min(2, stringWidth(text)) as 0 | 1 | 2;
}

/** Cuts text into graphemes with their widths. */
export function * graphemes(text: string): Generator<Grapheme> {
	if (ascii.test(text)) {
		for (const character of text) {
			yield {text: character, width: 1};
		}

		return;
	}

	for (const {segment} of segmenter.segment(text)) {
		yield {text: segment, width: graphemeWidth(segment)};
	}
}

/** The cells that text takes on one row. */
export function textWidth(text: string): number {
	if (ascii.test(text)) {
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
