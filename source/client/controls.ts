import {contains} from '../geometry/rect.js';
import type {Resolved} from './bindings/binding.js';
import {resolveMouse, type Drag} from './bindings/mouse.js';
import {resolveKey, resolvePaste} from './bindings/resolve.js';
import {arrange} from './floor/arrange.js';
import type {Effect} from './floor/effect.js';
import type {ClientModel} from './floor/model.js';
import {focusBytes, isSameProtocol, keyBytes, mouseBytes, namedKeyBytes, pasteBytes, wheelBytes, type TerminalModes} from './input/encode.js';
import type {InputEvent, MouseInput, Pasted} from './input/event.js';
import type {Panes} from './panes/panes.js';
import type {Store} from './store.js';
import type {WantedReports} from './terminal/reports.js';

export type ControlsOptions = {
	store: Store;
	panes: Panes;
	/** The flags of the kitty keyboard protocol that the terminal uses. */
	spoken: () => number;
	carryOut: (effects: readonly Effect[]) => void;
};

// Milliseconds from one step to the next where the mouse is held beyond what it selects, and how many steps are gone at the most: a minute's.
const beyondTime = 50;
const beyondLimit = 1200;

/**
What the person does, to whom it is meant for: the agent that they type into, byte by byte and past everything else, or the floor.
*/
export class Controls {
	readonly #options: ControlsOptions;
	#drag: Drag | undefined;
	/** The session that took the press of a mouse button: the moves until the release are its own. */
	#held: string | undefined;
	/** The mouse is held beyond what it selects. */
	#beyond: NodeJS.Timeout | undefined;
	#typedAt = 0;
	/** Keys that the agent got and that are held. */
	readonly #down = new Set<string>();
	/** Where the paste goes of which more pieces may come. */
	#paste: {session: string; modes: TerminalModes} | undefined;

	constructor(options: ControlsOptions) {
		this.#options = options;
		options.store.changed.on(({before, after}) => {
			if (typedInto(before) !== typedInto(after)) {
				this.#down.clear();
			}

			this.#tellFocus(typedInto(before), typedInto(after));
		});
	}

	/** Milliseconds since the person typed into an agent. */
	get sinceTyped(): number {
		return performance.now() - this.#typedAt;
	}

	/** What the terminal should tell for the program that is typed into. */
	get reports(): WantedReports {
		const {store, panes} = this.#options;
		const session = typedInto(store.model);
		const modes = session === undefined ? undefined : panes.pane(session)?.modes;
		return {keyboard: (modes?.kittyFlags ?? 0) | 1, moves: modes?.mouse === 'any'};
	}

	hear(event: InputEvent): void {
		switch (event.type) {
			case 'key': {
				this.#hearKey(event);
				break;
			}

			case 'foreignKey': {
				this.#hearForeignKey(event);
				break;
			}

			case 'paste': {
				this.#hearPaste(event);
				break;
			}

			case 'mouse': {
				this.#hearMouse(event.mouse);
				break;
			}

			case 'focus': {
				this.#hearFocus(event.focused);
				break;
			}

			case 'reply': {
				break;
			}
		}
	}

	/** Sends a key by its name: the prefix that was pressed twice. */
	typeKey(session: string, name: string): void {
		const pane = this.#options.panes.pane(session);
		pane?.input(namedKeyBytes(name, pane.modes));
	}

	#hearKey(event: Extract<InputEvent, {type: 'key'}>): void {
		const {store, panes, spoken} = this.#options;
		const {name} = event.key;
		if (event.event === 'release') {
			// What was pressed for the floor is not let go in the agent.
			if (this.#down.delete(name)) {
				this.#toAgent(modes => keyBytes(event, modes, spoken()));
			}

			return;
		}

