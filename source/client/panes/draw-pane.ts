import {type Grid, type Area} from '../../screen/grid.js';
import {attribute, type StyleTable} from '../../screen/style.js';
import {followedPart} from './followed-part.js';
import {columnsOf, spanOf, type LinePlace, type Selection} from './selection.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';
import {drawCropNote, drawSizeNote} from './size-note.js';

/** Where a session's cells stand in its pane: the cell at the pane's top left, and the line that its row is. */
export type Placed = {grid: Grid; x: number; y: number; line: number};

/** What the person has marked, and where the keys that mark are. */
export type Marked = {selection: Selection | undefined; cursor: LinePlace | undefined};

/** What a pane shows of its session: the part of the screen that has the cursor, or a part of the history. */
export function placedOf(pane: SessionPane, view: ScrolledView | undefined, area: Area): Placed | undefined {
	if (view !== undefined) {
		// What was fetched last stays until what is wanted now is there.
		return view.grid === undefined ? undefined : {grid: view.grid, x: view.x, y: 0, line: view.first};
	}

	const {grid, topLine, revision} = pane.screen;
	if (revision === 0) {
		return undefined;
	}

	const {x, y} = followedPart(pane.screen, area);
	return {grid, x, y, line: topLine + y};
}

/** `shown`: all places on the floor where a session is. */
type Drawn = {pane: SessionPane; view: ScrolledView | undefined; marked: Marked | undefined; shown: ReadonlyArray<{area: Area}>};

/** Draws a session into its place on the floor. */
export function drawPane(target: Grid, area: Area, {pane, view, marked, shown}: Drawn): void {
	target.fill(area);
	const placed = placedOf(pane, view, area);
	if (placed === undefined) {
		target.put({x: area.x + 1, y: area.y}, pane.note, {style: target.styles.intern({attributes: attribute.dim}), limit: area.width - 2});
		return;
	}

	target.blit(placed.grid, {x: placed.x, y: placed.y, width: area.width, height: area.height}, area);
	if (view !== undefined) {
		markMatches(target, area, {view, placed});
	}

	if (marked !== undefined) {
		mark(target, area, {marked, placed});
	}

	if (pane.sizedBy !== undefined && view === undefined) {
		drawSizeNote(target, area, {placed, reason: pane.sizedBy, cursor: pane.screen.cursor, shown});
	} else if (!pane.isRunning) {
		drawCropNote(target, area, {placed, isHistory: view !== undefined, shown});
	}
}

/** Draws the few rows that have changed of a session that stands in its place as it did, and returns where they are; undefined when it has to be drawn wholly. */
export function drawRows(target: Grid, area: Area, {screen: {grid}, damage: {few}, sizedBy}: SessionPane): Area[] | undefined {
	if (few === undefined || sizedBy !== undefined || grid.cols > area.width || grid.rows > area.height) {
		return undefined;
	}

	return few.map(y => {
		const row = {x: area.x, y: area.y + y, width: area.width, height: 1};
		target.blit(grid, {x: 0, y, width: area.width, height: 1}, row);
		return row;
	});
}

/** A match goes on in the next row where its line was wrapped. */
function markMatches(target: Grid, area: Area, {view, placed: {line: top, grid: {cols}}}: {view: ScrolledView; placed: Placed}): void {
	for (const [index, {line, column, width}] of view.matches.entries()) {
		const end = column + width;
		for (let y = line - top, from = column, passed = 0; passed < end && y < area.height; y++, from = 0, passed += cols) {
			if (y >= 0) {
				restyle(target, clip(area, {y, from, to: Math.min(cols, end - passed)}), index === view.match ? 'current' : 'match');
			}
		}
	}
}

function mark(target: Grid, area: Area, {marked: {selection, cursor}, placed: {line, x}}: {marked: Marked; placed: Placed}): void {
	const span = selection === undefined ? undefined : spanOf(selection);
	for (let y = 0; y < area.height; y++) {
		const columns = span === undefined ? undefined : columnsOf(span, line + y);
		if (columns !== undefined) {
			restyle(target, clip(area, {y, from: columns.from - x, to: columns.to - x}), 'match');
		}
	}

	const y = cursor === undefined ? -1 : cursor.line - line;
	if (cursor !== undefined && y >= 0 && y < area.height) {
		// Where it stands in the selection it is turned back, which is seen as well.
		restyle(target, clip(area, {y, from: cursor.column - x, to: cursor.column - x + 1}), 'current');
	}
}

type Stretch = {y: number; from: number; to: number};

const clip = (area: Area, {y, from, to}: Stretch): Stretch => ({y: area.y + y, from: area.x + Math.max(0, from), to: area.x + Math.min(area.width, to)});

function restyle(target: Grid, {y, from, to}: Stretch, look: 'match' | 'current'): void {
	for (let index = (y * target.cols) + from; index < (y * target.cols) + to; index++) {
		target.styleIds[index] = restyled(target.styles, target.styleIds[index]!, look);
	}
}

/** By reversal and weight, which every terminal has. */
function restyled(styles: StyleTable, id: number, look: 'match' | 'current'): number {
	const style = styles.get(id);
	const attributes = (style.attributes & ~attribute.dim) ^ attribute.inverse;
	return styles.intern({...style, attributes: look === 'current' ? attributes | attribute.bold : attributes, underline: look === 'current' ? 'double' : style.underline});
}
