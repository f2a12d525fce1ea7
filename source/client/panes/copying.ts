import {Emitter} from '../../base/emitter.js';
import type {Area} from '../../screen/grid.js';
import {gridText, rowText} from '../../screen/row-text.js';
import type {PaneEffect} from '../floor/effect.js';
import {placedOf} from './draw-pane.js';
import {spanOf, spanText, unitAt, type LinePlace, type Selection, type Span, type Unit} from './selection.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';

type Surroundings = {area: Area; view: ScrolledView | undefined; open: () => ScrolledView | undefined};
type Drag = Extract<PaneEffect, {type: 'drag'}>;
type Step = Extract<PaneEffect, {type: 'selection'}>['step'];

type Part = {start: LinePlace; end: LinePlace};
type Held = Part & {unit: Unit; isBlock: boolean};

const units: readonly Unit[] = ['cell', 'word', 'line'];
// Within this many milliseconds a second press is one of a double click, as on most desktops.
const againTime = 400;

/** What the person has marked in one session, by mouse or by keys, and the text of it. */
export class Copying {
	readonly changed = new Emitter<void>();
	/** The text that was marked; nothing where there was none. */
	readonly copied = new Emitter<string>();
	selection: Selection | undefined;
	readonly #pane: SessionPane;
	/** What the button that is down took hold of. */
	#held: Held | undefined;
	#pressed: (LinePlace & {at: number; count: number}) | undefined;
	#isDragged = false;
	/** The line where the person started a selection by keys. */
	#started: number | undefined;

	constructor(pane: SessionPane) {
		this.#pane = pane;
	}

	async carryOut(effect: PaneEffect & {type: 'drag' | 'selection'}, around: Surroundings): Promise<void> {
		await (effect.type === 'drag' ? this.#drag(effect, around) : this.#step(effect.step, around));
		this.changed.emit();
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
			this.selection = joined(held, this.#partAt(place, held.unit, around));
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
		this.selection = unit === 'cell' ? undefined : joined(this.#held, this.#held);
	}

	#partAt({line, column}: LinePlace, unit: Unit, {area, view}: Surroundings): Part {
		const placed = placedOf(this.#pane, view, area);
		const {from, to} = placed === undefined ? {from: column, to: column} : unitAt(unit, {grid: placed.grid, y: line - placed.line + placed.y, x: column});
		return {start: {line, column: from}, end: {line, column: to}};
	}

	async #step(step: Step, around: Surroundings): Promise<void> {
		switch (step) {
			case 'older':
			case 'newer': {
				this.#move(step, this.#begun(around));
				break;
			}

			case 'line': {
				this.#toggle(this.#begun(around));
				break;
			}

			case 'copy': {
				await this.#copy(around);
				this.#clear(around.view);
				break;
			}

			case 'clear': {
				this.#clear(around.view);
				break;
			}
		}
	}

	/** The keys begin at the last line that says something: below it there is nothing to mark. */
	#begun(around: Surroundings): ScrolledView | undefined {
		const view = around.view ?? around.open();
		const placed = placedOf(this.#pane, around.view, around.area) ?? placedOf(this.#pane, undefined, around.area);
		if (view === undefined || view.cursor !== undefined || placed === undefined) {
			return view;
		}

		const {grid, y: first, line} = placed;
		for (let y = Math.min(grid.rows - first, around.area.height) - 1; y >= 0; y--) {
			if (rowText(grid, first + y) !== '') {
				view.cursor = line + y;
				break;
			}
		}

		return view;
	}

	#move(direction: 'older' | 'newer', view: ScrolledView | undefined): void {
		const line = view?.moveCursor(direction === 'older' ? -1 : 1);
		if (line === undefined) {
			return;
		}

		// Until a selection is started, the cursor is shown as a selection of its own line.
		const anchor = this.#started ?? line;
		this.selection = wholeLines(anchor, line);
	}

	#toggle(view: ScrolledView | undefined): void {
		const line = view?.moveCursor(0);
		if (line === undefined) {
			return;
		}

		this.#started = this.#started === undefined ? line : undefined;
		this.selection = wholeLines(this.#started ?? line, line);
	}

	#clear(view: ScrolledView | undefined): void {
		this.selection = undefined;
		this.#started = undefined;
		if (view !== undefined) {
			view.cursor = undefined;
		}
	}

	async #copy(around: Surroundings): Promise<void> {
		const text = this.selection === undefined ? this.#wholeScreen(around.view) : await this.#textOf(spanOf(this.selection), around);
		this.copied.emit(text ?? '');
	}

	/** The key without a selection means all that is on the screen. */
	#wholeScreen(view: ScrolledView | undefined): string | undefined {
		const grid = view?.grid ?? (this.#pane.screen.revision === 0 ? undefined : this.#pane.screen.grid);
		return grid === undefined ? undefined : gridText(grid);
	}

	/** What is seen is copied as it is seen; what is not is fetched. */
	async #textOf(span: Span, {area, view}: Surroundings): Promise<string | undefined> {
		const placed = placedOf(this.#pane, view, area);
		if (placed !== undefined && span.start.line >= placed.line && span.end.line < placed.line + area.height) {
			return spanText(span, placed.grid, placed.line - placed.y);
		}

		const found = await this.#pane.history?.lines(span.start.line, span.end.line - span.start.line + 1);
		return found === undefined ? undefined : spanText(span, found.grid, found.first);
	}

	#placeAt({x, y}: {x: number; y: number}, {area, view}: Surroundings): LinePlace | undefined {
		const placed = placedOf(this.#pane, view, area);
		if (placed === undefined) {
			return undefined;
		}

		return {line: placed.line + Math.max(0, Math.min(y, area.height - 1)), column: placed.x + Math.max(0, Math.min(x, area.width - 1))};
	}
}

const wholeLines = (anchor: number, head: number): Selection => anchor <= head
	? {anchor: {line: anchor, column: 0}, head: {line: head, column: Number.MAX_SAFE_INTEGER - 1}}
	: {anchor: {line: anchor, column: Number.MAX_SAFE_INTEGER - 1}, head: {line: head, column: 0}};

/** From what was taken hold of to another part, both taken in. */
function joined({start, end, isBlock}: Held, part: Part): Selection {
	const isBackward = part.start.line < start.line || (part.start.line === start.line && part.start.column < start.column);
	return isBackward ? {anchor: end, head: part.start, isBlock} : {anchor: start, head: part.end, isBlock};
}
