import {blank, glyphOf, glyphOfCodePoint, glyphText, glyphWidth, isCluster, wideTail} from '../screen/glyph.js';
import type {ByteReader, ByteWriter} from './bytes.js';

/** One row of a screen update, from its first cell to the last that is more than a blank of the default style. */
export type UpdateRow = {
	y: number;
	/** What each cell shows, as in source/screen/glyph.ts; the right half of a wide character is a cell of its own. */
	glyphs: Uint32Array;
	/** Of each cell: 0 is the default style, n is `styles[n - 1]` of the update. */
	styles: Uint32Array;
	/** Whether it goes on what the row above began; left out when it does not, or nobody knows. */
	isWrapped?: boolean;
	/** It does, and the blank that the row above ends with is part of the line; left out when it is not, or nobody knows. */
	isAfterBlank?: boolean;
};

/** The most columns and rows that a screen may have: 4 million cells, so that a wrong number does not take the memory. */
export const sizeLimit = 2000;

// What a run holds, as screen-update.ts says.
const [blanks, narrow, wide, cluster, wideCluster] = [0, 1, 2, 3, 4];
// The bits of a glyph that say whether it is a cluster and how wide it is, and what they are in characters.
const kindMask = 0xE0_00_00;
const [narrowBits, wideBits] = [0x40_00_00, 0x80_00_00];
// Of so many and more a run of their own takes less room than a letter for each.
const fewBlanks = 6;
const codePointMask = 0x1F_FF_FF;

// Of a row that is being written.
const runKinds = new Uint8Array(sizeLimit);
const runEnds = new Uint16Array(sizeLimit);
// Where a row is read into before it is known how long it is.
const readGlyphs = new Uint32Array(sizeLimit);
const readStyles = new Uint32Array(sizeLimit);

/** Cells are looked at one by one, and none of them becomes an object: a flood is shown sixty times a second. */
export function writeRow(writer: ByteWriter, {y, glyphs, styles}: UpdateRow): void {
	let runs = 0;
	for (let from = 0; from < glyphs.length; runs++) {
		const kind = kindAt(glyphs, styles, from);
		from = endOfRun(kind, {glyphs, styles, from});
		runKinds[runs] = kind;
		runEnds[runs] = from;
	}

	writer.number(y);
	writer.number(runs);
	for (let run = 0, from = 0; run < runs; run++) {
		const [kind, to] = [runKinds[run]!, runEnds[run]!];
		const step = stepOf(kind);
		writer.number(((to - from) / step * 8) + kind);
		writer.number(styles[from]!);
		if (kind >= cluster) {
			writer.text(glyphText(glyphs[from]!));
		} else if (kind !== blanks) {
			writer.codePoints(glyphs, {from, to, step, mask: codePointMask});
		}

		from = to;
	}
}

const stepOf = (kind: number): number => kind === wide || kind === wideCluster ? 2 : 1;

/** What the run holds that begins there. A few blanks before text are text. */
function kindAt(glyphs: Uint32Array, styles: Uint32Array, from: number): number {
	const glyph = glyphs[from]!;
	if (glyph === blank) {
		const to = endOfBlanks({glyphs, styles, from});
		return to - from < fewBlanks && to < glyphs.length && styles[to] === styles[from] && (glyphs[to]! & kindMask) === narrowBits ? narrow : blanks;
	}

	const width = glyphWidth(glyph);
	// Half of a wide character alone is none.
	return width === 0 ? blanks : (width === 2 ? wide : narrow) + (isCluster(glyph) ? wide : 0);
}

type Place = {glyphs: Uint32Array; styles: Uint32Array; from: number};

function endOfBlanks({glyphs, styles, from}: Place): number {
	let to = from + 1;
	while (to < glyphs.length && glyphs[to] === blank && styles[to] === styles[from]) {
		to++;
	}

	return to;
}

/** Cells of one kind in one style; a cluster is a run of its own. */
function endOfRun(kind: number, {glyphs, styles, from}: Place): number {
	if (kind === narrow) {
		return endOfText({glyphs, styles, from});
	}

	if (kind === blanks) {
		return endOfBlanks({glyphs, styles, from});
	}

	if (kind !== wide) {
		return from + stepOf(kind);
	}

	let to = from + 2;
	while (to < glyphs.length && styles[to] === styles[from] && (glyphs[to]! & kindMask) === wideBits) {
		to += 2;
	}

	return to;
}

/** Up to where something else begins, or many blanks. */
function endOfText({glyphs, styles, from}: Place): number {
	const style = styles[from]!;
	let to = from;
	for (let count = 0; to < glyphs.length && styles[to] === style; to++) {
		const glyph = glyphs[to]!;
		if (glyph === blank) {
			count++;
			if (count === fewBlanks) {
				return to - fewBlanks + 1;
			}
		} else if ((glyph & kindMask) === narrowBits) {
			count = 0;
		} else {
			break;
		}
	}

	return to;
}

/** Reads a row of an update of that size with so many styles. Throws RangeError when it is none. */
export function readRow(reader: ByteReader, {size, styles}: {size: {cols: number; rows: number}; styles: number}): UpdateRow {
	const y = reader.number(Math.max(0, size.rows - 1));
	let x = 0;
	for (let left = reader.number(size.cols); left > 0; left--) {
		const head = reader.number(sizeLimit * 8 * 2);
		const [kind, count] = [head % 8, head >>> 3];
		if (kind > wideCluster) {
			throw new RangeError(`A screen update holds a run of kind ${kind}; 0 to 4 are known.`);
		}

		const end = x + (count * stepOf(kind));
		if (end > size.cols) {
			throw new RangeError(`Row ${y} of a screen update is wider than its ${size.cols} columns.`);
		}

		readStyles.fill(reader.number(styles), x, end);
		readRun(reader, kind, {from: x, to: end});
		x = end;
	}

	return {y, glyphs: readGlyphs.slice(0, x), styles: readStyles.slice(0, x)};
}

function readRun(reader: ByteReader, kind: number, {from, to}: {from: number; to: number}): void {
	if (kind === blanks) {
		readGlyphs.fill(blank, from, to);
		return;
	}

	const step = stepOf(kind);
	if (kind >= cluster) {
		if (to - from !== step) {
			throw new RangeError('A screen update holds a run of several clusters.');
		}

		readGlyphs[from + 1] = wideTail;
		readGlyphs[from] = glyphOf(reader.text(), step as 1 | 2);
		return;
	}

	const end = reader.lengthToEnd();
	// Nearly all that there is.
	let x = kind === narrow ? reader.printable(readGlyphs, {from, to, end, plus: narrowBits}) : from;
	for (; x < to; x += step) {
		readGlyphs[x + 1] = wideTail;
		readGlyphs[x] = glyphOfCodePoint(reader.codePoint(), step as 1 | 2);
	}

	reader.expectAt(end);
}
