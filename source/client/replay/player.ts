import {ambiguousWidth} from '../../screen/ambiguous.js';
import {buildUpdate} from '../../screen/build-update.js';
import {CellEngine} from '../../screen/engine/cell-engine.js';
import {Screen} from '../../screen/screen.js';
import type {StyleTable} from '../../screen/style.js';
import type {RecordedEvent, Recording} from './recording.js';

const encoder = new TextEncoder();

/** The screen of a recording at any moment of it. Its bytes go through the engine, as a session's do, and never to the terminal. */
export class Player {
	/** Seconds. */
	position = 0;
	readonly screen: Screen;
	readonly #recording: Recording;
	#engine: CellEngine;
	#next = 0;

	constructor(recording: Recording, styles: StyleTable) {
		this.#recording = recording;
		this.screen = new Screen(styles);
		this.#engine = begin(recording);
		this.#show();
	}

	get duration(): number {
		return this.#recording.duration;
	}

	get isOver(): boolean {
		return this.#next >= this.#recording.events.length;
	}

	/** When the next thing happens, in seconds; undefined at the end. */
	get nextAt(): number | undefined {
		return this.#recording.events[this.#next]?.at;
	}

	/** Goes to a moment. Backwards is from the beginning again: what a screen shows follows from all that came before. */
	seek(position: number): void {
		const wanted = Math.max(0, Math.min(position, this.duration));
		if (wanted < this.position) {
			this.#engine.dispose();
			this.#engine = begin(this.#recording);
			this.#next = 0;
			this.screen.revision = 0;
		}

		this.position = wanted;
		const {events} = this.#recording;
		for (; this.#next < events.length && events[this.#next]!.at <= wanted; this.#next++) {
			feed(this.#engine, events[this.#next]!);
		}

		this.#show();
	}

	#show(): void {
		const revision = this.#engine.refresh();
		if (revision !== this.screen.revision) {
			this.screen.apply(buildUpdate(this.#engine, this.screen.revision));
		}
	}
}

/** Nothing in a recording says how wide its session drew ambiguous characters: as the person's terminal does. */
const begin = ({size}: Recording): CellEngine => new CellEngine({size, historyLines: 0, ambiguousWidth: ambiguousWidth()});

function feed(engine: CellEngine, event: RecordedEvent): void {
	if (event.kind === 'output') {
		engine.write(encoder.encode(event.text));
	} else {
		engine.resize(event.size);
	}
}
