import type {MarkKind, MarkStep} from '../floor/effect.js';
import {rowText} from '../../screen/row-text.js';
import type {Placed} from './draw-pane.js';
import {moved, type Motion} from './motions.js';
import type {ScrolledView} from './scrolled-view.js';
import type {LinePlace, Selection} from './selection.js';
import {lastCell, wholeLine, type Ground, type Rows} from './words.js';

/** The cursor that keys move through a session's lines, and what lies between it and where a selection was begun. */
export class Marker {
	#cursor: LinePlace | undefined;
	#anchor: LinePlace | undefined;
	#kind: MarkKind | undefined;
	/** Where whole lines are selected: the rows of the one that it was begun in, and of the one that the cursor is in. */
	#lines: {anchor: Rows; cursor: Rows} | undefined;

	get cursor(): LinePlace | undefined {
		return this.#cursor;
	}

	get selection(): Selection | undefined {
		if (this.#lines !== undefined) {
			return wholeLines(this.#lines.anchor, this.#lines.cursor);
		}

		return this.#cursor === undefined || this.#anchor === undefined ? undefined : {anchor: this.#anchor, head: this.#cursor, isBlock: this.#kind === 'block'};
	}

	/** What is selected from now on; with no kind the cursor alone is shown. `start`: where the cursor appears. */
	async mark({as, afresh}: Extract<MarkStep, {step: 'mark'}>, start: () => LinePlace | undefined, ground: Ground): Promise<void> {
		if (afresh === true) {
			this.clear();
		}

		this.#cursor ??= start();
		this.#anchor = as === 'cursor' ? undefined : this.#anchor ?? this.#cursor;
		this.#kind = as === 'cursor' ? undefined : as;
		await this.#measure(ground);
	}

	async move(by: Motion, ground: Ground): Promise<void> {
		if (this.#cursor === undefined) {
			return;
		}

		const {column} = this.#cursor;
		const rows = this.#lines?.cursor;
		const isStep = rows !== undefined && (by === 'up' || by === 'down');
		await this.put(await moved(isStep ? {line: by === 'up' ? rows.from : rows.to, column} : this.#cursor, by, ground), ground);
	}

	/** Takes the cursor to a place. */
	async put(place: LinePlace, ground: Ground): Promise<void> {
		this.#cursor = place;
		await this.#measure(ground);
	}

	/** The cursor to the other end: what was begun too late is extended there. */
	swap(): void {
		const other = this.#anchor;
		if (other === undefined) {
			return;
		}

		this.#anchor = this.#cursor;
		this.#cursor = other;
		this.#lines &&= {anchor: this.#lines.cursor, cursor: this.#lines.anchor};
	}

	clear(): void {
		this.#cursor = undefined;
		this.#anchor = undefined;
		this.#kind = undefined;
		this.#lines = undefined;
	}

	async #measure(ground: Ground): Promise<void> {
		const [anchor, cursor] = [this.#anchor, this.#cursor];
		const isMeasured = this.#kind === 'lines' && anchor !== undefined && cursor !== undefined;
		this.#lines = isMeasured ? {anchor: await wholeLine(anchor.line, ground), cursor: await wholeLine(cursor.line, ground)} : undefined;
	}
}

const wholeLines = (anchor: Rows, head: Rows): Selection => anchor.from <= head.from
	? {anchor: {line: anchor.from, column: 0}, head: {line: head.to, column: lastCell}}
	: {anchor: {line: anchor.to, column: lastCell}, head: {line: head.from, column: 0}};

/** Where the cursor appears: at the match that was gone to, or at the last line that says something. */
export function firstPlace(placed: Placed | undefined, {view, height}: {view: ScrolledView; height: number}): LinePlace | undefined {
	const match = view.matches[view.match];
	if (match !== undefined && match.line >= view.top && match.line < view.top + height) {
		return {line: match.line, column: match.column};
	}

	if (placed === undefined) {
		return undefined;
	}

	const {grid, y: first, line} = placed;
	for (let y = Math.min(grid.rows - first, height) - 1; y >= 0; y--) {
		if (rowText(grid, first + y) !== '') {
			return {line: line + y, column: 0};
		}
	}

	return {line, column: 0};
}
