import {blank} from '../../glyph.js';
import {input, machine, makeMemory} from './input.js';

/*
The loops that see each byte and each cell: written once for machines (kernel.wat, sixteen bytes at a time), and once here, for where
the first cannot be had, as with `--jitless`. Both do the same.
*/

export type Kernel = {
	/** Writes the printable ASCII of the input from `from` up to `to` as glyphs from cell `cell` on; returns how many bytes it was. */
	text(from: number, to: number, cell: number): number;
	/** Gives the cells up to `end`, which is not counted, a style. */
	style(cell: number, end: number, id: number): void;
	/** Makes the cells up to `end` blank; their styles stay. */
	blank(cell: number, end: number): void;
	/** Puts the lowest byte of each glyph up to `end` into the scratch room. */
	letters(cell: number, end: number): void;
};

/** The cells of a page, cell for cell in both arrays, and what works on them. */
export type Cells = {
	glyphs: Uint32Array;
	styleIds: Uint32Array;
	/** Room for the letters of one row. */
	scratch: Uint8Array;
	kernel: Kernel;
};

const [firstPrintable, printables] = [0x20, 0x5F];
const narrow = 1 << 22;

/** Blank cells of the default style for a page of so many rows and columns. */
export function makeCells(cols: number, rows: number): Cells {
	const cells = machineCells(cols, rows) ?? plainCells(cols, rows);
	cells.kernel.blank(0, cols * rows);
	return cells;
}

/** The same without the machine's loops: for what is soon gone, and where there are none. */
export function plainCells(cols: number, rows: number): Cells {
	const [glyphs, styleIds, scratch] = [new Uint32Array(cols * rows).fill(blank), new Uint32Array(cols * rows), new Uint8Array(cols)];
	return {glyphs, styleIds, scratch, kernel: plainKernel({glyphs, styleIds, scratch})};
}

function machineCells(cols: number, rows: number): Cells | undefined {
	if (machine === undefined) {
		return undefined;
	}

	const count = cols * rows;
	const [styles, scratch] = [count * 4, count * 8];
	try {
		const page = makeMemory(scratch + cols);
		const {exports} = new WebAssembly.Instance(machine.module, {engine: {input: machine.memory, page, styles, scratch}});
		return {
			glyphs: new Uint32Array(page.buffer, 0, count),
			styleIds: new Uint32Array(page.buffer, styles, count),
			scratch: new Uint8Array(page.buffer, scratch, cols),
			kernel: exports as Kernel,
		};
	} catch {
		// There is no room for another memory.
		return undefined;
	}
}

function plainKernel({glyphs, styleIds, scratch}: Omit<Cells, 'kernel'>): Kernel {
	return {
		text(from, to, cell) {
			const shift = cell - from;
			let at = from;
			for (; at < to; at++) {
				const byte = input[at]!;
				if ((byte - firstPrintable) >>> 0 >= printables) {
					break;
				}

				glyphs[shift + at] = byte | narrow;
			}

			return at - from;
		},
		style(cell, end, id) {
			styleIds.fill(id, cell, end);
		},
		blank(cell, end) {
			glyphs.fill(blank, cell, end);
		},
		letters(cell, end) {
			for (let index = cell; index < end; index++) {
				scratch[index - cell] = glyphs[index]!;
			}
		},
	};
}
