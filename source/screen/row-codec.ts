import type {Run, UpdateRow} from '../protocol/screen-update.js';
import {blank, glyphOf, glyphOfCodePoint, glyphText, glyphWidth, isCluster, type Glyph} from './glyph.js';
import type {Grid} from './grid.js';
import type {Row} from './joined-rows.js';
import type {Style} from './style.js';

/** The styles of one update, numbered from 1 in the order of their use. */
export class UpdateStyles {
	readonly list: Style[] = [];
	readonly #numbers = new Map<number, number>([[0, 0]]);

	numberOf(id: number, grid: Grid): number {
		const known = this.#numbers.get(id);
		if (known !== undefined) {
			return known;
		}

		this.list.push(grid.styles.get(id));
		this.#numbers.set(id, this.list.length);
		return this.list.length;
	}
}

type Kind = Pick<Run, 'width' | 'cluster'> & {blank: boolean};

/** A row of a grid as row `as` of an update. */
export function encodeRow({grid, y}: Row, styles: UpdateStyles, as = y): UpdateRow {
	return {y: as, runs: runsOf(grid, y, styles), ...(grid.wrapped[y] === 1 ? {isWrapped: true} : {})};
}

/** Blanks of the default style at the end are left out. */
function runsOf(grid: Grid, y: number, styles: UpdateStyles): Run[] {
	const runs: Run[] = [];
	const start = y * grid.cols;
	let last: {run: Run; kind: Kind; id: number} | undefined;
	const end = contentEnd(grid, y);
	for (let x = 0; x < end; x++) {
		const glyph = grid.glyphs[start + x]!;
		if (glyphWidth(glyph) === 0) {
			continue;
		}

		const id = grid.styleIds[start + x]!;
		const kind = kindOf(glyph);
		if (last?.id === id && !kind.cluster && last.kind.width === kind.width && last.kind.cluster === kind.cluster && last.kind.blank === kind.blank) {
			last.run.count++;
			last.run.text += kind.blank ? '' : glyphText(glyph);
			continue;
		}

		const run: Run = {style: styles.numberOf(id, grid), count: 1, width: kind.width, text: kind.blank ? '' : glyphText(glyph), cluster: kind.cluster};
		runs.push(run);
		last = {run, kind, id};
	}

	return runs;
}

/** Writes one row of an update to row `y` of a grid. `ids` are the grid's numbers of the update's styles, the default style first. */
export function decodeRow({runs, isWrapped = false}: UpdateRow, {grid, y}: {grid: Grid; y: number}, ids: readonly number[]): void {
	grid.clearRow(y);
	grid.wrapped[y] = isWrapped ? 1 : 0;
	let x = 0;
	for (const run of runs) {
		const style = ids[run.style] ?? 0;
		if (isPlain(run) && x + run.count <= grid.cols) {
			fillPlain(run, {grid, from: (y * grid.cols) + x, style});
			x += run.count;
			continue;
		}

		for (const glyph of glyphsOf(run)) {
			grid.set({x, y}, glyph, style);
			x += run.width;
		}
	}
}

/** One cell for each code unit, or as many blanks: nearly all that there is. */
const isPlain = ({text, count, width, cluster}: Run): boolean => width === 1 && !cluster && (text === '' || text.length === count);

/** The row is blank, so that no half of a wide character is left over. */
function fillPlain({text, count}: Run, {grid: {glyphs, styleIds}, from, style}: {grid: Grid; from: number; style: number}): void {
	for (let index = 0; index < text.length; index++) {
		glyphs[from + index] = glyphOfCodePoint(text.charCodeAt(index), 1); // eslint-disable-line unicorn/prefer-code-point -- One unit each, as was asked before.
	}

	styleIds.fill(style, from, from + count);
}

function * glyphsOf(run: Run): Generator<Glyph> {
	if (run.text === '') {
		for (let index = 0; index < run.count; index++) {
			yield blank;
		}
	} else if (run.cluster) {
		yield glyphOf(run.text, run.width);
	} else {
		for (const character of run.text) {
			yield glyphOfCodePoint(character.codePointAt(0)!, run.width);
		}
	}
}

function kindOf(glyph: Glyph): Kind {
	return {width: glyphWidth(glyph) === 2 ? 2 : 1, cluster: isCluster(glyph), blank: glyph === blank};
}

function contentEnd(grid: Grid, y: number): number {
	const start = y * grid.cols;
	let end = grid.cols;
	while (end > 0 && grid.glyphs[start + end - 1] === blank && grid.styleIds[start + end - 1] === 0) {
		end--;
	}

	return end;
}
