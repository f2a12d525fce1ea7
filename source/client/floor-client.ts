import type {Disposer} from '../base/emitter.js';
import {AwaitedDialog} from './awaited-dialog.js';
import {Controls} from './controls.js';
import {Clockwork} from './display/clockwork.js';
import type {Display} from './display/display.js';
import {carryOut, sentence, type World} from './effects/runner.js';
import type {FloorFeed} from './feed/floor-feed.js';
import {Follower} from './feed/follower.js';
import {arrange} from './floor/arrange.js';
import type {Panes} from './panes/panes.js';
import type {Store} from './store.js';
import type {Terminal} from './terminal/terminal.js';

export type Parts = {
	terminal: Terminal;
	store: Store;
	feed: FloorFeed;
	panes: Panes;
	display: Display;
};

// After a key the person waits for what comes of it: what the agent prints within this time is drawn at once.
const echoTime = 100;

// What the press of that key changed is drawn by then.
const practiceDelay = 50;
const loadPractice = async () => import('./practice/practise.js');

/** The parts of the client, told of each other. */
export class FloorClient {
	readonly #parts: Parts;
	readonly #controls: Controls;
	readonly #clockwork: Clockwork;
	readonly #follower: Follower;
	readonly #disposers: Disposer[];
	#world: World | undefined;
	#practice: NodeJS.Timeout | undefined;
	readonly #stopped = new AbortController();
	readonly #awaited = new AwaitedDialog(event => {
		this.#isPersons = true;
		this.#controls.hear(event);
		this.#isPersons = false;
	});

	/** Whether what is dispatched now comes of something the person did. */
	#isPersons = false;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#controls = new Controls({
			...parts,
			spoken: () => parts.terminal.keyboard,
			carryOut: effects => {
				void this.#carryOut(effects);
			},
		});
		this.#clockwork = new Clockwork({
			tick(now) {
				parts.store.dispatch({type: 'tick', now});
			},
			fade(message) {
				parts.store.dispatch({type: 'unsaid', message});
			},
		});
		this.#follower = new Follower({store: parts.store, request: async (name, params) => parts.feed.request(name, params)});
		this.#disposers = this.#connect();
	}

	/** Takes the screen, with what effects act on. */
	start(world: World): void {
		const {terminal, store, feed, display} = this.#parts;
		this.#world = world;
		if (feed.newest !== undefined) {
			store.dispatch({type: 'floor', floor: feed.newest});
		}

		terminal.enter();
		this.#fit();
		this.#follower.watch(store.model);
		this.#arrange(store.model);
		this.#practise(store.model);
		display.show(store.model, 'now');
		void display.begin();
	}

	/** The terminal has come back from somebody else. */
	resume(): void {
		const {terminal, display} = this.#parts;
		terminal.enter();
		this.#fit();
		display.redraw();
	}

	typeKey(session: string, name: string): void {
		this.#controls.typeKey(session, name);
	}

	stop(): void {
		const {feed, panes, display} = this.#parts;
		for (const dispose of this.#disposers) {
			dispose();
		}

		this.#clockwork.stop();
		clearTimeout(this.#practice);
		this.#stopped.abort();
		display.close();
		panes.close();
		feed.close();
	}

	/** It may have got another size while nobody here was told. */
	#fit(): void {
		const {terminal: {size}, store} = this.#parts;
		if (size.cols !== store.model.size.cols || size.rows !== store.model.size.rows) {
			store.dispatch({type: 'resized', size});
		}
	}

	#connect(): Disposer[] {
		const {terminal, store, feed, panes, display} = this.#parts;
		return [
			terminal.input.on(event => {
				this.#awaited.hear(event);
			}),
			terminal.resized.on(size => {
				this.#isPersons = true;
				store.dispatch({type: 'resized', size});
				this.#isPersons = false;
			}),
			store.changed.on(({after}) => {
				this.#follower.watch(after);
				this.#arrange(after);
				this.#practise(after);
				terminal.report(this.#controls.reports);
				display.show(after, this.#isPersons ? 'now' : 'soon');
			}),
			feed.floor.on(floor => {
				store.dispatch({type: 'tick', now: Date.now()});
				store.dispatch({type: 'floor', floor});
				this.#follower.follow();
			}),
			feed.connection.on(connection => {
				store.dispatch({type: 'connection', connection});
			}),
			feed.trouble.on(error => {
				store.dispatch({type: 'said', level: 'bad', text: sentence(error)});
			}),
			panes.actions.on(action => {
				store.dispatch(action);
			}),
			panes.copied.on(chosen => {
				void this.#carryOut([{type: 'copy', ...chosen}]);
			}),
			panes.changed.on(({session}) => {
				const isFocused = session === store.model.ui.focus;
				terminal.report(this.#controls.reports);
				const isEcho = isFocused && this.#controls.sinceTyped < echoTime;
				display.request(isEcho ? 'now' : (isFocused ? 'soon' : 'later'));
			}),
		];
	}

	/** Once, when the person has begun to type into an agent. */
	#practise(model: Store['model']): void {
		if (model.ui.mode === 'session') {
			this.#practice ??= setTimeout(() => {
				// It is no loss where it cannot be loaded: the program may have been built anew while the floor is open.
				void loadPractice().then(async ({practise}) => practise(model, this.#stopped.signal)).catch(() => {});
			}, practiceDelay);
		}
	}

	async #carryOut(effects: Parameters<typeof carryOut>[0]): Promise<void> {
		if (this.#world === undefined) {
			return;
		}

		const done = carryOut(effects, this.#world);
		if (effects.some(effect => effect.type === 'request' && effect.opens === true)) {
			void this.#awaited.until(done);
		}

		await done;
	}

	/** Sessions are connected where the model has panes for them, and time runs while it is seen. */
	#arrange(model: Store['model']): void {
		const {floor} = model;
		const places = arrange(model).panes;
		const shown = places.flatMap(({session: id, rect}) => {
			const session = floor.sessions.find(session => session.id === id);
			return session === undefined ? [] : [{session, area: rect}];
		});
		this.#parts.panes.arrange(shown, new Set(floor.sessions.map(({id}) => id)));
		this.#clockwork.follow(model);
	}
}
