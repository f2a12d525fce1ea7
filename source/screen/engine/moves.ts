import {blank, glyphWidth} from '../glyph.js';
import {wraps} from '../wraps.js';
import type {Command, Commands} from './machine.js';
import type {Terminal} from './terminal.js';

/** Moves the cursor by rows: within the scroll region when it starts there. */
export function moveRows(terminal: Terminal, by: number): void {
	const {top, bottom} = terminal.sheet;
	const {x, y, rows} = terminal;
	const limit = by < 0 ? (y >= top ? top : 0) : (y <= bottom ? bottom : rows - 1);
	terminal.place(x, by < 0 ? Math.max(limit, y + by) : Math.min(limit, y + by));
}

/** Moves the cursor by columns: within the margins when it starts there. */
export function moveColumns(terminal: Terminal, by: number): void {
	const {x, y} = terminal;
	terminal.place(by < 0 ? Math.max(terminal.leftEdge, x + by) : Math.min(terminal.rightEdge, x + by), y);
}

/** Moves the cursor back, in the modes of reverse wrapping over the left margin into the row above. */
export function moveBack(terminal: Terminal, count: number): void {
	const {autowrap, reverseWrap, reverseWrapAround} = terminal.modes;
	if (!autowrap || !(reverseWrap || reverseWrapAround)) {
		moveColumns(terminal, -count);
		return;
	}

	// A cursor that waits to wrap stands behind the last column: one back is that column.
	let left = terminal.isPending ? count - 1 : count;
	terminal.isPending = false;
	// More than all cells of a screen changes nothing more.
	for (let row = 0; left > 0 && row <= terminal.rows; row++) {
		const moved = Math.min(left, terminal.x - terminal.leftEdge);
		terminal.x -= moved;
		left -= moved;
		if (left === 0 || !toRowAbove(terminal)) {
			return;
		}

		left--;
	}
}

/** Moves the cursor to the end of the row above, when it may go there. */
function toRowAbove(terminal: Terminal): boolean {
	const {sheet, y, modes} = terminal;
	const {page, top, bottom, right} = sheet;
	if (modes.reverseWrapAround) {
		terminal.place(right, y === top ? bottom : (y === 0 ? terminal.rows - 1 : y - 1));
		return true;
	}

	const slot = page.order[y]!;
	if (terminal.x !== sheet.left || y <= top || y > bottom || page.wrapped[slot] === wraps.no) {
		return false;
	}

	// Over the column that a wide character was too wide for.
	const isHole = page.wrapped[slot] !== wraps.afterBlank && page.glyphs[page.start(y - 1) + right] === blank && glyphWidth(page.glyphs[page.start(y)]!) === 2;
	page.wrapped[slot] = wraps.no;
	terminal.place(isHole ? right - 1 : right, y - 1);
	return true;
}

const cursorUp: Command = ({terminal}, parameters) => {
	moveRows(terminal, -parameters.counted(0));
};

const cursorDown: Command = ({terminal}, parameters) => {
	moveRows(terminal, parameters.counted(0));
};

const cursorRight: Command = ({terminal}, parameters) => {
	moveColumns(terminal, parameters.counted(0));
};

const cursorLeft: Command = ({terminal}, parameters) => {
	moveBack(terminal, parameters.counted(0));
};

const nextLine: Command = (machine, parameters) => {
	cursorDown(machine, parameters);
	toLineStart(machine.terminal);
};

const previousLine: Command = (machine, parameters) => {
	cursorUp(machine, parameters);
	toLineStart(machine.terminal);
};

const toColumn: Command = ({terminal}, parameters) => {
	const origin = terminal.modes.origin ? terminal.sheet.left : 0;
	const limit = terminal.modes.origin ? terminal.sheet.right : terminal.cols - 1;
	terminal.place(Math.min(limit, origin + parameters.counted(0) - 1), terminal.y);
};

const toRow: Command = ({terminal}, parameters) => {
	const origin = terminal.modes.origin ? terminal.sheet.top : 0;
	const limit = terminal.modes.origin ? terminal.sheet.bottom : terminal.rows - 1;
	terminal.place(terminal.x, Math.min(limit, origin + parameters.counted(0) - 1));
};

