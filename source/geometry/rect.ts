/** Cells, from 0; `x` and `y` are the top left one. */
export type Rect = {x: number; y: number; width: number; height: number};

/** What is inside the border of a rectangle. */
export function inside(rect: Rect): Rect {
	return {x: rect.x + 1, y: rect.y + 1, width: Math.max(0, rect.width - 2), height: Math.max(0, rect.height - 2)};
}

/** What is inside the border of one that has none at its sides. */
export function between(rect: Rect): Rect {
	return {...rect, y: rect.y + 1, height: Math.max(0, rect.height - 2)};
}

export function contains(rect: Rect, point: {x: number; y: number}): boolean {
	return point.x >= rect.x && point.x < rect.x + rect.width && point.y >= rect.y && point.y < rect.y + rect.height;
}

export function centred(outer: Rect, size: {width: number; height: number}): Rect {
	const width = Math.min(size.width, outer.width);
	const height = Math.min(size.height, outer.height);
	return {x: outer.x + Math.floor((outer.width - width) / 2), y: outer.y + Math.floor((outer.height - height) / 2), width, height};
}
