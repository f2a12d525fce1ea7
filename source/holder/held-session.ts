import path from 'node:path';
import process from 'node:process';
import {Emitter} from '../base/emitter.js';
import {MillwrightError} from '../base/errors.js';
import type {Leftover} from '../base/process/tree.js';
import type {Heeded, HolderSpec, HolderStatus, ProcessIdentity, SessionExit, Size, Wish} from '../protocol/holder.js';
import type {EngineEvent, ScreenEngine} from '../screen/engine.js';
import type {EngineMaker} from './choose-engine.js';
import {isTyped} from './is-typed.js';
import {Publisher} from './publisher.js';
import {Recorder} from './recorder.js';
import {startProgram, type Running} from './running.js';
import {Sizes} from './sizes.js';

// The size follows a window that is being dragged: the program is told at once, and then at most this often.
const resizeTime = 50;

/** One session: the program in its terminal, the screen, and what is known of both. */
export class HeldSession {
	readonly engine: ScreenEngine;
	readonly publisher: Publisher;
	/** Something of `status` other than the cells changed. */
	readonly changed = new Emitter<void>();
	readonly bell = new Emitter<void>();
	/** The person types into it, or is about to. */
	readonly touched = new Emitter<void>();
	/** What the program wants of whoever is shown the screen. */
	readonly wishes = new Emitter<Wish>();
	/** The person has answered at one of those who are shown the screen. */
	readonly heeded = new Emitter<{by: object; heeded: Heeded}>();
	/** Once, when the program has ended and all of its output is on the screen. */
	readonly ended = new Emitter<SessionExit>();
	/** Of those who are shown the screen the one at which the person typed last. */
	typist: object | undefined;
	/** To be resolved when the exit and the history are on disk. */
	readonly recorded = Promise.withResolvers<void>();
	/** What could not be done, in one sentence. */
	problem: string | undefined;
	readonly #spec: HolderSpec;
	readonly #folder: string;
	#recorder: Recorder | undefined;
	#running: Running | undefined;
	#exit: SessionExit | undefined;
	readonly #sizes: Sizes;
	#wantedSize: Size;
	#clipboardWishes = 0;
	#resizeTimer: NodeJS.Timeout | undefined;

