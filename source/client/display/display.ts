import {setImmediate} from 'node:timers/promises';
import {Grid, type Area} from '../../screen/grid.js';
import type {StyleTable} from '../../screen/style.js';
import type {ChromeDrawing} from '../chrome/chrome-drawing.js';
import type {ColourDepth} from '../compositor/colour.js';
import {Compositor, type Cursor} from '../compositor/compositor.js';
import {arrange, hasSamePlaces} from '../floor/arrange.js';
import type {ClientModel} from '../floor/model.js';
import {firstTime, standingTime, tellComplete, untilComplete} from '../panes/complete.js';
import type {Panes} from '../panes/panes.js';
import type {Terminal} from '../terminal/terminal.js';
import {forgetUnseen} from './forget-unseen.js';
import {Pacer, type Painted, type Urgency} from './pacer.js';

export type DisplayOptions = {
	terminal: Terminal;
	panes: Panes;
	styles: StyleTable;
	colours: ColourDepth;
	chrome: ChromeDrawing;
	first?: Grid | undefined; // What the terminal shows already.
	isPractice?: true; // Beside the one that is seen.
};

// Milliseconds in which an echo has the machine for itself: a holder that is told of it at once wakes just when whoever shows it has to.
const echoRest = 1;
// Between two drawings of the chrome that nobody waits for.
const chromeTime = 50;

/** What the person sees: the chrome, the sessions in their places, the cursor. Drawn when something of it changed. */
export class Display {
	readonly #options: DisplayOptions;
	readonly #compositor: Compositor;
	readonly #pacer: Pacer;
	#chrome: ChromeDrawing;
	/** Whichever drew last. */
	#shown: ChromeDrawing;
	#target: Grid;
	#model: ClientModel;
	#isClosed = false;
	#drawn: ClientModel | undefined;
	#chromeTimer: NodeJS.Timeout | undefined;
	#chromeAt = 0;
	/** Whether the picture differs from the last in more than what sessions show. */
	#isStale = true;
	/** Whether what was sent last is an echo. */
	#isEcho = false;
	#restTimer: NodeJS.Timeout | undefined;
	/** Whether sessions have something new that an echo left for later. */
	#isDue = false;
	/** What pictures show: nothing before the sessions are there, and the chrome behind the first one of them. */
	#stage: 'nothing' | 'sessions' | 'all' = 'nothing';
	#overlays: readonly Area[] = [];

	constructor(model: ClientModel, options: DisplayOptions) {
		const {terminal, styles, colours} = options;
		this.#options = options;
		this.#chrome = options.chrome;
		this.#shown = options.chrome;
		this.#model = model;
		this.#target = new Grid(model.size, styles);
		this.#compositor = new Compositor(model.size, {styles, colours});
		this.#pacer = new Pacer(terminal.writer, urgency => this.#paint(urgency));
		terminal.writer.free.on(() => {
			if (!terminal.writer.busy) {
				this.#tellDrawn();
			}
		});
		terminal.abilities.on(abilities => {
			this.#compositor.allow(abilities);
			this.#isStale = true;
		});
		terminal.input.on(event => {
			if (event.type === 'focus') {
				this.#pacer.isUnattended = !event.focused;
			} else if (event.type === 'key' && this.#model.ui.mode === 'session') {
				this.#pacer.lull.typed();
			}
		});
	}

