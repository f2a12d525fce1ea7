import {Buffer} from 'node:buffer';
import {blank, type Glyph} from '../../screen/glyph.js';
import type {Grid} from '../../screen/grid.js';

/* Cells side by side that are written in one go. The first picture passes here before anything is compiled: so each loop calls nothing. */

/** Cells of the row that begins at index `start`, `to` not counted. */
export type Run = {start: number; from: number; to: number};

const lastAscii = blank + 0x5E;
// The code point of one that is ASCII.
const asciiMask = 0x7F;
// Of a glyph: all bits but those of a code point that is one code unit; and what they are where it is one column wide.
const beyondUnit = ~0xFF_FF;
const narrowUnit = 0x40_00_00;

export const isAscii = (glyph: Glyph): boolean => glyph >= blank && glyph <= lastAscii;

/** Whether it is one column wide, and one code unit long. */
export const isNarrow = (glyph: Glyph): boolean => (glyph & beyondUnit) === narrowUnit;

/** The first of the plain blanks that the row ends with; `cols` when it ends with something else. */
export function trailingBlanks({glyphs, styleIds, cols}: Grid, y: number): number {
	const start = y * cols;
	let end = start + cols;
	while (end > start && glyphs[end - 1] === blank && styleIds[end - 1] === 0) {
		end--;
	}

	return end - start;
}

/** Where a stretch of ASCII in one style ends, or may be told shorter: at cells that are the same. */
export function asciiEnd({glyphs, styleIds}: Grid, {start, from, to}: Run): number {
	const first = start + from;
	const style = styleIds[first];
	const end = start + to;
	let index = first;
	let glyph = glyphs[index]!;
	while (index < end && styleIds[index] === style && glyph >= blank && glyph <= lastAscii) {
		const next = glyphs[index + 1]!;
		if (glyph === next && glyph === glyphs[index + 2] && index > first && index + 2 < end) {
			break;
		}

		glyph = next;
		index++;
	}

	return index - start;
}

/** The same of other characters that are one code unit long and one column wide: borders. They are told shorter only where the terminal repeats. */
export function narrowEnd({glyphs, styleIds}: Grid, {start, from, to}: Run, canRepeat: boolean): number {
	const first = start + from;
	const style = styleIds[first];
	const end = start + to;
	let index = first;
	let glyph = glyphs[index]!;
	while (index < end && styleIds[index] === style && (glyph & beyondUnit) === narrowUnit && glyph > lastAscii) {
		const next = glyphs[index + 1]!;
		if (canRepeat && glyph === next && glyph === glyphs[index + 2] && index > first && index + 2 < end) {
			break;
		}

		glyph = next;
		index++;
	}

	return index - start;
}

// As wide as nearly all terminals; grows.
let letters = Buffer.alloc(512);
let units = new Uint16Array(512);

/** What cells of ASCII show. */
export function asciiText({glyphs}: Grid, {start, from, to}: Run): string {
	const count = to - from;
	if (count === 1) {
		return String.fromCodePoint(glyphs[start + from]! & asciiMask);
	}

	if (count > letters.length) {
		letters = Buffer.alloc(count);
	}

	const into = letters;
	for (let index = 0, at = start + from; index < count; index++, at++) {
		into[index] = glyphs[at]!;
	}

	return into.toString('latin1', 0, count);
}

/** What cells of characters of one code unit show. */
export function narrowText({glyphs}: Grid, {start, from, to}: Run): string {
	const count = to - from;
	if (count > units.length) {
		units = new Uint16Array(count);
	}

	const into = units;
	for (let index = 0, at = start + from; index < count; index++, at++) {
		into[index] = glyphs[at]!;
	}

	return String.fromCharCode(...into.subarray(0, count)); // eslint-disable-line unicorn/prefer-code-point -- One unit each.
}

/** How many cells from here on are the same. */
export function alikeFrom({glyphs, styleIds}: Grid, {index, end}: {index: number; end: number}): number {
	const glyph = glyphs[index];
	const style = styleIds[index];
	let at = index + 1;
	while (at < end && glyphs[at] === glyph && styleIds[at] === style) {
		at++;
	}

	return at - index;
}
