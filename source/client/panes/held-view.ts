import {placedOf} from './draw-pane.js';
import type {Surroundings} from './ground.js';
import type {ScrolledView} from './scrolled-view.js';
import type {SessionPane} from './session-pane.js';

/**
What the mouse marks stands still: while it does, the pane shows what it showed when the button was pressed, whatever is printed meanwhile.
A press alone changes nothing.
*/
export class HeldView {
	readonly #pane: SessionPane;
	/** Where in the pane the button was pressed, and which line was at its top then. */
	#grip: {x: number; y: number; top: number | undefined} | undefined;
	#view: ScrolledView | undefined;

	constructor(pane: SessionPane) {
		this.#pane = pane;
	}

	/** The button was pressed at a cell of the pane. */
	press({x, y}: {x: number; y: number}, around: Surroundings): void {
		// One that was never let go: the terminal may not have told it.
		this.release(around);
		this.#grip = {x, y, top: placedOf(this.#pane, around.view(), around.area)?.line};
	}

	/** Whether the mouse is elsewhere than where it was pressed. */
	isLeft({x, y}: {x: number; y: number}): boolean {
		return this.#grip?.x !== x || this.#grip.y !== y;
	}

	/** From now on nothing moves. The lines are those that are shown, and fetched only where others have come since the press. */
	async hold(around: Surroundings): Promise<void> {
		if (around.view() !== undefined || !this.#pane.isLive) {
			return;
		}

		const now = placedOf(this.#pane, undefined, around.area)?.line;
		const view = around.open('held');
		this.#view = view;
		if (view === undefined || this.#grip?.top === undefined || this.#grip.top === now) {
			return;
		}

		view.moveTo(this.#grip.top);
		await view.settled;
	}

	/** Back to what the program shows now. */
	release({view, leave}: Pick<Surroundings, 'view' | 'leave'>): void {
		const held = this.#view;
		this.#view = undefined;
		if (held !== undefined && held === view()) {
			leave(held);
		}
	}
}