		panes.claim();
		const resolved = resolveKey(store.model, event.key);
		if (resolved.passthrough === true) {
			this.#down.add(name);
			this.#toAgent(modes => keyBytes(event, modes, spoken()));
		} else {
			this.#follow(resolved);
		}
	}

	/** What has no name goes as it came. What only our question to the terminal made of a key is for a program that asks the very same. */
	#hearForeignKey({raw, legacy}: Extract<InputEvent, {type: 'foreignKey'}>): void {
		const {store, panes, spoken} = this.#options;
		const session = typedInto(store.model);
		const pane = session === undefined ? undefined : panes.pane(session);
		if (pane !== undefined && (legacy || spoken() === 0)) {
			panes.claim();
			this.#toAgent(() => raw);
		} else if (pane !== undefined && isSameProtocol(spoken(), pane.modes)) {
			pane.input(raw);
		}
	}

	/** The pieces of a long paste go where the first went, in the form that was asked for then. */
	#hearPaste(pasted: Pasted): void {
		const {store, panes} = this.#options;
		if (this.#paste !== undefined && (pasted.part === 'middle' || pasted.part === 'last')) {
			panes.pane(this.#paste.session)?.input(pasteBytes(pasted, this.#paste.modes));
			return;
		}

		panes.claim();
		const resolved = resolvePaste(store.model, pasted.text);
		this.#paste = undefined;
		if (resolved.passthrough !== true) {
			this.#follow(resolved);
			return;
		}

		this.#toAgent(modes => {
			this.#paste = {session: store.model.ui.focus, modes};
			return pasteBytes(pasted, modes);
		});
	}

	#follow({action, effects}: Resolved): void {
		if (action !== undefined) {
			this.#options.store.dispatch(action);
		}

		if (effects !== undefined && effects.length > 0) {
			this.#options.carryOut(effects);
		}
	}

	#toAgent(bytes: (modes: TerminalModes) => Uint8Array): void {
		const {store, panes, carryOut} = this.#options;
		const session = store.model.ui.focus;
		const pane = panes.pane(session);
		if (pane === undefined) {
			return;
		}

		if (panes.isScrolled(session)) {
			carryOut([{type: 'scrollTo', session, end: 'bottom'}]);
		}

		this.#typedAt = performance.now();
		const given = bytes(pane.modes);
		if (given.length > 0) {
			pane.input(given);
		}
	}

	#hearFocus(focused: boolean): void {
		const {store, panes} = this.#options;
		if (focused) {
			panes.claim();
		}

		const {ui} = store.model;
		const pane = panes.pane(ui.focus);
		if (ui.mode === 'session' && pane?.modes.focusEvents === true) {
			pane.input(focusBytes(focused));
		}
	}

	/** An agent that asked is told when the person begins to type into it, and when they type elsewhere. */
	#tellFocus(before: string | undefined, after: string | undefined): void {
		if (before === after) {
			return;
		}

		for (const [session, focused] of [[before, false], [after, true]] as const) {
			const pane = session === undefined ? undefined : this.#options.panes.pane(session);
			if (pane?.modes.focusEvents === true) {
				pane.input(focusBytes(focused));
			} else if (focused) {
				// No bytes: keys will come, and the holder may make ready for them.
				pane?.input(new Uint8Array(0));
			}
		}
	}

	#hearMouse(mouse: MouseInput, again = 0): void {
		clearTimeout(this.#beyond);
		const {store, panes} = this.#options;
		if (mouse.kind === 'press' || mouse.kind === 'wheel') {
			panes.claim();
		}

		if (this.#drag === undefined && this.#mouseToAgent(mouse)) {
			return;
		}

		const before = this.#drag;
		const resolved = resolveMouse(store.model, mouse, before);
		this.#drag = resolved.drag;
		if (mouse.kind !== 'release' && resolved.drag !== before) {
			this.#callOff(before);
		}

		this.#follow(resolved);
		if (resolved.isBeyond !== true) {
			return;
		}

		// A terminal may never tell that the button was let go.
		if (again === beyondLimit) {
			this.#callOff(this.#drag);
			this.#drag = undefined;
			return;
		}

		this.#beyond = setTimeout(() => {
			this.#hearMouse(mouse, again + 1);
		}, beyondTime);
		this.#beyond.unref();
	}

	/** What was begun with the mouse ends otherwise than by its release. */
	#callOff(drag: Drag | undefined): void {
		if (drag?.kind === 'cells') {
			this.#options.carryOut([{type: 'drag', session: drag.session, step: 'cancel', x: 0, y: 0}]);
		}
	}

	/** A program that asked for the mouse has it while the person types into it. */
	#mouseToAgent(mouse: MouseInput): boolean {
		const {store, panes} = this.#options;
		const {ui} = store.model;
		const rect = arrange(store.model).panes.find(({session}) => session === ui.focus)?.rect;
		const pane = panes.pane(ui.focus);
		if (ui.mode !== 'session' || rect === undefined || pane === undefined || panes.isScrolled(ui.focus)) {
			this.#held = undefined;
			return false;
		}

		const isHeld = this.#held === ui.focus && (mouse.kind === 'drag' || mouse.kind === 'release');
		if (!isHeld && !contains(rect, mouse)) {
			return false;
		}

		const x = Math.max(0, Math.min(rect.width - 1, mouse.x - rect.x));
		const y = Math.max(0, Math.min(rect.height - 1, mouse.y - rect.y));
		const cell = panes.cellAt(ui.focus, {x, y});
		// A pane that is larger than the screen in it has cells that are nobody's.
		if (cell === undefined || (!isHeld && !cell.isInside)) {
			return false;
		}

		const bytes = mouseBytes({...mouse, x: cell.x, y: cell.y}, pane.modes) ?? wheelBytes(mouse, pane.modes);
		if (bytes === undefined) {
			return isHeld;
		}

		this.#held = mouse.kind === 'press' || mouse.kind === 'drag' ? ui.focus : undefined;
		pane.input(bytes);
		return true;
	}
}

const typedInto = ({ui}: ClientModel): string | undefined => ui.mode === 'session' ? ui.focus : undefined;