export const toPlace: Command = ({terminal}, parameters) => {
	terminal.address(parameters.counted(1) - 1, parameters.counted(0) - 1);
};

const rowsDown: Command = ({terminal}, parameters) => {
	const limit = terminal.modes.origin ? terminal.sheet.bottom : terminal.rows - 1;
	terminal.place(terminal.x, Math.min(limit, terminal.y + parameters.counted(0)));
};

const columnsRight: Command = ({terminal}, parameters) => {
	const limit = terminal.modes.origin ? terminal.sheet.right : terminal.cols - 1;
	terminal.place(Math.min(limit, terminal.x + parameters.counted(0)), terminal.y);
};

const tabsForward: Command = ({terminal}, parameters) => {
	for (let count = Math.min(parameters.counted(0), terminal.cols); count > 0; count--) {
		tab(terminal);
	}
};

const tabsBack: Command = ({terminal}, parameters) => {
	for (let count = Math.min(parameters.counted(0), terminal.cols); count > 0; count--) {
		terminal.place(terminal.sheet.tabs.previous(terminal.x, terminal.modes.origin ? terminal.sheet.left : 0), terminal.y);
	}
};

const clearTabs: Command = ({terminal}, parameters) => {
	const {tabs} = terminal.sheet;
	if (parameters.get(0) === 0) {
		tabs.clear(terminal.x);
	} else if (parameters.get(0) === 3) {
		tabs.clearAll();
	}
};

const resetTabs: Command = ({terminal}, parameters) => {
	if (parameters.get(0) === 5) {
		terminal.sheet.tabs.reset(terminal.cols);
	}
};

/** DECSTBM */
const setRegion: Command = ({terminal}, parameters) => {
	const top = parameters.counted(0);
	const wanted = parameters.get(1);
	const bottom = wanted === 0 || wanted > terminal.rows ? terminal.rows : wanted;
	if (!(bottom > top)) {
		return;
	}

	terminal.sheet.top = top - 1;
	terminal.sheet.bottom = bottom - 1;
	terminal.address(0, 0);
};

/** DECSLRM when margins are on, else SCOSC. */
const setMarginsOrSave: Command = ({terminal}, parameters) => {
	if (!terminal.modes.margins || terminal.modes.level < 4) {
		terminal.save();
		return;
	}

	const left = parameters.counted(0);
	const wanted = parameters.get(1);
	const right = wanted === 0 || wanted > terminal.cols ? terminal.cols : wanted;
	if (!(right > left)) {
		return;
	}

	terminal.sheet.left = left - 1;
	terminal.sheet.right = right - 1;
	terminal.address(0, 0);
};

/** A tab goes to the next stop and never to the next row, but for mode 41. A cursor that waits to wrap goes on waiting. */
export function tab(terminal: Terminal): void {
	if (terminal.isPending && terminal.modes.wrapsTabs) {
		terminal.wrap();
	}

	if (!terminal.isPending) {
		terminal.x = terminal.sheet.tabs.next(terminal.x, terminal.rightEdge);
	}
}

export function toLineStart(terminal: Terminal): void {
	terminal.x = terminal.leftEdge;
	terminal.isPending = false;
}

export const moves: Commands = [
	['A', cursorUp],
	['k', cursorUp],
	['B', cursorDown],
	['C', cursorRight],
	['D', cursorLeft],
	['j', cursorLeft],
	['E', nextLine],
	['F', previousLine],
	['G', toColumn],
	['`', toColumn],
	['a', columnsRight],
	['d', toRow],
	['e', rowsDown],
	['H', toPlace],
	['f', toPlace],
	['I', tabsForward],
	['Z', tabsBack],
	['g', clearTabs],
	['r', setRegion],
	['s', setMarginsOrSave],
	['u', ({terminal}) => {
		terminal.restore();
	}],
];

export const privateMoves: Commands = [['W', resetTabs]];