	/** `folder` is the session's. */
	constructor(spec: HolderSpec, folder: string, makeEngine: EngineMaker) {
		this.#spec = spec;
		this.#folder = folder;
		this.#sizes = new Sizes(spec.sizing ?? 'latest');
		this.#wantedSize = this.#sizes.chosen ?? spec.size;
		this.engine = makeEngine({size: this.#wantedSize, historyLines: spec.historyLines, ambiguousWidth: spec.ambiguousWidth ?? 1});
		this.publisher = new Publisher(this.engine);
		this.engine.changed.on(() => {
			this.changed.emit();
		});
		this.engine.bell.on(() => {
			this.bell.emit();
		});
		this.engine.events.on(event => {
			this.#hear(event);
		});
	}

	/** Begins to record what the program prints, or ends that; the file is whole when it resolves. */
	async record({on}: {on: boolean}): Promise<void> {
		if (!on) {
			const recorder = this.#recorder;
			this.#recorder = undefined;
			await recorder?.close();
		} else if (this.#recorder === undefined && this.#exit === undefined) {
			this.#recorder = new Recorder({
				file: path.join(this.#folder, 'recording.cast'),
				engine: this.engine,
				failed: problem => {
					this.problem = problem;
					this.#recorder = undefined;
					this.changed.emit();
				},
			});
		}

		this.changed.emit();
	}

	/** Starts the program. Undefined when that cannot be: the session has then ended with code 127, and its screen says why. */
	start(): ProcessIdentity | undefined {
		const running = startProgram(this.#spec, this.engine, {publisher: this.publisher, isRecorded: () => this.#recorder !== undefined});
		if (typeof running === 'string') {
			this.#fail(running);
			return undefined;
		}

		this.#running = running;
		running.pty.data.on(bytes => {
			this.#recorder?.output(bytes);
		});
		if (this.#spec.record === true) {
			void this.record({on: true});
		}

		running.pty.exited.once(exit => {
			this.#finish({...exit, at: Date.now()});
		});
		return running.identity;
	}

	get exit(): SessionExit | undefined {
		return this.#exit;
	}

	get status(): HolderStatus {
		const {engine, problem} = this;
		return {
			session: this.#spec.session,
			holderPid: process.pid,
			pid: this.#running?.identity.pid ?? 0,
			size: engine.size,
			title: engine.title,
			program: engine.program,
			lastOutput: this.#running?.feed.lastOutput ?? 0,
			historyLines: engine.historyLines,
			...(this.#exit === undefined ? {} : {exit: this.#exit}),
			...(this.#recorder === undefined ? {} : {recording: true}),
			...(problem === undefined ? {} : {problem}),
			modes: engine.modes,
		};
	}

	/** Keys of the person, and what else their terminal tells; none when they are about to type. */
	press(bytes: Uint8Array): void {
		this.touched.emit();
		if (bytes.length === 0) {
			return;
		}

		if (isTyped(bytes)) {
			this.#running?.feed.wake();
		}

		this.publisher.expect();
		this.#running?.keyboard.press(bytes);
	}

	async type(text: string, options: {submit: boolean}): Promise<boolean> {
		return this.#exit === undefined && await this.#running?.keyboard.type(text, options) === true;
	}

	/** The rule by which its size was chosen. */
	get sizedBy(): 'latest' | 'largest' | 'smallest' | 'fixed' {
		const {sizing = 'latest'} = this.#spec;
		return typeof sizing === 'object' ? 'fixed' : sizing;
	}

	/** A client shows it in this size. Returns the size that it has from now on. */
	want(client: object, size: Size): Size {
		this.#sizes.want(client, size);
		return this.#resize();
	}

	/** The client shows it no more. */
	withdraw(client: object): void {
		if (this.#sizes.withdraw(client) && this.#exit === undefined) {
			this.#resize();
		}
	}

	#resize(): Size {
		this.#wantedSize = this.#sizes.chosen ?? this.#wantedSize;
		if (this.#exit === undefined) {
			this.#resizeSoon();
		} else {
			void this.#resizeAfter();
		}

		return this.#wantedSize;
	}

	/** Lines stay as they are while they are written down. */
	async #resizeAfter(): Promise<void> {
		await this.recorded.promise;
		this.#applySize();
	}

	#resizeSoon(): void {
		if (this.#resizeTimer !== undefined) {
			return;
		}

		this.#applySize();
		this.#resizeTimer = setTimeout(() => {
			this.#resizeTimer = undefined;
			this.#applySize();
		}, resizeTime);
	}

	/** Ends the program and all that came of it. Resolves to what could not be ended. */
	async end(grace: number): Promise<Leftover[]> {
		const left = await this.#running?.tree.end({grace}) ?? [];
		if (left.every(({pid}) => pid !== this.#running?.identity.pid)) {
			await this.recorded.promise;
		}

		return left;
	}

	/** Stops the whole process tree, or lets it go on. */
	freeze({frozen}: {frozen: boolean}): void {
		if (this.#exit !== undefined || this.#running === undefined) {
			throw new MillwrightError('ended', 'The program of this session has ended: there is nothing to freeze.');
		}

		this.#running.tree.signal(frozen ? 'SIGSTOP' : 'SIGCONT');
	}

	#hear(event: EngineEvent): void {
		switch (event.type) {
			case 'resize': {
				this.#wantedSize = event.size;
				this.#applySize();
				break;
			}

			case 'clipboard': {
				this.#clipboardWishes++;
				this.wishes.emit({kind: 'clipboard', text: event.text, number: this.#clipboardWishes});
				break;
			}

			case 'notification': {
				this.wishes.emit({kind: 'notification', title: event.title, text: event.text});
				break;
			}
		}
	}

	#applySize(): void {
		const {cols, rows} = this.engine.size;
		const wanted = this.#wantedSize;
		if (wanted.cols === cols && wanted.rows === rows) {
			return;
		}

		this.engine.resize(wanted);
		this.#running?.pty.resize(wanted);
		this.#recorder?.resized(wanted);
		this.publisher.changed();
		this.changed.emit();
	}

	#fail(reason: string): void {
		this.problem = reason;
		this.engine.write(new TextEncoder().encode(`millwright: ${reason.replaceAll(/\p{Control}/gv, ' ')}\r\n`));
		this.#finish({code: 127, signal: null, at: Date.now()});
	}

	#finish(exit: SessionExit): void {
		this.#exit = exit;
		clearTimeout(this.#resizeTimer);
		this.engine.settle();
		void this.#resizeAfter();
		this.publisher.changed();
		this.ended.emit(exit);
		this.changed.emit();
	}
}
