import {glyphText} from './glyph.js';
import type {Grid} from './grid.js';
import {isWrapped, leavesHole, type Row} from './joined-rows.js';
import {attributeCodes, colorParts, underlineKinds, type Color, type Style} from './style.js';

/** One row as text with SGR sequences, which begins and ends in the default style; blanks of that style at the end are left out. */
export const ansiRow = (grid: Grid, y: number): string => withoutBlanks(wholeAnsiRow(grid, y));

/** The same with all its blanks. */
export function wholeAnsiRow(grid: Grid, y: number): string {
	const start = y * grid.cols;
	let text = '';
	let last = 0;
	for (let x = 0; x < grid.cols; x++) {
		const style = grid.styleIds[start + x]!;
		text += (style === last ? '' : sgr(grid.styles.get(style))) + glyphText(grid.glyphs[start + x]!);
		last = style;
	}

	return text + (last === 0 ? '' : '\u{1B}[0m');
}

function withoutBlanks(text: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === ' ') {
		end--;
	}

	return text.slice(0, end);
}

/** Ends a row in a file that the next one goes on with: it sets what is set already, so that nobody sees it who does not look for it. */
const onward = '\u{1B}[m';

// Each sets a part of the look to what it is already, and stands for the digit of its place.
const digits = ['22', '23', '24', '25', '27', '28', '29', '39', '49', '59'];
const lostMark = new RegExp(`^\\u{1B}\\[(?<digits>(?:(?:${digits.join('|')});?)+)m`, 'v');

/** How many lines had left the history before the first of a file, and where that one begins. Undefined where the file does not tell, as none does where there are none. */
export function readLost(text: string): {lost: number; at: number} | undefined {
	const found = lostMark.exec(text);
	return found === null ? undefined : {lost: Number(found.groups!['digits']!.split(';').map(code => digits.indexOf(code)).join('')), at: found[0].length};
}

/**
Rows for a file, a piece for each, so that nobody needs to have all of them at once. The file says unseen how many lines were lost before them,
and of each whether the next one goes on with it. Blank rows at its end are left out.
*/
export class AnsiRows {
	/** The newest row, of which the next one says how it ends. */
	#last: string | undefined;
	/** What comes before it: the mark of the lines that were lost, or the end of the row above. */
	#lead: string;
	/** Blanks that are in the file if anything comes behind them. */
	#held = '';

	constructor(lost = 0) {
		this.#lead = lost === 0 ? '' : `\u{1B}[${[...String(lost)].map(digit => digits[Number(digit)]).join(';')}m`;
	}

	/** Takes the next row. Returns what is certain to be in the file by now. */
	add(grid: Grid, y: number): string {
		const last = this.#last;
		this.#last = wholeAnsiRow(grid, y);
		if (last === undefined) {
			return '';
		}

		return this.#put(isWrapped({grid, y}) ? filled(last, {grid, y}) + onward : withoutBlanks(last));
	}

	/** The rest of the file. */
	end(): string {
		return `${this.#last === undefined ? '' : this.#put(withoutBlanks(this.#last))}\n`;
	}

	#put(row: string): string {
		const text = this.#lead + row;
		const shown = text.trimEnd();
		const held = this.#held;
		this.#lead = '\n';
		this.#held = shown === '' ? held + text : text.slice(shown.length);
		return shown === '' ? '' : held + shown;
	}
}

/** A row without the column that the wide character which begins the next one did not fit into. */
const filled = (row: string, next: Row): string => leavesHole(next) ? row.replace(/ (?=(?:\u{1B}\[0m)?$)/v, '') : row;

/** Whether the next row of the file goes on with this one. */
export const goesOn = (row: string): boolean => row.endsWith(onward);

/** The sequence that sets a style, whatever was set before. */
export function sgr(style: Style): string {
	const underline: Partial<Record<Style['underline'], string[]>> = {none: [], single: ['4']};
	const codes = [
		'0',
		...attributeCodes(style.attributes),
		...underline[style.underline] ?? [`4:${underlineKinds.indexOf(style.underline)}`],
		...colorCodes(style.foreground, 30),
		...colorCodes(style.background, 40),
	];
	return `\u{1B}[${codes.join(';')}m`;
}

/** `base` is 30 for the foreground and 40 for the background. */
function colorCodes(color: Color, base: number): string[] {
	const parts = colorParts(color);
	if (parts.kind === 'default') {
		return [];
	}

	if (parts.kind === 'rgb') {
		return [`${base + 8};2;${parts.red};${parts.green};${parts.blue}`];
	}

	if (parts.index < 8) {
		return [String(base + parts.index)];
	}

	return [parts.index < 16 ? String(base + 52 + parts.index) : `${base + 8};5;${parts.index}`];
}
