import type {ReadStream, WriteStream} from 'node:tty';
import {Emitter} from '../../base/emitter.js';
import {noAbilities, type Abilities} from '../compositor/abilities.js';
import type {InputEvent} from '../input/event.js';
import {InputReader} from './input-reader.js';
import {enterSequence, leaveSequence, marginsOn, mouseOff, mouseOn} from './modes.js';
import {Reports, type WantedReports} from './reports.js';
import {writeLast} from './restore.js';
import {Writer} from './writer.js';

type Told = 'bell' | 'notification' | 'clipboard';

export type ScreenSize = {cols: number; rows: number};

export type TerminalOptions = {
	stdin: ReadStream;
	stdout: WriteStream;
	mouse: boolean;
	/** Where it is written down that the terminal is not as it was. */
	note?: {taken(): void; left(): void};
	/** Takes it over from who has entered it for us, if anybody has, and says when that was; asked once. */
	takes?: () => {askedAt: number} | undefined;
};

/** The person's terminal: entered, left, written to, heard. Nothing else of the client touches it. */
export class Terminal {
	readonly input = new Emitter<InputEvent>();
	readonly resized = new Emitter<ScreenSize>();
	/** It was closed, or its connection cut. */
	readonly ended = new Emitter<void>();
	/** What it said that it can do; told again whenever more is known, and when it was given away. */
	readonly abilities = new Emitter<Abilities>();
	readonly writer: Writer;
	readonly #stdin: ReadStream;
	readonly #stdout: WriteStream;
	readonly #reader: InputReader;
	readonly #note: TerminalOptions['note'];
	#entered = false;
	#isClosed = false;
	/** What came while another program had it: of each kind the newest. */
	readonly #owed = new Map<Told, string>();
	#mouse: boolean;
	#takes: TerminalOptions['takes'];
	readonly #reports: Reports;
	#abilities = noAbilities;
	#unanswered = 0;
	/** Whether what was drawn gave the cursor a colour. */
	isCursorColored = false;
	readonly #answered = new Emitter<void>();

	constructor(options: TerminalOptions) {
		this.#note = options.note;
		this.#stdin = options.stdin;
		this.#stdout = options.stdout;
		this.#mouse = options.mouse;
		this.#takes = options.takes;
		this.writer = new Writer(options.stdout);
		this.#reports = new Reports(text => {
			this.writer.send(text);
		});
		this.#reader = new InputReader(options.stdin);
		this.#reader.events.on(event => {
			this.#hear(event);
		});
		this.#reader.ended.on(() => {
			this.ended.emit();
		});
		this.#stdout.on('resize', () => {
			this.resized.emit(this.size);
		});
	}

	get size(): ScreenSize {
		return {cols: this.#stdout.columns || 80, rows: this.#stdout.rows || 24};
	}

	get entered(): boolean {
		return this.#entered;
	}

	enter(): void {
		if (this.#entered || this.#isClosed) {
			return;
		}

		this.#entered = true;
		this.#note?.taken();
		this.#unanswered++;
		this.#reader.start();
		const taken = this.#takes?.();
		this.#takes = undefined;
		this.writer.reclaim(taken?.askedAt);
		this.#can(noAbilities);
		const taking = taken === undefined ? enterSequence + (this.#mouse ? mouseOn : '') : '';
		this.writer.send(taking + this.#owed.values().toArray().join(''));
		this.#owed.clear();
		this.#reports.entered();
	}

	/** Everything back as it was; synchronous, so that it can be the last thing that is done. */
	leave({clears = true}: {clears?: boolean} = {}): void {
		if (!this.#entered) {
			return;
		}

		this.#entered = false;
		writeLast((this.#stdout as {fd?: number}).fd ?? 1, leaveSequence({keyboardPushed: this.#reports.isPushed, marginsSet: this.#abilities.margins, cursorColored: this.isCursorColored, clears}));
		this.#note?.left();
		this.#reports.left();
		this.#reader.stop();
	}

	/** Waits until the terminal has answered what it was asked, so that no answer is left to be typed into the person's shell. One that does not answer within `limit` milliseconds never will. */
	async settle(limit = this.writer.patience): Promise<void> {
		if (!this.#entered || this.#hasAllAnswers) {
			return;
		}

		const {promise, resolve} = Promise.withResolvers<void>();
		const guard = setTimeout(resolve, limit);
		const dispose = this.#answered.on(() => {
			if (this.#hasAllAnswers) {
				resolve();
			}
		});
		await promise;
		clearTimeout(guard);
		dispose();
	}

	/** The flags of the kitty keyboard protocol that it uses now, as far as is known; 0 for none. */
	get keyboard(): number {
		return this.#reports.keyboard;
	}

	/** What it should tell of keys and of the mouse, where it can. */
	report(wanted: WantedReports): void {
		if (this.#entered) {
			this.#reports.want({...wanted, moves: wanted.moves && this.#mouse});
		}
	}

	get #hasAllAnswers(): boolean {
		return this.#unanswered === 0 && !this.#reports.isAwaited && !this.writer.isAwaited;
	}

	/** Sends what is not part of the picture, such as a bell: to a program that has the terminal meanwhile it would come into the middle of what that draws, so it waits for its end. */
	tell(kind: Told, sequence: string): void {
		if (this.#entered) {
			this.writer.send(sequence);
		} else if (sequence !== '') {
			this.#owed.set(kind, sequence);
		}
	}

	setMouse(state: 'on' | 'off'): void {
		this.#mouse = state === 'on';
		this.#reports.mouseLeft();
		if (this.#entered) {
			this.writer.send(this.#mouse ? mouseOn : mouseOff);
		}
	}

	/** Never to be used again. */
	close(): void {
		this.leave();
		this.#isClosed = true;
		this.writer.close();
		this.#stdin.unref();
	}

	#hear(event: InputEvent): void {
		if (event.type !== 'reply') {
			this.input.emit(event);
			return;
		}

		switch (event.reply.type) {
			case 'ready': {
				this.writer.ready();
				this.#answered.emit();
				break;
			}

			case 'attributes': {
				this.#unanswered = Math.max(0, this.#unanswered - 1);
				this.#answered.emit();
				break;
			}

			case 'keyboard': {
				if (this.#entered) {
					this.#reports.answered(event.reply.flags);
					this.#answered.emit();
				}

				break;
			}

			case 'mode': {
				this.#hearMode(event.reply.mode, event.reply.state);
				break;
			}

			case 'position': {
				// Asked at entry behind one space and three repetitions of it.
				this.#can({repeat: event.reply.x === 4});
				break;
			}

			case 'other': {
				break;
			}
		}
	}

	#hearMode(mode: number, state: number): void {
		const canSwitch = state === 1 || state === 2;
		if (mode === 2026) {
			this.#can({synchronized: canSwitch});
		} else if (mode === 69 && canSwitch && this.#entered) {
			this.writer.send(marginsOn);
			this.#can({margins: true});
		}
	}

	#can(more: Partial<Abilities>): void {
		this.#abilities = {...this.#abilities, ...more};
		this.abilities.emit(this.#abilities);
	}
}
