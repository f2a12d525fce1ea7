import {Emitter} from '../../base/emitter.js';
import {JoinedRows} from '../../screen/joined-rows.js';
import type {MarkStep, PaneEffect} from '../floor/effect.js';
import {placedOf} from './draw-pane.js';
import {firstPlace, Marker} from './marker.js';
import {groundOf, type Surroundings} from './ground.js';
import {HeldView} from './held-view.js';
import type {Motion} from './motions.js';
import {addSpan, spanOf, spanText, type LinePlace, type Selection, type Span} from './selection.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';
import {partAt, type Part, type Unit} from './words.js';

type Drag = Extract<PaneEffect, {type: 'drag'}>;

type Held = Part & {unit: Unit; isBlock: boolean};

const units: readonly Unit[] = ['cell', 'word', 'line'];
// Within this many milliseconds a second press is one of a double click, as on most desktops.
const againTime = 400;
// A reply of a holder is one message, and holds no more than 2,000.
const fetchedLines = 500;

/** `lost`: how many of the lines that were marked had left the history. */
export type Chosen = {text: string; to?: 'file'; lost?: number};

/** What the person has marked in one session, by mouse or by keys, and the text of it. */
export class Copying {
	readonly changed = new Emitter<void>();
	/** The text that was marked; nothing where there was none. */
	readonly copied = new Emitter<Chosen>();
	readonly #pane: SessionPane;
	/** What the button that is down took hold of. */
	#held: Held | undefined;
	#pressed: (LinePlace & {at: number; count: number}) | undefined;
	/** Whether the mouse left the cell in which the button was pressed, and whether it has scrolled to the end. */
	#isMoved = false;
	#isAtEnd = false;
	readonly #heldView: HeldView;
	/** A move of the mouse that no step has taken up yet. */
	#nextMove: {effect: Drag} | undefined;
	#dragged: Selection | undefined;
	readonly #marker = new Marker();
	/** One step after the other: the text of a line may have to be fetched. */
	#steps = Promise.resolve();

	constructor(pane: SessionPane) {
		this.#pane = pane;
		this.#heldView = new HeldView(pane);
	}

	get selection(): Selection | undefined {
		return this.#dragged ?? this.#marker.selection;
	}

	/** Where the keys of a selection are; undefined when none is being made by them. */
	get cursor(): LinePlace | undefined {
		return this.#marker.cursor;
	}

	async carryOut(effect: PaneEffect & {type: 'drag' | 'selection'}, around: Surroundings): Promise<void> {
		const isMove = effect.type === 'drag' && effect.step === 'to';
		if (isMove && this.#nextMove !== undefined) {
			// Its lines may have to be fetched: of moves that wait for that the last is enough.
			this.#nextMove.effect = {...effect, beyond: (effect.beyond ?? 0) + (this.#nextMove.effect.beyond ?? 0)};
			return;
		}

		const move = isMove ? {effect} : undefined;
		this.#nextMove = move;
		const before = this.#steps;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#steps = promise;
		await before;
		this.#nextMove = this.#nextMove === move ? undefined : this.#nextMove;
		try {
			await (effect.type === 'drag' ? this.#drag(move?.effect ?? effect, around) : this.#step(effect, around));
		} finally {
			resolve();
			this.changed.emit();
		}
	}

	/** The pane is not shown any more, or what was begun by the mouse ends otherwise than by its release. */
	callOff(around: Pick<Surroundings, 'view' | 'leave'>): void {
		this.#held = undefined;
		this.#heldView.release(around);
	}

	async #drag(effect: Drag, around: Surroundings): Promise<void> {
		const {step, beyond = 0} = effect;
		if (step === 'cancel') {
			this.callOff(around);
			return;
		}

		if (step === 'from') {
			this.#heldView.press(effect, around);
		}

		const began = this.#placeAt(effect, around);
		if (began === undefined) {
			return;
		}

		if (step === 'from') {
			await this.#press(began, {isBlock: effect.isBlock === true, around});
			return;
		}

		const held = this.#held ?? {unit: 'cell', start: began, end: began, isBlock: false};
		this.#isMoved ||= beyond !== 0 || this.#heldView.isLeft(effect);
		if (this.#isMoved) {
			await this.#heldView.hold(around);
			if (beyond !== 0) {
				await this.#scroll(beyond, around);
			}

			this.#dragged = joined(held, await this.#partAt(this.#placeAt(effect, around) ?? began, held, around));
		} else if (held.unit !== 'cell') {
			this.#dragged = joined(held, held);
		}

		await (step === 'end' ? this.#letGo(around) : undefined);
	}

	async #scroll(by: number, {view}: Surroundings): Promise<void> {
		const before = view()?.top;
		view()?.scroll(by);
		await view()?.settled;
		const [top, offset] = [view()?.top, view()?.offset];
		this.#isAtEnd = by > 0 && (top === before ? this.#isAtEnd : offset === 0);
	}

	async #letGo(around: Surroundings): Promise<void> {
		const isMarked = this.#isMoved || (this.#held !== undefined && this.#held.unit !== 'cell');
		this.#held = undefined;
		await (isMarked ? this.#copy(around) : undefined);
		this.#heldView.release(around);
		const view = around.view();
		if (this.#isAtEnd && view?.matches.length === 0 && this.#marker.cursor === undefined) {
			// As with the wheel: who came to the end sees what is printed.
			around.leave(view);
		}
	}

