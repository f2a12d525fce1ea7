import type {Command, Commands} from './machine.js';
import type {Terminal} from './terminal.js';

/** ED. A cursor that waits to wrap stands behind the last column: nothing of its row lies behind it. */
export const eraseDisplay: Command = ({terminal}, parameters) => {
	const {page} = terminal.sheet;
	const style = terminal.pen.eraseStyle;
	const {y, rows, cols} = terminal;
	const x = terminal.isPending ? cols : terminal.x;
	switch (parameters.get(0)) {
		case 0: {
			eraseRight(terminal, x);
			clearRows(terminal, y + 1, rows);
			break;
		}

		case 1: {
			page.erase(y, {from: 0, to: x + 1}, style);
			page.wrapped[page.order[y]!] = 0;
			if (x + 1 >= cols && y + 1 < rows) {
				page.wrapped[page.order[y + 1]!] = 0;
			}

			clearRows(terminal, 0, y);
			break;
		}

		case 2: {
			clearRows(terminal, 0, rows);
			break;
		}

		case 3: {
			if (terminal.sheet === terminal.primary) {
				terminal.history.clear();
			}

			break;
		}

		default:
	}
};

/** EL */
export const eraseLine: Command = ({terminal}, parameters) => {
	const {page} = terminal.sheet;
	const style = terminal.pen.eraseStyle;
	const {y, cols} = terminal;
	const x = terminal.isPending ? cols : terminal.x;
	switch (parameters.get(0)) {
		case 0: {
			eraseRight(terminal, x);
			break;
		}

		case 1: {
			page.erase(y, {from: 0, to: x + 1}, style);
			break;
		}

		case 2: {
			page.clearRow(y, style);
			break;
		}

		default:
	}
};

function eraseRight(terminal: Terminal, x: number): void {
	const {page} = terminal.sheet;
	page.erase(terminal.y, {from: x, to: terminal.cols}, terminal.pen.eraseStyle);
	if (x === 0) {
		page.wrapped[page.order[terminal.y]!] = 0;
	}
}

function clearRows(terminal: Terminal, from: number, to: number): void {
	for (let y = from; y < to; y++) {
		terminal.sheet.page.clearRow(y, terminal.pen.eraseStyle);
	}
}

const eraseCells: Command = ({terminal}, parameters) => {
	const {x, y} = terminal;
	terminal.isPending = false;
	terminal.sheet.page.erase(y, {from: x, to: x + parameters.counted(0)}, terminal.pen.eraseStyle);
};

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
	['J', eraseDisplay],
	['K', eraseLine],
	['X', eraseCells],
	['@', insertCells],
	['P', deleteCells],
	['L', ({terminal}, parameters) => {
		terminal.shiftLines(-parameters.counted(0));
	}],
	['M', ({terminal}, parameters) => {
		terminal.shiftLines(parameters.counted(0));
	}],
	['S', ({terminal}, parameters) => {
		terminal.scrollAway(parameters.counted(0));
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
