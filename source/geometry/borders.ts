import type {Rect} from './rect.js';

// Directions that a border goes from a cell.
const north = 1;
const east = 2;
const south = 4;
const west = 8;

const glyphs: Readonly<Record<number, string>> = {
	[north + south]: '│', [east + west]: '─',
	[east + south]: '╭', [west + south]: '╮', [north + east]: '╰', [north + west]: '╯',
	[north + south + east]: '├', [north + south + west]: '┤', [east + west + south]: '┬', [east + west + north]: '┴',
	[north + east + south + west]: '┼',
	[north]: '│', [south]: '│', [east]: '─', [west]: '─',
};

/** One that is open has no border at its sides. */
export type Outline = Rect & {isOpen?: boolean};

/**
The borders of rectangles that share them, as rows of `size`: each line is drawn once, and where lines meet they join.

A cell where no border is, is a space.
*/
export function drawBorders(rects: readonly Outline[], size: {width: number; height: number}): string[][] {
	const cells = Array.from({length: size.height}, () => new Uint8Array(size.width));
	for (const rect of rects) {
		outline(cells, rect);
	}

	// Many rows are the same. All of this is done before anything is compiled, and a cell costs a tenth of a microsecond then.
	const known = new Map<string, string[]>();
	return cells.map(row => {
		const key = row.join(',');
		const drawn = known.get(key) ?? Array.from(row, directions => glyphs[directions] ?? ' ');
		known.set(key, drawn);
		return [...drawn];
	});
}

function outline(cells: Uint8Array[], {x, y, width, height, isOpen = false}: Outline): void {
	const right = x + width - 1;
	const bottom = y + height - 1;
	const mark = (column: number, row: number, directions: number) => {
		const line = cells[row];
		if (line?.[column] !== undefined) {
			line[column] |= directions;
		}
	};

	for (let column = x; column <= right; column++) {
		const directions = (column > x ? west : 0) | (column < right ? east : 0);
		mark(column, y, directions);
		mark(column, bottom, directions);
	}

	if (isOpen) {
		return;
	}

	for (let row = y; row <= bottom; row++) {
		const directions = (row > y ? north : 0) | (row < bottom ? south : 0);
		mark(x, row, directions);
		mark(right, row, directions);
	}
}