	/** One press takes hold of a cell; a second and a third at the same place, soon after, of the word and the line there. */
	async #press(place: LinePlace, {isBlock, around}: {isBlock: boolean; around: Surroundings}): Promise<void> {
		const now = performance.now();
		const isAgain = this.#pressed !== undefined && now - this.#pressed.at < againTime && this.#pressed.line === place.line && this.#pressed.column === place.column;
		const count = isAgain ? (this.#pressed!.count + 1) % units.length : 0;
		const unit = units[count]!;
		this.#pressed = {...place, at: now, count};
		this.#held = {unit, isBlock, ...await partAt(unit, place, groundOf(this.#pane, around))};
		this.#isMoved = false;
		this.#isAtEnd = false;
		this.#dragged = unit === 'cell' ? undefined : joined(this.#held, this.#held);
	}

	/** A line may be long, and is not measured again with every move over it. */
	async #partAt(place: LinePlace, {unit, start, end}: Held, around: Surroundings): Promise<Part> {
		return unit === 'line' && place.line >= start.line && place.line <= end.line ? {start, end} : partAt(unit, place, groundOf(this.#pane, around));
	}

	async #step(step: MarkStep, around: Surroundings): Promise<void> {
		switch (step.step) {
			case 'mark': {
				const view = around.view() ?? around.open();
				await view?.settled;
				this.#dragged = undefined;
				await this.#marker.mark(
					step,
					() => view === undefined ? undefined : firstPlace(placedOf(this.#pane, around.view(), around.area), {view, height: around.area.height}),
					groundOf(this.#pane, around),
				);
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
	async found({matches, match}: ScrolledView, around: Surroundings): Promise<void> {
		const place = matches[match];
		if (place === undefined || this.#marker.cursor === undefined) {
			return;
		}

		await this.#marker.put({line: place.line, column: place.column}, groundOf(this.#pane, around));
		this.changed.emit();
	}

	async #move(by: Motion, around: Surroundings): Promise<void> {
		await this.#marker.move(by, groundOf(this.#pane, around));
		this.#reveal(around);
	}

	#reveal(around: Surroundings): void {
		const {cursor} = this.#marker;
		if (cursor !== undefined) {
			// The wheel may have gone to the end meanwhile, and with that back to what is printed.
			(around.view() ?? around.open())?.show(cursor.line);
		}
	}

	#clear(): void {
		this.#dragged = undefined;
		this.#marker.clear();
	}

	async #copy(around: Surroundings, to?: 'file'): Promise<void> {
		const {selection} = this;
		const {text, lost} = selection === undefined ? {text: this.#wholeScreen(around.view()) ?? '', lost: 0} : await this.#textOf(spanOf(selection), around);
		this.copied.emit({text, ...(to === undefined ? {} : {to}), ...(lost === 0 ? {} : {lost})});
	}

	/** The key without a selection means all that is on the screen. */
	#wholeScreen(view: ScrolledView | undefined): string | undefined {
		const grid = view?.grid ?? (this.#pane.screen.revision === 0 ? undefined : this.#pane.screen.grid);
		return grid === undefined ? undefined : spanText({start: {line: 0, column: 0}, end: {line: grid.rows - 1, column: grid.cols}}, grid, 0).trimEnd();
	}

	/** What is seen is copied as it is seen, also where its lines have left the history by now; what is not is fetched. */
	async #textOf(span: Span, {area, view}: Surroundings): Promise<{text: string; lost: number}> {
		const rows = new JoinedRows();
		const {start: {line: first}, end: {line: last}} = span;
		let lost = 0;
		for (let line = first; line <= last;) {
			const placed = placedOf(this.#pane, view(), area);
			const seen = placed === undefined ? {from: Infinity, to: Infinity} : {from: placed.line, to: placed.line + Math.min(area.height, placed.grid.rows - placed.y)};
			if (placed !== undefined && line >= seen.from && line < seen.to) {
				addSpan(rows, span, {grid: placed.grid, first: placed.line - placed.y, from: line, to: seen.to});
				line = seen.to;
				continue;
			}

			const end = Math.min(line + fetchedLines, last + 1, line < seen.from ? seen.from : Infinity);
			const found = await this.#pane.history?.lines(line, end - line);
			if (found === undefined || found.grid.rows === 0) {
				// What is seen behind them is copied all the same.
				lost += end - line;
				line = end;
				continue;
			}

			lost += Math.min(end, Math.max(line, found.first)) - line;
			addSpan(rows, span, {...found, from: line, to: end});
			line = Math.max(line + 1, Math.min(end, found.first + found.grid.rows));
		}

		return {text: rows.end().join('\n'), lost};
	}

	#placeAt({x, y}: {x: number; y: number}, {area, view}: Surroundings): LinePlace | undefined {
		const placed = placedOf(this.#pane, view(), area);
		if (placed === undefined) {
			return undefined;
		}

		return {line: placed.line + Math.max(0, Math.min(y, area.height - 1)), column: placed.x + Math.max(0, Math.min(x, area.width - 1))};
	}
}

/** From what was taken hold of to another part, both taken in. */
function joined({start, end, isBlock}: Held, part: Part): Selection {
	const isBackward = part.start.line < start.line || (part.start.line === start.line && part.start.column < start.column);
	return isBackward ? {anchor: end, head: part.start, isBlock} : {anchor: start, head: part.end, isBlock};
}
