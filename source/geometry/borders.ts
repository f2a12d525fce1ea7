import type {Rect} from './rect.js';

// Directions that a border goes from a cell.
const north = 1;
const east = 2;
const south = 4;
const west = 8;

// By the sum of the directions, from none to all four.
const glyphs = [...' │─╰││╭├─╯─┴╮┤┬┼'];

/** One that is open has no border at its sides. */
export type Outline = Rect & {isOpen?: boolean};

/**
The borders of rectangles that share them, as rows of `size`: each line is drawn once, and where lines meet they join.

A cell where no border is, is a space.
*/
export function drawBorders(rects: readonly Outline[], size: {width: number; height: number}): string[][] {
	const cells = Array.from({length: size.height}, () => new Uint8Array(size.width));
	// Lines along rows first, which are filled as a whole. All of this is done before anything is compiled, and a cell costs a tenth of a microsecond then.
	for (const {x, y, width, height} of rects) {
		lineAlong(cells[y], {x, width});
		lineAlong(cells[y + height - 1], {x, width});
	}

	for (const rect of rects.filter(({isOpen = false}) => !isOpen)) {
		lineDown(cells, rect);
	}

	// Many rows are the same.
	const known = new Map<string, string[]>();
	return cells.map(row => {
		const key = row.join(',');
		const drawn = known.get(key) ?? drawRow(row);
		known.set(key, drawn);
		return [...drawn];
	});
}

function drawRow(row: Uint8Array): string[] {
	const drawn: string[] = [];
	for (let x = 0; x < row.length; x++) { // eslint-disable-line @typescript-eslint/prefer-for-of, unicorn/no-for-loop -- Nothing is called in it.
		drawn.push(glyphs[row[x]!]!);
	}

	return drawn;
}

/** Whatever lines along this row there were, this one goes on with. */
function lineAlong(row: Uint8Array | undefined, {x, width}: {x: number; width: number}): void {
	if (row === undefined) {
		return;
	}

	const right = x + width - 1;
	row.fill(east + west, Math.max(0, x + 1), Math.max(0, right));
	mark(row, x, right > x ? east : 0);
	mark(row, right, right > x ? west : 0);
}

function lineDown(cells: Uint8Array[], {x, y, width, height}: Rect): void {
	const bottom = y + height - 1;
	for (let row = y; row <= bottom; row++) {
		const line = cells[row];
		if (line === undefined) {
			continue;
		}

		const directions = (row > y ? north : 0) + (row < bottom ? south : 0);
		mark(line, x, directions);
		mark(line, x + width - 1, directions);
	}
}

function mark(row: Uint8Array, column: number, directions: number): void {
	if (row[column] !== undefined) {
		row[column] |= directions;
	}
}
