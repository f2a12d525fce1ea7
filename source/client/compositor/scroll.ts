import {glyphWidth} from '../../screen/glyph.js';
import type {Area, Grid} from '../../screen/grid.js';

/** What an area shows moves up by so many rows, or down when it is negative. */
export type Scroll = {area: Area; by: number};

// What it costs the terminal to be told, in cells that are written instead.
const cost = 24;

/**
Finds rows of an area that stand in the new picture a few rows higher or lower than in the shown one, so that the terminal can
move them itself: without it, a pane that prints costs many times the bytes.
*/
export function findScroll(shown: Grid, wanted: Grid, area: Area): Scroll | undefined {
	const now = countChanged(shown, wanted, area);
	if (now.filter(cells => cells > 0).length < 2) {
		return undefined;
	}

	const worth = {now, blank: countInked(wanted, area)};
	const before = hashRows(shown, area);
	const after = hashRows(wanted, area);
	let best: Found | undefined;
	for (let by = 1 - area.height; by < area.height; by++) {
		const found = by === 0 ? undefined : bestOf({before, after, worth}, by);
		if (found !== undefined && found.gain > cost && found.gain > (best?.gain ?? 0)) {
			best = found;
		}
	}

	if (best === undefined || !isTrue({shown, wanted, area}, best)) {
		return undefined;
	}

	const moved = {...area, y: area.y + best.top, height: best.bottom - best.top + 1};
	return cutsWide(shown, moved) ? undefined : {by: best.by, area: moved};
}

/** Half of a wide cell cannot be moved. */
function cutsWide({cols, glyphs}: Grid, {x, y, width, height}: Area): boolean {
	const isTail = (column: number, row: number) => column < cols && glyphWidth(glyphs[(row * cols) + column]!) === 0;
	return Array.from({length: height}, (_, row) => y + row).some(row => isTail(x, row) || isTail(x + width, row));
}

/** Moves the cells of the area as the terminal will; what comes in is blank. */
export function applyScroll(grid: Grid, {area, by}: Scroll): void {
	const {x, y: top, width, height} = area;
	const count = height - Math.abs(by);
	for (let row = 0; row < count; row++) {
		// In the order that leaves what is still to be moved.
		const to = by > 0 ? top + row : top + height - 1 - row;
		const from = ((to + by) * grid.cols) + x;
		grid.glyphs.copyWithin((to * grid.cols) + x, from, from + width);
		grid.styleIds.copyWithin((to * grid.cols) + x, from, from + width);
	}

	grid.fill({x, width, y: by > 0 ? top + count : top, height: height - count});
}

/** Rows of the area, from 0, all counted. */
type Found = {by: number; gain: number; top: number; bottom: number; from: number; to: number};
type Hashes = {before: Uint32Array; after: Uint32Array; worth: Worth};
/** Cells that a row takes to be written: over what is shown there, and over blanks. */
type Worth = {now: Uint32Array; blank: Uint32Array};

/** The longest stretch of rows that moved by exactly this much, and what moving them spares. */
function bestOf(hashes: Hashes, by: number): Found | undefined {
	const {before, after} = hashes;
	let best: Found | undefined;
	let start = -1;
	for (let y = 0; y <= after.length; y++) {
		const isMoved = y < after.length && y + by >= 0 && y + by < before.length && after[y] === before[y + by];
		if (isMoved) {
			start = start === -1 ? y : start;
		} else if (start !== -1) {
			const found = weigh(hashes, {by, from: start, to: y - 1});
			best = found.gain > (best?.gain ?? 0) ? found : best;
			start = -1;
		}
	}

	return best;
}

function weigh({worth}: Hashes, {by, from, to}: {by: number; from: number; to: number}): Found {
	const top = Math.min(from, from + by);
	const bottom = Math.max(to, to + by);
	let gain = 0;
	for (let y = top; y <= bottom; y++) {
		const willBeRight = y >= from && y <= to;
		gain += worth.now[y]! - (willBeRight ? 0 : worth.blank[y]!);
	}

	return {by, gain, top, bottom, from, to};
}

function countChanged(shown: Grid, {cols, glyphs, styleIds}: Grid, area: Area): Uint32Array {
	const {glyphs: shownGlyphs, styleIds: shownStyles} = shown;
	return Uint32Array.from({length: area.height}, (_, y) => {
		const start = ((area.y + y) * cols) + area.x;
		let count = 0;
		for (let index = start; index < start + area.width; index++) {
			if (glyphs[index] !== shownGlyphs[index] || styleIds[index] !== shownStyles[index]) {
				count++;
			}
		}

		return count;
	});
}

function countInked({cols, glyphs, styleIds}: Grid, area: Area): Uint32Array {
	return Uint32Array.from({length: area.height}, (_, y) => {
		const start = ((area.y + y) * cols) + area.x;
		let count = 0;
		for (let index = start; index < start + area.width; index++) {
			if (styleIds[index] !== 0 || (glyphs[index]! & payload) !== space) {
				count++;
			}
		}

		return count;
	});
}

const payload = 0x3F_FF_FF;
const space = 0x20;

/** Hashes can be equal by chance; the rows themselves decide. */
function isTrue({shown, wanted, area}: {shown: Grid; wanted: Grid; area: Area}, {by, from, to}: Found): boolean {
	for (let y = from; y <= to; y++) {
		const start = ((area.y + y) * wanted.cols) + area.x;
		const offset = by * wanted.cols;
		for (let index = start; index < start + area.width; index++) {
			if (wanted.glyphs[index] !== shown.glyphs[index + offset] || wanted.styleIds[index] !== shown.styleIds[index + offset]) {
				return false;
			}
		}
	}

	return true;
}

function hashRows(grid: Grid, {x, y, width, height}: Area): Uint32Array {
	const hashes = new Uint32Array(height);
	for (let row = 0; row < height; row++) {
		let hash = 0x81_1C_9D_C5;
		const start = ((y + row) * grid.cols) + x;
		for (let index = start; index < start + width; index++) {
			hash = Math.imul(hash ^ grid.glyphs[index]!, 0x01_00_01_93);
			hash = Math.imul(hash ^ grid.styleIds[index]!, 0x01_00_01_93);
		}

		hashes[row] = hash;
	}

	return hashes;
}