	/** The model has changed: at once when the person did something, soon when the world did. */
	show(model: ClientModel, urgency: 'now' | 'soon'): void {
		const isResized = model.size !== this.#model.size;
		this.#model = model;
		if (isResized) {
			this.#chrome.resize(model.size);
			this.#options.chrome.resize(model.size);
			this.#target = new Grid(model.size, this.#options.styles);
			this.#drawn = undefined;
			this.#compositor.invalidate(model.size);
		}

		if (this.#stage !== 'all') {
			return;
		}

		const wait = chromeTime + this.#chromeAt - performance.now();
		// Sessions are at their new places from now on: borders that come later would be drawn over by them.
		if (urgency === 'now' || (this.#drawn !== undefined && !hasSamePlaces(this.#drawn, model))) {
			this.#drawChrome(urgency);
			this.#pacer.request(urgency);
		} else if (wait <= 0) {
			this.#showSoon();
		} else {
			this.#chromeTimer ??= setTimeout(() => {
				this.#chromeTimer = undefined;
				this.#showSoon();
			}, wait);
		}
	}

	#showSoon(): void {
		const show = () => {
			if (this.#drawn === this.#model) {
				return;
			}

			this.#drawChrome('soon');
			this.#pacer.request('soon');
		};

		// What a key of the floor has asked for may come later than the key, and has no echo to wait for.
		if (this.#model.ui.mode === 'session') {
			this.#pacer.lull.wait('chrome', show);
		} else {
			show();
		}
	}

	/** A session has something new to show. `now`: the one that the person types into has, in answer to a key. */
	request(urgency: Urgency): void {
		this.#isDue ||= urgency !== 'now';
		this.#pacer.request(urgency);
	}

	/** Everything anew, on a screen that may show anything. */
	redraw(): void {
		this.#compositor.invalidate(this.#model.size);
		this.#isStale = true;
		this.#pacer.request('now');
	}

	/**
	The first picture: the sessions, once all of them are there or should have been. The chrome follows: it takes as long as all of them, in which they
	can be read. Where a picture stands already the next is a whole one.
	*/
	async begin(): Promise<void> {
		const {panes, first, terminal} = this.#options;
		this.redraw();
		if (first !== undefined) {
			this.#compositor.assume(first);
		}

		await untilComplete(panes, first === undefined ? firstTime : standingTime, terminal.input);
		if (first === undefined && panes.shown.length > 0) {
			this.#stage = 'sessions';
			this.#pacer.request('now');
			await setImmediate();
		}

		if (this.#isClosed) {
			return;
		}

		this.#stage = 'all';
		this.#drawChrome('now');
		this.#pacer.request('now');
		tellComplete();
	}

	/**
	From now on another draws what the person does. The first goes on with what the world changes, cell for cell the same for a tenth of the
	work: ten changes a second would otherwise stand in the way of the keys that are typed into an agent.
	*/
	handOver(chrome: ChromeDrawing): void {
		if (this.#isClosed) {
			chrome.close();
			return;
		}

		this.#chrome = chrome;
		chrome.resize(this.#model.size);
		this.#drawn = undefined;
		this.#drawChrome('now');
		this.#pacer.request('soon');
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#chromeTimer);
		clearTimeout(this.#restTimer);
		this.#pacer.stop();
		this.#chrome.close();
		this.#options.chrome.close();
	}

	#drawChrome(urgency: 'now' | 'soon'): void {
		clearTimeout(this.#chromeTimer);
		this.#chromeTimer = undefined;
		if (this.#drawn === this.#model) {
			return;
		}

		this.#shown = urgency === 'soon' ? this.#options.chrome : this.#chrome;
		this.#drawn = this.#model;
		this.#chromeAt = performance.now();
		this.#isStale = true;
		this.#shown.draw(this.#model);
	}

	#paint(urgency: Urgency): Painted {
		const {terminal} = this.#options;
		if (!terminal.entered || this.#stage === 'nothing') {
			return {isWhole: true};
		}

		const echo = urgency === 'now' ? this.#paintEcho() : undefined;
		this.#isEcho = echo !== undefined;
		if (echo !== undefined) {
			this.#send(echo);
			return {isWhole: false, left: this.#compositor.isBehind ? 'soon' : (this.#isDue ? 'later' : undefined)};
		}

		this.#compose();
		this.#send(this.#compositor.paint(this.#target, {cursor: this.#cursor(), areas: this.#options.panes.areas(this.#model.ui.focus), limit: terminal.writer.limit}));
		this.#collectStyles();
		return {isWhole: true, left: this.#compositor.isBehind ? 'soon' : undefined};
	}

	/** What a key has changed in the session that it was typed into, and nothing else. Undefined where that is not all that is waited for. */
	#paintEcho(): string | undefined {
		if (this.#isStale || this.#overlays.length > 0) {
			return undefined;
		}

		const areas = this.#options.panes.drawEcho(this.#target, this.#model.ui.focus);
		return areas === undefined ? undefined : this.#compositor.touch(this.#target, {areas, cursor: this.#cursor()});
	}

	#send(bytes: string): void {
		const {terminal, panes} = this.#options;
		if (bytes === '') {
			panes.drawn();
		} else {
			terminal.isCursorColored ||= this.#compositor.isCursorColored;
			terminal.writer.draw(bytes);
		}
	}

	/** The picture has reached the terminal. */
	#tellDrawn(): void {
		if (this.#isEcho) {
			this.#restTimer ??= setTimeout(() => {
				this.#restTimer = undefined;
				// Another picture may be under way by now: when that has come it is told.
				if (!this.#options.terminal.writer.busy) {
					this.#options.panes.drawn();
				}

				this.#pacer.lull.echoed();
			}, echoRest);
		} else {
			this.#options.panes.drawn();
		}
	}

	#collectStyles(): void {
		const {panes, styles, chrome, isPractice} = this.#options;
		if (forgetUnseen(styles, () => [this.#chrome.grid, chrome.grid, this.#target, this.#compositor.shown, ...panes.grids], {isPractice})) {
			this.#compositor.stylesMoved();
		}
	}

	#compose(): void {
		const chrome = this.#shown;
		const {panes} = this.#options;
		this.#target.glyphs.set(chrome.grid.glyphs);
		this.#target.styleIds.set(chrome.grid.styleIds);
		// Places are those of the chrome that is drawn, so that cells and borders always belong together.
		const {tooSmall, overlays} = arrange(this.#drawn ?? this.#model);
		this.#isDue = false;
		this.#overlays = overlays;
		this.#isStale = tooSmall;
		if (tooSmall) {
			return;
		}

		panes.draw(this.#target);
		for (const area of overlays) {
			this.#target.blit(chrome.grid, area, area);
		}
	}

	#cursor(): Cursor | undefined {
		const {ui} = this.#model;
		return ui.mode === 'session' ? this.#options.panes.cursorOf(ui.focus) : undefined;
	}
}
