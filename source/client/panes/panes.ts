import {Emitter} from '../../base/emitter.js';
import type {SessionView} from '../../protocol/session.js';
import type {Area, Grid} from '../../screen/grid.js';
import type {Action} from '../floor/action.js';
import type {PaneEffect} from '../floor/effect.js';
import {Copying, type Chosen} from './copying.js';
import {drawPane, drawRows} from './draw-pane.js';
import {moveView} from './move-view.js';
import type {PaneOptions} from './pane-options.js';
import {cellOf, cursorIn, isSameArea, type CellOfSession, type CursorOfPane} from './places.js';
import {SessionPane, type PaneWish} from './session-pane.js';
import {Views, type ScrolledView} from './views.js';

export type {PaneOptions} from './pane-options.js';

// More than a screen shows at once.
const expectLimit = 16;

export type ShownPane = {session: SessionView; area: Area};

/** The sessions that are shown, and where each is scrolled to. */
export class Panes {
	/** A session has something new to draw. */
	readonly changed = new Emitter<{session: string}>();
	readonly actions = new Emitter<Action>();
	/** The program of a session that is shown wants something of the person, or rings. */
	readonly wishes = new Emitter<{session: string; wish: PaneWish}>();
	/** Text that the person has chosen. */
	readonly copied = new Emitter<Chosen>();
	readonly #options: PaneOptions;
	readonly #panes = new Map<string, SessionPane>();
	readonly #views = new Views(this.actions);
	readonly #copying = new Map<string, Copying>();
	#shown: ShownPane[] = [];

