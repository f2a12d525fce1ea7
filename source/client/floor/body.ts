import {between, type Rect} from '../../geometry/rect.js';
import {sizeLimit} from '../../protocol/update-rows.js';
import type {Size} from '../../protocol/holder.js';

export const leastSize = {cols: 60, rows: 15};

export const isTooSmall = ({cols, rows}: Size): boolean => cols < leastSize.cols || rows < leastSize.rows;

/** Between the two lines above and the one below. */
export const bodyOf = ({cols, rows}: Size): Rect => ({x: 0, y: 2, width: cols, height: Math.max(0, rows - 3)});

/** The size of a session that is shown alone in a terminal of this one; undefined where nothing is. */
export const sizeAlone = (terminal: Size): Size | undefined => isTooSmall(terminal) ? undefined : sizeIn(between(bodyOf(terminal)));

/** Of a session whose cells are in this rectangle. */
export const sizeIn = ({width, height}: Rect): Size => ({cols: Math.max(2, Math.min(sizeLimit, width)), rows: Math.max(1, Math.min(sizeLimit, height))});
