import {Emitter} from '../../base/emitter.js';
import type {Area, Grid} from '../../screen/grid.js';
import type {Action} from '../floor/action.js';
import {openView, type ScrolledView} from './open-view.js';
import type {SessionPane} from './session-pane.js';

export type {ScrolledView} from './scrolled-view.js';

/** Where sessions are scrolled to: a view for each that shows its history in place of its screen. */
export class Views {
	/** A session shows something else. */
	readonly changed = new Emitter<{session: string}>();
	readonly #actions: Emitter<Action>;
	readonly #views = new Map<string, ScrolledView>();
	/** Sessions whose history could not be read: told once, not tried with every change of the floor. */
	readonly #unreadable = new Set<string>();

	/** `actions`: where it is told how far each is scrolled. */
	constructor(actions: Emitter<Action>) {
		this.#actions = actions;
	}

	get grids(): Grid[] {
		return this.#views.values().flatMap(({grid}) => grid === undefined ? [] : [grid]).toArray();
	}

	get(id: string): ScrolledView | undefined {
		return this.#views.get(id);
	}

	has(id: string): boolean {
		return this.#views.has(id);
	}

	isUnreadable(id: string): boolean {
		return this.#unreadable.has(id);
	}

	/** Undefined where there is no history. */
	open(pane: SessionPane, area: Area, how?: 'held'): ScrolledView | undefined {
		if (pane.history === undefined) {
			return undefined;
		}

		const {id} = pane.session;
		const view = openView(pane, area, how);
		this.#views.set(id, view);
		view.changed.on(() => {
			if (this.#views.get(id) === view) {
				this.#tell(id, view);
			}
		});
		view.leapt.on(() => {
			this.#actions.emit({type: 'said', level: 'info', text: 'The lines beside what you looked at have left the history: it begins here now.'});
		});
		view.failed.on(error => {
			this.#unreadable.add(id);
			this.#actions.emit({type: 'said', level: 'bad', text: error instanceof Error ? error.message : String(error)});
			if (this.#views.get(id) === view) {
				this.leave(id, view);
			}
		});
		return view;
	}

	/** Back to what the program shows now. */
	leave(id: string, view: ScrolledView): void {
		this.#views.delete(id);
		this.#actions.emit({type: 'scrolled', session: id, offset: 0, total: view.total});
		this.changed.emit({session: id});
	}

	forget(id: string): void {
		this.#views.delete(id);
	}

	#tell(id: string, {offset, total, oldest, matches, match}: ScrolledView): void {
		this.#actions.emit({type: 'scrolled', session: id, offset, total: total - oldest, ...(matches.length === 0 ? {} : {matches: {at: match + 1, of: matches.length}})});
		this.changed.emit({session: id});
	}
}
