import type {Screen} from '../../screen/screen.js';

/** Which cell of a screen stands at the top left of a place that may be smaller: the cursor is followed, in both directions. */
export function followedPart({grid, cursor}: Pick<Screen, 'grid' | 'cursor'>, {width, height}: {width: number; height: number}): {x: number; y: number} {
	return {
		x: grid.cols <= width || cursor.x < width ? 0 : Math.min(cursor.x - width + 1, grid.cols - width),
		y: grid.rows <= height ? 0 : Math.max(0, Math.min(cursor.y - height + 1, grid.rows - height)),
	};
}
