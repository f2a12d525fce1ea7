import {Emitter} from '../../base/emitter.js';
import type {Area, Grid} from '../../screen/grid.js';
import {gridText, sliceText} from '../../screen/row-text.js';
import type {MarkStep, PaneEffect} from '../floor/effect.js';
import {placedOf} from './draw-pane.js';
import {firstPlace, Marker} from './marker.js';
import type {Ground, Motion} from './motions.js';
import {columnsOf, spanOf, spanText, unitAt, type LinePlace, type Selection, type Span, type Unit} from './selection.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';

type Surroundings = {area: Area; view: () => ScrolledView | undefined; open: () => ScrolledView | undefined};
type Drag = Extract<PaneEffect, {type: 'drag'}>;

type Part = {start: LinePlace; end: LinePlace};
type Held = Part & {unit: Unit; isBlock: boolean};

const units: readonly Unit[] = ['cell', 'word', 'line'];
// Within this many milliseconds a second press is one of a double click, as on most desktops.
const againTime = 400;
// A reply of a holder is one message, and holds no more than 2,000.
const fetchedLines = 500;

export type Chosen = {text: string; to?: 'file'};

/** What the person has marked in one session, by mouse or by keys, and the text of it. */
export class Copying {
	readonly changed = new Emitter<void>();
	/** The text that was marked; nothing where there was none. */
	readonly copied = new Emitter<Chosen>();
	readonly #pane: SessionPane;
	/** What the button that is down took hold of. */
	#held: Held | undefined;
	#pressed: (LinePlace & {at: number; count: number}) | undefined;
	#isDragged = false;
	#dragged: Selection | undefined;
	readonly #marker = new Marker();
	/** One step after the other: the text of a line may have to be fetched. */
	#steps = Promise.resolve();

	constructor(pane: SessionPane) {
		this.#pane = pane;
	}

	get selection(): Selection | undefined {
		return this.#dragged ?? this.#marker.selection;
	}

	/** Where the keys of a selection are; undefined when none is being made by them. */
	get cursor(): LinePlace | undefined {
		return this.#marker.cursor;
	}

	async carryOut(effect: PaneEffect & {type: 'drag' | 'selection'}, around: Surroundings): Promise<void> {
		const before = this.#steps;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#steps = promise;
		await before;
		try {
			await (effect.type === 'drag' ? this.#drag(effect, around) : this.#step(effect, around));
		} finally {
			resolve();
			this.changed.emit();
		}
	}

	async #drag(effect: Drag, around: Surroundings): Promise<void> {
		const place = this.#placeAt(effect, around);
		if (place === undefined) {
			return;
		}

		if (effect.step === 'from') {
			this.#press(place, {isBlock: effect.isBlock === true, around});
			return;
		}

		const held = this.#held ?? {unit: 'cell', start: place, end: place, isBlock: false};
		this.#isDragged ||= held.unit !== 'cell' || held.start.line !== place.line || held.start.column !== place.column;
		if (this.#isDragged) {
			this.#dragged = joined(held, this.#partAt(place, held.unit, around));
		}

		if (effect.step !== 'end') {
			return;
		}

		this.#held = undefined;
		await (this.#isDragged ? this.#copy(around) : undefined);
	}

	/** One press takes hold of a cell; a second and a third at the same place, soon after, of the word and the line there. */
	#press(place: LinePlace, {isBlock, around}: {isBlock: boolean; around: Surroundings}): void {
		const now = performance.now();
		const isAgain = this.#pressed !== undefined && now - this.#pressed.at < againTime && this.#pressed.line === place.line && this.#pressed.column === place.column;
		const count = isAgain ? (this.#pressed!.count + 1) % units.length : 0;
		const unit = units[count]!;
		this.#pressed = {...place, at: now, count};
		this.#held = {unit, isBlock, ...this.#partAt(place, unit, around)};
		this.#isDragged = false;
		this.#dragged = unit === 'cell' ? undefined : joined(this.#held, this.#held);
	}

	#partAt({line, column}: LinePlace, unit: Unit, {area, view}: Surroundings): Part {
		const placed = placedOf(this.#pane, view(), area);
		const {from, to} = placed === undefined ? {from: column, to: column} : unitAt(unit, {grid: placed.grid, y: line - placed.line + placed.y, x: column});
		return {start: {line, column: from}, end: {line, column: to}};
	}

	async #step(step: MarkStep, around: Surroundings): Promise<void> {
		switch (step.step) {
			case 'mark': {
				const view = around.view() ?? around.open();
				await view?.settled;
				this.#dragged = undefined;
				this.#marker.mark(step, () => view === undefined ? undefined : firstPlace(placedOf(this.#pane, around.view(), around.area), {view, height: around.area.height}));
				await (step.by === undefined ? undefined : this.#move(step.by, around));
				break;
			}

			case 'move': {
				await this.#move(step.by, around);
				break;
			}

			case 'swap': {
				this.#marker.swap();
				this.#reveal(around);
				break;
			}

			case 'copy':
			case 'save': {
				await this.#copy(around, step.step === 'save' ? 'file' : undefined);
				this.#clear();
				break;
			}

			case 'clear': {
				this.#clear();
				break;
			}
		}
	}

	/** A search went to another place: what is being selected by keys goes on to there. */
	found({matches, match}: ScrolledView): void {
		const place = matches[match];
		if (place === undefined || this.#marker.cursor === undefined) {
			return;
		}

		this.#marker.cursor = {line: place.line, column: place.column};
		this.changed.emit();
	}

	async #move(by: Motion, around: Surroundings): Promise<void> {
		await this.#marker.move(by, this.#ground(around));
		this.#reveal(around);
	}

