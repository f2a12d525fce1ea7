import type {Command, Commands} from './machine.js';
import type {Terminal} from './terminal.js';

/**
What erases by selection (DECSED, DECSEL, and DECSERA within a rectangle) spares protected cells; what erases plainly does so only when
they were protected as ISO 6429 has it (SPA), which rectangles do not know.
*/
export type Erasing = 'plainly' | 'selectively' | 'within';

type Span = {from: number; to: number};

/** Blanks cells of a row, `to` not counted, or those of them that are not protected. */
export function eraseSpan(terminal: Terminal, y: number, {from, to, how}: Span & {how: Erasing}): void {
	const {sheet: {page}, pen: {eraseStyle}} = terminal;
	if (!doesSpare(terminal, how)) {
		page.erase(y, {from, to}, eraseStyle);
		return;
	}

	const start = page.start(y);
	const end = Math.min(to, terminal.cols);
	for (let x = from; x < end; x++) {
		if (!terminal.pen.styles.isProtected(page.styleIds[start + x]!)) {
			page.erase(y, {from: x, to: x + 1}, eraseStyle);
		}
	}
}

const doesSpare = ({modes: {protection}}: Terminal, how: Erasing): boolean => protection === 'iso' ? how !== 'within' : (protection === 'dec' && how !== 'plainly');

/** ED. A cursor that waits to wrap stands behind the last column: nothing of its row lies behind it. */
const eraseDisplay = (how: Erasing): Command => ({terminal}, parameters) => {
	const {page} = terminal.sheet;
	const {y, rows, cols} = terminal;
	const x = terminal.isPending ? cols : terminal.x;
	switch (parameters.get(0)) {
		case 0: {
			noteCleared(terminal, {from: (y * cols) + x});
			eraseRight(terminal, x, how);
			clearRows(terminal, {from: y + 1, to: rows}, how);
			break;
		}

		case 1: {
			eraseSpan(terminal, y, {from: 0, to: x + 1, how});
			page.wrapped[page.order[y]!] = 0;
			if (x + 1 >= cols && y + 1 < rows) {
				page.wrapped[page.order[y + 1]!] = 0;
			}

			clearRows(terminal, {from: 0, to: y}, how);
			break;
		}

		case 2: {
			noteCleared(terminal, {from: 0});
			clearRows(terminal, {from: 0, to: rows}, how);
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

/** What is printed on a primary screen that was cleared is new, though it stands where other lines stood. */
function noteCleared(terminal: Terminal, {from}: {from: number}): void {
	if (from > 0 || terminal.sheet !== terminal.primary) {
		return;
	}

	const {lost, kept} = terminal.history.begun;
	terminal.cleared = {times: terminal.cleared.times + 1, above: lost + kept};
}

/** EL */
const eraseLine = (how: Erasing): Command => ({terminal}, parameters) => {
	const {y, cols} = terminal;
	const x = terminal.isPending ? cols : terminal.x;
	switch (parameters.get(0)) {
		case 0: {
			eraseRight(terminal, x, how);
			break;
		}

		case 1: {
			eraseSpan(terminal, y, {from: 0, to: x + 1, how});
			break;
		}

		case 2: {
			clearRows(terminal, {from: y, to: y + 1}, how);
			break;
		}

		default:
	}
};

/** ECH */
const eraseCells: Command = ({terminal}, parameters) => {
	const {x, y} = terminal;
	terminal.isPending = false;
	eraseSpan(terminal, y, {from: x, to: x + parameters.counted(0), how: 'plainly'});
};

function eraseRight(terminal: Terminal, x: number, how: Erasing): void {
	const {page} = terminal.sheet;
	eraseSpan(terminal, terminal.y, {from: x, to: terminal.cols, how});
	if (x === 0) {
		page.wrapped[page.order[terminal.y]!] = 0;
	}
}

function clearRows(terminal: Terminal, {from, to}: Span, how: Erasing): void {
	const {page} = terminal.sheet;
	const isWhole = !doesSpare(terminal, how);
	for (let y = from; y < to; y++) {
		if (isWhole) {
			page.clearRow(y, terminal.pen.eraseStyle);
		} else {
			eraseSpan(terminal, y, {from: 0, to: terminal.cols, how});
			page.wrapped[page.order[y]!] = 0;
		}
	}
}

/** DECSCA. */
const protect: Command = ({terminal}, parameters) => {
	if (parameters.get(0) <= 2) {
		terminal.protect({rules: 'dec', isProtected: parameters.get(0) === 1});
	}
};

export const erases: Commands = [
	['J', eraseDisplay('plainly')],
	['K', eraseLine('plainly')],
	['X', eraseCells],
];

/** After `?`. */
export const selectiveErases: Commands = [
	['J', eraseDisplay('selectively')],
	['K', eraseLine('selectively')],
];

/** With a quotation mark before the final byte. */
export const protections: Commands = [['q', protect]];
