import type {Command, Commands} from './machine.js';
import type {Terminal} from './terminal.js';

const insertCells: Command = ({terminal}, parameters) => {
	terminal.isPending = false;
	if (terminal.isInMargins) {
		terminal.sheet.page.insertCells(terminal.y, {at: terminal.x, right: terminal.sheet.right, count: parameters.counted(0)}, terminal.pen.eraseStyle);
	}
};

const deleteCells: Command = ({terminal}, parameters) => {
	terminal.isPending = false;
	if (terminal.isInMargins) {
		terminal.sheet.page.deleteCells(terminal.y, {at: terminal.x, right: terminal.sheet.right, count: parameters.counted(0)}, terminal.pen.eraseStyle);
	}
};

/** Moves columns of the whole region: DECIC, DECDC, SL, SR. */
function shiftColumns(terminal: Terminal, at: number, count: number): void {
	const {page, top, bottom, left, right} = terminal.sheet;
	const {y} = terminal;
	if (y < top || y > bottom || at < left || at > right) {
		return;
	}

	const style = terminal.pen.eraseStyle;
	for (let row = top; row <= bottom; row++) {
		if (count > 0) {
			page.insertCells(row, {at, right, count}, style);
		} else {
			page.deleteCells(row, {at, right, count: -count}, style);
		}

		page.wrapped[page.order[row]!] = 0;
	}
}

export const edits: Commands = [
	['@', insertCells],
	['P', deleteCells],
	['L', ({terminal}, parameters) => {
		terminal.shiftLines(-parameters.counted(0));
	}],
	['M', ({terminal}, parameters) => {
		terminal.shiftLines(parameters.counted(0));
	}],
	['S', ({terminal}, parameters) => {
		terminal.scrollUp(parameters.counted(0));
	}],
	['T', ({terminal}, parameters) => {
		// With more numbers it is a highlight tracking of old terminals.
		if (parameters.count === 1) {
			terminal.scrollDown(parameters.counted(0));
		}
	}],
	['^', ({terminal}, parameters) => {
		terminal.scrollDown(parameters.counted(0));
	}],
	['b', ({printer}, parameters) => {
		printer.repeat(parameters.counted(0));
	}],
];

/** With a space before the final byte. */
export const spacedEdits: Commands = [
	['@', ({terminal}, parameters) => {
		shiftColumns(terminal, terminal.sheet.left, -parameters.counted(0));
	}],
	['A', ({terminal}, parameters) => {
		shiftColumns(terminal, terminal.sheet.left, parameters.counted(0));
	}],
];

/** With an apostrophe before the final byte. */
export const columnEdits: Commands = [
	['}', ({terminal}, parameters) => {
		shiftColumns(terminal, terminal.x, parameters.counted(0));
	}],
	['~', ({terminal}, parameters) => {
		shiftColumns(terminal, terminal.x, -parameters.counted(0));
	}],
];
