import type {Cursor} from '../../protocol/screen-update.js';
import type {Area} from '../../screen/grid.js';
import {placedOf} from './draw-pane.js';
import type {SessionPane} from './session-pane.js';

/** In cells of the floor; `shape` is a number of DECSCUSR, `color` 0xRRGGBB where the program set one. */
export type CursorOfPane = {x: number; y: number; shape: number; color?: number};

/** In cells of the session, the nearest where the pane shows none. */
export type CellOfSession = {x: number; y: number; isInside: boolean};

/** Of DECSCUSR, the one that does not blink. */
const shapeNumbers = {block: 2, underline: 4, bar: 6} as const;

const shapeNumber = ({shape, blink}: Cursor): number => shape === 'own' ? 0 : shapeNumbers[shape] - (blink ? 1 : 0);

export const isSameArea = (one: Area | undefined, other: Area): boolean => one?.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/** Where the cursor of a session is on the floor, when its pane is in this place. Undefined outside of the pane. */
export function cursorIn(pane: SessionPane, area: Area): CursorOfPane | undefined {
	const {cursor} = pane.screen;
	const placed = placedOf(pane, undefined, area);
	const x = cursor.x - (placed?.x ?? 0);
	const y = cursor.y - (placed?.y ?? 0);
	const isInside = x >= 0 && y >= 0 && x < area.width && y < area.height;
	if (!isInside) {
		return undefined;
	}

	const place = {x: area.x + x, y: area.y + y, shape: shapeNumber(cursor)};
	return cursor.color === undefined ? place : {...place, color: cursor.color};
}

/** The cell of a session's own screen that is at a cell of its pane. Undefined where the pane shows no screen. */
export function cellOf(pane: SessionPane, {area, x, y}: {area: Area; x: number; y: number}): CellOfSession | undefined {
	const placed = placedOf(pane, undefined, area);
	if (placed === undefined) {
		return undefined;
	}

	const {grid: {cols, rows}} = placed;
	const [column, row] = [x + placed.x, y + placed.y];
	return {x: Math.max(0, Math.min(cols - 1, column)), y: Math.max(0, Math.min(rows - 1, row)), isInside: column < cols && row < rows};
}
