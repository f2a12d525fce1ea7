import type {Grid} from '../../screen/grid.js';

/** Rows `top` to `bottom` (both counted) move up by `by`, or down when it is negative. */
export type Scroll = {top: number; bottom: number; by: number};

// Below this the rows are as cheap to write as to move.
const leastGain = 3;

/**
Finds rows that stand in the new picture a few rows higher or lower than in the shown one, so that the terminal can move them
itself: without it, a full-width pane that prints costs 29 times the bytes.
*/
export function findScroll(shown: Grid, wanted: Grid): Scroll | undefined {
	const before = hashRows(shown);
	const after = hashRows(wanted);
	const changed = after.reduce((count, hash, y) => count + (hash === before[y] ? 0 : 1), 0);
	if (changed < leastGain) {
		return undefined;
	}

	let best: {gain: number; scroll: Scroll} | undefined;
	for (let by = 1 - wanted.rows; by < wanted.rows; by++) {
		const found = by === 0 ? undefined : bestOf(before, after, by);
		if (found !== undefined && found.gain >= leastGain && found.gain > (best?.gain ?? 0)) {
			best = found;
		}
	}

	return best !== undefined && isTrue(shown, wanted, best.scroll) ? best.scroll : undefined;
}

/** Moves the rows of the grid as the terminal will; what comes in is blank. */
export function applyScroll(grid: Grid, {top, bottom, by}: Scroll): void {
	const {cols, glyphs, styleIds} = grid;
	const [from, to] = by > 0 ? [top + by, top] : [top, top - by];
	const count = bottom - top + 1 - Math.abs(by);
	glyphs.copyWithin(to * cols, from * cols, (from + count) * cols);
	styleIds.copyWithin(to * cols, from * cols, (from + count) * cols);
	for (let y = by > 0 ? bottom - by + 1 : top; y <= (by > 0 ? bottom : top - by - 1); y++) {
		grid.clearRow(y);
	}
}

/** The longest stretch of rows that moved by exactly this much, and what moving them spares. */
function bestOf(before: Uint32Array, after: Uint32Array, by: number): {gain: number; scroll: Scroll} | undefined {
	let best: {gain: number; scroll: Scroll} | undefined;
	let start = -1;
	for (let y = 0; y <= after.length; y++) {
		const isMoved = y < after.length && y + by >= 0 && y + by < before.length && after[y] === before[y + by];
		if (isMoved) {
			start = start === -1 ? y : start;
		} else if (start !== -1) {
			const scroll = {top: Math.min(start, start + by), bottom: Math.max(y - 1, y - 1 + by), by};
			const gain = gainOf(before, after, {scroll, from: start, to: y - 1});
			best = gain > (best?.gain ?? 0) ? {gain, scroll} : best;
			start = -1;
		}
	}

	return best;
}

function gainOf(before: Uint32Array, after: Uint32Array, {scroll, from, to}: {scroll: Scroll; from: number; to: number}): number {
	let gain = 0;
	for (let y = scroll.top; y <= scroll.bottom; y++) {
		const isRightAlready = before[y] === after[y];
		const willBeRight = y >= from && y <= to;
		gain += (willBeRight && !isRightAlready ? 1 : 0) - (isRightAlready && !willBeRight ? 1 : 0);
	}

	return gain;
}

/** Hashes can be equal by chance; the rows themselves decide. */
function isTrue(shown: Grid, wanted: Grid, {top, bottom, by}: Scroll): boolean {
	let right = 0;
	for (let y = Math.max(top, top - by); y <= Math.min(bottom, bottom - by); y++) {
		right += wanted.rowEquals(y, shown, y + by) ? 1 : 0;
	}

	return right >= leastGain;
}

function hashRows(grid: Grid): Uint32Array {
	const hashes = new Uint32Array(grid.rows);
	for (let y = 0; y < grid.rows; y++) {
		let hash = 0x81_1C_9D_C5;
		for (let index = y * grid.cols; index < (y + 1) * grid.cols; index++) {
			hash = Math.imul(hash ^ grid.glyphs[index]!, 0x01_00_01_93);
			hash = Math.imul(hash ^ grid.styleIds[index]!, 0x01_00_01_93);
		}

		hashes[y] = hash;
	}

	return hashes;
}
