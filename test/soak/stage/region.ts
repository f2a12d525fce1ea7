import {isCluster, wideTail} from '../../../source/screen/glyph.js';
import type {Grid} from '../../../source/screen/grid.js';
import type {Screen} from '../../../source/screen/screen.js';
import {gridCells, type Emulator} from '../../client/compositor/emulator.js';
import {modesOf} from '../../support/modes.js';

/** Where the only pane of a terminal is, as wide as it: below the two lines at the top and its title, above its lower border and the line at the bottom. */
const [top, bottom] = [3, 2];

/** The first thing in which the pane of a terminal differs from what the holder of its session has, in words; undefined when they are the same. */
export function findDifference(emulator: Emulator, {grid, cursor}: Screen): string | undefined {
	const {cols, rows} = emulator.terminal;
	const room = {cols, rows: rows - top - bottom};
	if (grid.cols !== room.cols || grid.rows !== room.rows) {
		return `the pane has ${room.cols}×${room.rows} cells and the screen of the session ${grid.cols}×${grid.rows}`;
	}

	const [outer, own] = [emulator.cells(), gridCells(grid)];
	for (const [index, cell] of own.entries()) {
		const [x, y] = [index % room.cols, Math.floor(index / room.cols)];
		const shown = outer[((y + top) * cols) + x];
		if (shown !== cell && !isHalfOfJoined(grid, index)) {
			return `row ${y}, column ${x} is “${shown}” in the terminal and “${cell}” in the holder`;
		}
	}

	const {cursorX, cursorY} = emulator.terminal.buffer.active;
	const place = {x: Math.min(cursorX, cols - 1), y: cursorY - top};
	const isSeen = modesOf(emulator).cursor;
	if (isSeen !== cursor.visible) {
		return `the cursor is ${isSeen ? 'shown' : 'hidden'} in the terminal and ${cursor.visible ? 'shown' : 'hidden'} by the program`;
	}

	return isSeen && (place.x !== Math.min(cursor.x, room.cols - 1) || place.y !== cursor.y)
		? `the cursor is at ${place.x}, ${place.y} in the terminal and at ${cursor.x}, ${cursor.y} in the holder`
		: undefined;
}

/** The right half of what the reference terminal does not join: it has something of its own there. What comes after it must be right all the same. */
const isHalfOfJoined = (grid: Grid, index: number): boolean => grid.glyphs[index] === wideTail && isCluster(grid.glyphs[index - 1]!);
