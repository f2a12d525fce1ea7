/*
Characters whose width Unicode calls ambiguous (Ж, ※, “”, ─): one cell, or two in terminals that are set up for East Asian
fonts. No terminal says which, so the person does, once for the whole program.
*/

let cells: 1 | 2 = 1;

export const ambiguousWidth = (): 1 | 2 => cells;

/** Before anything is measured. */
export function setAmbiguousWidth(width: 1 | 2): void {
	cells = width;
}

/** What borders, bars and marks are made of where it would take two cells. */
const standIns: Readonly<Record<string, string>> = {
	'─': '-', '│': '|', '╭': '+', '╮': '+', '╰': '+', '╯': '+', '├': '+', '┤': '+', '┬': '+', '┴': '+', '┼': '+', '‖': '|',
	'…': '~', '·': '.', '×': 'x', '–': '-', '“': '"', '”': '"', '↑': '^', '↓': 'v', '→': '>', '←': '<',
	'▲': '!', '●': '*', '○': 'o', '■': '#', '▶': '>', '�': '?',
	'█': '#', '▇': '#', '▆': '*', '▅': '*', '▄': '=', '▃': '=', '▂': '-', '▁': '_',
};

/** Text of our own drawing, with each of its signs in one cell. */
export const inSigns = (text: string): string => cells === 1 ? text : text.replaceAll(/[^\u{0}-\u{7F}]/gv, found => standIns[found] ?? found);
