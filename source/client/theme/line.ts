import {graphemesOf} from '../../base/graphemes.js';
import {safeLine} from '../../base/safe-text.js';
import {columnsOf} from '../../screen/width.js';
import type {Role} from './role.js';

export type Span = {text: string; role?: Role};
/** One row of text, pieces of which mean different things. */
export type Line = Span[];

// Two on a character are what languages need; more are a tower over the rows above.
const tooManyMarks = /(?<=\p{Mark}{2})\p{Mark}+/gv;

/**
Text that is not ours, for one row of our chrome. What terminals measure differently (joiners, variation selectors, piles of combining
marks) goes, so that the columns after it stay where they are.
*/
export function plain(text: string, limit = 500): string {
	const line = safeLine(text, limit).normalize('NFC').replaceAll(/\p{Default_Ignorable_Code_Point}/gv, '');
	return cellSized(line.replaceAll(tooManyMarks, '').replace(/^\p{Mark}+/v, ''), '');
}

/**
A row of a file that is not ours: its spaces stay. What cannot be seen (controls, joiners, bidirectional marks) is shown as `�`, because the
person who approves must see that it is there.
*/
export function code(text: string): string {
	return cellSized(text.replaceAll('\t', ' '.repeat(4)).replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Control}\p{Line_Separator}\p{Paragraph_Separator}]/gv, '�').replaceAll(tooManyMarks, '�').replace(/^\p{Mark}+/v, '�'), '�');
}

/** What the person types, as it is drawn: its spaces stay, and what terminals measure differently goes as in `plain`. */
export const typedText = (text: string): string => cellSized(text.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Control}]/gv, '').replaceAll(tooManyMarks, ''), '');

/** Characters that their signs join into a wider one are measured differently by every terminal and library: `instead` of the signs is shown. */
function cellSized(text: string, instead: '' | '�'): string {
	if (/^[\u{0}-\u{2FF}]*$/v.test(text)) {
		return text;
	}

	return graphemesOf(text).map(segment => {
		const [base = ''] = segment;
		return columnsOf(segment) === columnsOf(base) ? segment : segment.replaceAll(/\p{Mark}/gv, () => instead);
	}).join('');
}

export const span = (text: string, role?: Role): Span => role === undefined ? {text} : {text, role};

export const widthOf = (line: Line): number => line.reduce((sum, {text}) => sum + columnsOf(text), 0);

/** Cut with an ellipsis where it is too long, and filled with spaces where it is too short: exactly `width` columns. */
export function fit(line: Line, width: number): Line {
	const cut = cutTo(line, width);
	const rest = width - widthOf(cut);
	return rest > 0 ? [...cut, span(' '.repeat(rest))] : cut;
}

/** At most `width` columns; an ellipsis says that something was cut. */
export function cutTo(line: Line, width: number): Line {
	if (width <= 0) {
		return [];
	}

	if (widthOf(line) <= width) {
		return line;
	}

	const cut: Line = [];
	let left = width - 1;
	for (const piece of line) {
		const taken = takeColumns(piece.text, left);
		left -= columnsOf(taken);
		cut.push({...piece, text: taken});
		if (taken.length < piece.text.length) {
			cut.push({...piece, text: '…'});
			break;
		}
	}

	return cut.filter(({text}) => text !== '');
}

/** The graphemes from the start that fit into so many columns. */
export function takeColumns(text: string, columns: number): string {
	let taken = '';
	let width = 0;
	for (const segment of graphemesOf(text)) {
		width += columnsOf(segment);
		if (width > columns) {
			break;
		}

		taken += segment;
	}

	return taken;
}

/**
`left` and `right` at the two ends of `width` columns, two spaces between them at least. What has no room is cut from the left part; when
that leaves less than `least` of it, the right part goes.
*/
export function spread({left, right, width, least = 12}: {left: Line; right: Line; width: number; least?: number}): Line {
	const rightWidth = widthOf(right);
	const room = width - rightWidth - 2;
	if (rightWidth === 0 || (room < widthOf(left) && room < least)) {
		return fit(left, width);
	}

	return [...fit(left, room), span('  '), ...right];
}

export type Cell = {line: Line; width: number; align?: 'left' | 'right'};

/** Cells side by side, two spaces between them; a cell of no width is left out. */
export function cellsToLine(cells: Cell[]): Line {
	const line: Line = [];
	for (const {line: content, width, align} of cells.filter(({width}) => width > 0)) {
		if (line.length > 0) {
			line.push(span('  '));
		}

		const fitted = cutTo(content, width);
		const gap = span(' '.repeat(Math.max(0, width - widthOf(fitted))));
		line.push(...(align === 'right' ? [gap, ...fitted] : [...fitted, gap]));
	}

	return line;
}

/** Words on lines of at most `width` columns; a word that is longer is broken. */
export function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	for (const paragraph of text.split('\n')) {
		let line = '';
		for (const word of paragraph.split(' ')) {
			const longer = line === '' ? word : `${line} ${word}`;
			if (columnsOf(longer) <= width) {
				line = longer;
				continue;
			}

			if (line !== '') {
				lines.push(line);
			}

			const parts = breakColumns(word, width);
			lines.push(...parts.slice(0, -1));
			line = parts.at(-1)!;
		}

		lines.push(line);
	}

	return lines;
}

/** Cut into rows of at most `width` columns, wherever that falls. */
export function breakColumns(text: string, width: number): string[] {
	const rows: string[] = [];
	let rest = text;
	while (columnsOf(rest) > width) {
		const part = takeColumns(rest, Math.max(2, width));
		rows.push(part);
		rest = rest.slice(part.length);
	}

	return [...rows, rest];
}

/** Every piece of the line marked as selected, its own colour kept where it has a meaning. */
export const selectedLine = (line: Line): Line => line.map(({text}) => ({text, role: 'selected'}));
