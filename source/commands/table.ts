import stringWidth from 'string-width';
import {graphemesOf} from '../base/graphemes.js';
import type {Print} from './print.js';

export type TableColumn = {heading: string; align?: 'left' | 'right'; /** Cut to what is left of the terminal. */ flexible?: boolean};

/** Prints rows: as a drawn table on a terminal, as plain aligned columns when piped. Cells are freed of control characters by the caller. */
export async function printTable(print: Print, {columns, rows}: {columns: readonly TableColumn[]; rows: ReadonlyArray<readonly string[]>}): Promise<void> {
	const widths = columnWidths(columns, rows);
	if (!print.terminal) {
		print.line(plainTable({columns, rows, widths}));
		return;
	}

	// A border or a padding each side of each cell.
	const overhead = (columns.length * 3) + 1;
	const fitted = fitColumns({columns, widths, space: print.columns - overhead});
	if (sum(fitted) + overhead > print.columns) {
		// Narrower than its borders: a line that the terminal breaks is worse than one that is cut.
		print.line(plainTable({columns, rows, widths}).split('\n').map(line => shorten(line, print.columns)).join('\n'));
		return;
	}

	const cut = rows.map(row => row.map((cell, index) => shorten(cell, fitted[index]!)));
	const {drawTable} = await import('./drawn-table.js');
	print.line(drawTable({columns, rows: cut, width: print.columns}));
}

function columnWidths(columns: readonly TableColumn[], rows: ReadonlyArray<readonly string[]>): number[] {
	return columns.map((column, index) => Math.max(stringWidth(column.heading), ...rows.map(row => stringWidth(row[index] ?? ''))));
}

function plainTable({columns, rows, widths}: {columns: readonly TableColumn[]; rows: ReadonlyArray<readonly string[]>; widths: readonly number[]}): string {
	const line = (cells: readonly string[]) => columns.map((column, index) => {
		const cell = cells[index] ?? '';
		const gap = ' '.repeat(widths[index]! - stringWidth(cell));
		return column.align === 'right' ? gap + cell : cell + gap;
	}).join('  ').trimEnd();
	return [columns.map(column => column.heading), ...rows].map(line).join('\n');
}

/** The flexible columns give way, evenly from the widest, until the table fits. */
function fitColumns({columns, widths, space}: {columns: readonly TableColumn[]; widths: readonly number[]; space: number}): number[] {
	const fitted = [...widths];
	// Narrower than this a cell says nothing.
	const least = 8;
	while (sum(fitted) > space) {
		const flexible = columns.flatMap((column, index) => column.flexible === true && fitted[index]! > least ? [index] : []);
		if (flexible.length === 0) {
			break;
		}

		const widest = Math.max(...flexible.map(index => fitted[index]!));
		fitted[flexible.find(index => fitted[index] === widest)!]!--;
	}

	return fitted;
}

function sum(widths: readonly number[]): number {
	let total = 0;
	for (const width of widths) {
		total += width;
	}

	return total;
}

/** Cuts to a width in columns, with an ellipsis. */
export function shorten(text: string, width: number): string {
	if (stringWidth(text) <= width) {
		return text;
	}

	let cut = '';
	for (const segment of graphemesOf(text)) {
		if (stringWidth(cut + segment) > width - 1) {
			break;
		}

		cut += segment;
	}

	return `${cut}…`;
}
