import type {MarkKind, MarkStep} from '../floor/effect.js';
import {rowText} from '../../screen/row-text.js';
import type {Placed} from './draw-pane.js';
import {moved, type Ground, type Motion} from './motions.js';
import type {ScrolledView} from './scrolled-view.js';
import type {LinePlace, Selection} from './selection.js';

const lastCell = Number.MAX_SAFE_INTEGER - 1;

/** The cursor that keys move through a session's lines, and what lies between it and where a selection was begun. */
export class Marker {
	cursor: LinePlace | undefined;
	#anchor: LinePlace | undefined;
	#kind: MarkKind | undefined;

	get selection(): Selection | undefined {
		const {cursor} = this;
		if (cursor === undefined || this.#anchor === undefined || this.#kind === undefined) {
			return undefined;
		}

		return this.#kind === 'lines' ? wholeLines(this.#anchor.line, cursor.line) : {anchor: this.#anchor, head: cursor, isBlock: this.#kind === 'block'};
	}

	/** What is selected from now on; with no kind the cursor alone is shown. `start`: where the cursor appears. */
	mark({as, afresh}: Extract<MarkStep, {step: 'mark'}>, start: () => LinePlace | undefined): void {
		if (afresh === true) {
			this.clear();
		}

		this.cursor ??= start();
		this.#anchor = as === 'cursor' ? undefined : this.#anchor ?? this.cursor;
		this.#kind = as === 'cursor' ? undefined : as;
	}

	async move(by: Motion, ground: Ground): Promise<void> {
		if (this.cursor !== undefined) {
			this.cursor = await moved(this.cursor, by, ground);
		}
	}

	/** The cursor to the other end: what was begun too late is extended there. */
	swap(): void {
		const other = this.#anchor;
		if (other === undefined) {
			return;
		}

		this.#anchor = this.cursor;
		this.cursor = other;
	}

	clear(): void {
		this.cursor = undefined;
		this.#anchor = undefined;
		this.#kind = undefined;
	}
}

const wholeLines = (anchor: number, head: number): Selection => anchor <= head
	? {anchor: {line: anchor, column: 0}, head: {line: head, column: lastCell}}
	: {anchor: {line: anchor, column: lastCell}, head: {line: head, column: 0}};

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
