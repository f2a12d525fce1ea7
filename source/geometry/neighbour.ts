import type {Rect} from './rect.js';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
The pane that a person means by a direction: the nearest one on that side that lies beside this one; among several, the one that shares
most of the edge. Undefined at the end of the screen.
*/
export function neighbour<Id>(panes: ReadonlyArray<{id: Id; rect: Rect}>, from: Rect, direction: Direction): Id | undefined {
	let best: {id: Id; gap: number; overlap: number} | undefined;
	for (const {id, rect} of panes) {
		const gap = gapTo(from, rect, direction);
		const overlap = direction === 'left' || direction === 'right'
			? shared([from.y, from.y + from.height], [rect.y, rect.y + rect.height])
			: shared([from.x, from.x + from.width], [rect.x, rect.x + rect.width]);
		// A pane that only touches at a shared border line is not beside this one.
		if (gap < -1 || overlap <= 1) {
			continue;
		}

		if (best === undefined || gap < best.gap || (gap === best.gap && overlap > best.overlap)) {
			best = {id, gap, overlap};
		}
	}

	return best?.id;
}

/** Cells between the two on that side; -1 when they share a border. */
function gapTo(from: Rect, rect: Rect, direction: Direction): number {
	switch (direction) {
		case 'left': {
			return from.x - (rect.x + rect.width);
		}

		case 'right': {
			return rect.x - (from.x + from.width);
		}

		case 'up': {
			return from.y - (rect.y + rect.height);
		}

		case 'down': {
			return rect.y - (from.y + from.height);
		}
	}
}

const shared = (one: [number, number], other: [number, number]): number => Math.min(one[1], other[1]) - Math.max(one[0], other[0]);