	constructor(options: PaneOptions) {
		this.#options = options;
		this.#views.changed.on(({session}) => {
			this.#changedWholly(session);
		});
	}

	/** All grids that hold numbers of styles. */
	get grids(): Grid[] {
		return [...this.#panes.values().map(({screen}) => screen.grid), ...this.#views.grids];
	}

	get shown(): readonly ShownPane[] {
		return this.#shown;
	}

	/** The insides of those that are shown, that of the focused one first. */
	areas(focus: string): Area[] {
		return this.#shown.toSorted((one, other) => Number(other.session.id === focus) - Number(one.session.id === focus)).map(({area}) => area);
	}

	pane(session: string): SessionPane | undefined {
		return this.#panes.get(session);
	}

	isScrolled(session: string): boolean {
		return this.#views.has(session);
	}

	/** These will be shown, or most of them: they are connected while the rest of the floor is still being made. */
	expect(sessions: readonly SessionView[]): void {
		for (const session of sessions.filter(({socket}) => socket !== undefined).slice(0, expectLimit)) {
			this.#paneOf(session).expect();
		}
	}

	/** Shows exactly these. Sessions that the floor no longer has are forgotten. */
	arrange(shown: ShownPane[], known: ReadonlySet<string>): void {
		const ids = new Set(shown.map(({session}) => session.id));
		for (const [id, pane] of this.#panes) {
			if (!known.has(id)) {
				this.#forget(id);
			} else if (!ids.has(id)) {
				pane.hide();
				this.#copying.get(id)?.callOff(this.#ways(id));
			}
		}

		const before = new Map(this.#shown.map(({session, area}) => [session.id, area]));
		this.#shown = shown;
		for (const {session, area} of shown) {
			const pane = this.#paneOf(session);
			pane.show(session, {cols: Math.max(1, area.width), rows: Math.max(1, area.height)});
			if (!isSameArea(before.get(session.id), area)) {
				pane.damage.addAll();
			}

			const view = this.#views.get(session.id);
			view?.resize(area.height);
			void view?.fetchMissing();
			this.#showEnd(session, area);
		}
	}

	draw(target: Grid): void {
		for (const {session, area} of this.#shown) {
			const pane = this.#panes.get(session.id)!;
			drawPane(target, area, {pane, view: this.#views.get(session.id), marked: this.#copying.get(session.id), shown: this.#shown});
			pane.draw();
		}
	}

	/** Draws what has changed of one session, where the rest of the picture is as it was and that is a few rows; they are returned. Undefined when it is more. */
	drawEcho(target: Grid, id: string): Area[] | undefined {
		const shown = this.#shown.find(({session}) => session.id === id);
		const pane = this.#panes.get(id);
		if (shown === undefined || pane === undefined || this.#views.has(id) || this.#copying.get(id)?.selection !== undefined) {
			return undefined;
		}

		const areas = drawRows(target, shown.area, pane);
		if (areas !== undefined) {
			pane.draw();
		}

		return areas;
	}

	/** The program's cursor on the floor; undefined when it is hidden, scrolled away or outside the pane. */
	cursorOf(id: string): CursorOfPane | undefined {
		const shown = this.#shown.find(({session}) => session.id === id);
		const pane = this.#panes.get(id);
		if (shown === undefined || pane === undefined || this.#views.has(id) || !pane.screen.cursor.visible || !pane.isLive) {
			return undefined;
		}

		return cursorIn(pane, shown.area);
	}

	/** The cell of the session's own screen at a cell of its pane, and whether there is one. */
	cellAt(id: string, {x, y}: {x: number; y: number}): CellOfSession | undefined {
		const shown = this.#shown.find(({session}) => session.id === id);
		const pane = this.#panes.get(id);
		return shown === undefined || pane === undefined ? undefined : cellOf(pane, {area: shown.area, x, y});
	}

	/** The picture has reached the terminal. */
	drawn(): void {
		for (const {session} of this.#shown) {
			this.#panes.get(session.id)?.drawn();
		}
	}

	/** The person acts at this client: the sizes are its own. */
	claim(): void {
		for (const {session} of this.#shown) {
			this.#panes.get(session.id)?.claim();
		}
	}

	async carryOut(effect: PaneEffect): Promise<void> {
		const pane = this.#panes.get(effect.session);
		if (effect.type === 'heed') {
			pane?.heed(effect.heeded);
			return;
		}

		const area = this.#shown.find(({session}) => session.id === effect.session)?.area;
		if (pane === undefined || area === undefined) {
			return;
		}

		const around = {...this.#ways(effect.session), area, open: (how?: 'held') => this.#views.open(pane, area, how)};
		if (effect.type === 'drag' || effect.type === 'selection') {
			await this.#copyingOf(pane).carryOut(effect, around);
			return;
		}

		const view = this.#views.get(effect.session) ?? this.#views.open(pane, area);
		if (view === undefined) {
			return;
		}

		await moveView(view, effect, {
			height: area.height,
			say: text => {
				this.actions.emit({type: 'said', level: 'info', text});
			},
		});

		if (effect.type === 'match' || effect.type === 'search') {
			await this.#copying.get(effect.session)?.found(view, around);
		}

		const isDownward = (effect.type === 'scroll' || effect.type === 'scrollPage') && effect.by > 0;
		if (effect.type === 'scrollTo' ? effect.end === 'bottom' : (isDownward || effect.type === 'search') && view.offset === 0 && view.matches.length === 0) {
			this.#leave(effect.session, view);
		}
	}

	close(): void {
		for (const id of this.#panes.keys()) {
			this.#forget(id);
		}
	}

	#paneOf(session: SessionView): SessionPane {
		const known = this.#panes.get(session.id);
		if (known !== undefined) {
			return known;
		}

		const pane = new SessionPane(session, this.#options);
		this.#panes.set(session.id, pane);
		pane.wishes.on(wish => {
			this.wishes.emit({session: session.id, wish});
		});
		pane.changed.on(() => {
			if (pane.isLive) {
				const {grid: {rows, cols}, topLine, lostLines} = pane.screen;
				this.#views.get(session.id)?.grew({total: topLine + rows, oldest: lostLines, cols});
			}

			this.changed.emit({session: session.id});
		});
		return pane;
	}

	/** Of a session that ended before it was shown, the end of its history. */
	#showEnd(session: SessionView, area: Area): void {
		const pane = this.#panes.get(session.id)!;
		if (session.socket === undefined && pane.screen.revision === 0 && pane.history !== undefined && !this.#views.has(session.id) && !this.#views.isUnreadable(session.id)) {
			this.#views.open(pane, area);
		}
	}

	/** To the view of a session's history, and back from it. */
	#ways(id: string) {
		return {
			view: () => this.#views.get(id),
			leave: (view: ScrolledView) => {
				this.#leave(id, view);
			},
		};
	}

	/** The history of a session that has ended stays. */
	#leave(id: string, view: ScrolledView): void {
		if (this.#panes.get(id)?.isLive === true) {
			this.#views.leave(id, view);
		}
	}

	#copyingOf(pane: SessionPane): Copying {
		const {id} = pane.session;
		const known = this.#copying.get(id);
		if (known !== undefined) {
			return known;
		}

		const copying = new Copying(pane);
		copying.changed.on(() => {
			this.#changedWholly(id);
		});
		copying.copied.on(chosen => {
			this.copied.emit(chosen);
		});
		this.#copying.set(id, copying);
		return copying;
	}

	#changedWholly(id: string): void {
		this.#panes.get(id)?.damage.addAll();
		this.changed.emit({session: id});
	}

	#forget(id: string): void {
		this.#panes.get(id)?.close();
		this.#panes.delete(id);
		this.#views.forget(id);
		this.#copying.delete(id);
	}
}