	#ground(around: Surroundings): Ground {
		return {
			total: around.view()?.total ?? 0,
			height: around.area.height,
			row: async line => {
				const placed = placedOf(this.#pane, around.view(), around.area);
				const y = placed === undefined ? -1 : line - placed.line + placed.y;
				if (placed !== undefined && y >= 0 && y < placed.grid.rows) {
					return {grid: placed.grid, y};
				}

				const found = line < 0 ? undefined : await this.#pane.history?.lines(line, 1);
				return found?.first === line && found.grid.rows > 0 ? {grid: found.grid, y: 0} : undefined;
			},
		};
	}

	#reveal(around: Surroundings): void {
		const {cursor} = this.#marker;
		if (cursor !== undefined) {
			around.view()?.show(cursor.line);
		}
	}

	#clear(): void {
		this.#dragged = undefined;
		this.#marker.clear();
	}

	async #copy(around: Surroundings, to?: 'file'): Promise<void> {
		const {selection} = this;
		const text = selection === undefined ? this.#wholeScreen(around.view()) : await this.#textOf(spanOf(selection), around);
		this.copied.emit({text: text ?? '', ...(to === undefined ? {} : {to})});
	}

	/** The key without a selection means all that is on the screen. */
	#wholeScreen(view: ScrolledView | undefined): string | undefined {
		const grid = view?.grid ?? (this.#pane.screen.revision === 0 ? undefined : this.#pane.screen.grid);
		return grid === undefined ? undefined : gridText(grid);
	}

	/** What is seen is copied as it is seen; what is not is fetched. */
	async #textOf(span: Span, {area, view}: Surroundings): Promise<string> {
		const placed = placedOf(this.#pane, view(), area);
		if (placed !== undefined && span.start.line >= placed.line && span.end.line < placed.line + area.height) {
			return spanText(span, placed.grid, placed.line - placed.y);
		}

		const parts: string[] = [];
		for (let {line} = span.start; line <= span.end.line; line += fetchedLines) {
			const found = await this.#pane.history?.lines(line, Math.min(fetchedLines, span.end.line - line + 1));
			if (found === undefined || found.grid.rows === 0) {
				break;
			}

			parts.push(partText(span, found));
		}

		return parts.join('\n');
	}

	#placeAt({x, y}: {x: number; y: number}, {area, view}: Surroundings): LinePlace | undefined {
		const placed = placedOf(this.#pane, view(), area);
		if (placed === undefined) {
			return undefined;
		}

		return {line: placed.line + Math.max(0, Math.min(y, area.height - 1)), column: placed.x + Math.max(0, Math.min(x, area.width - 1))};
	}
}

/** The lines of a span that a part of the history has. */
function partText(span: Span, {grid, first}: {grid: Grid; first: number}): string {
	const last = Math.min(span.end.line, first + grid.rows - 1);
	const lines = Array.from({length: Math.max(0, last - first + 1)}, (_, y) => sliceText(grid, y, columnsOf(span, first + y) ?? {from: 0, to: 0}).trimEnd());
	return lines.join('\n');
}

/** From what was taken hold of to another part, both taken in. */
function joined({start, end, isBlock}: Held, part: Part): Selection {
	const isBackward = part.start.line < start.line || (part.start.line === start.line && part.start.column < start.column);
	return isBackward ? {anchor: end, head: part.start, isBlock} : {anchor: start, head: part.end, isBlock};
}
