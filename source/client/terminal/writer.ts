import type {WriteStream} from 'node:tty';
import {Emitter} from '../../base/emitter.js';
import {askReady} from './modes.js';
import {Pace} from './pace.js';

// An answer that is not there by now was lost on the way, with a connection that changed hands or an editor that took it.
const lostAfter = 5000;
// Nor will one come from a terminal that has answered nothing in this time.
const silentTime = 150;

/**
Writes to the terminal without ever waiting for it: one write is in flight, and `free` says when that may have changed.

Whoever draws asks `busy` first and draws what is newest once it is free, so a terminal that stops reading stops only its own
picture. What must not be lost (modes, the clipboard) goes through `send` and keeps its order.
*/
export class Writer {
	readonly free = new Emitter<void>();
	readonly #stream: WriteStream;
	readonly #pace = new Pace();
	#waiting = '';
	#inFlight = false;
	#closed = false;
	/** Whether this terminal says when it is ready. */
	#answers = false;
	/** When the terminal was taken. */
	#takenAt = 0;
	/** Runs while an answer is outstanding. */
	#guard: NodeJS.Timeout | undefined;

	constructor(stream: WriteStream) {
		this.#stream = stream;
		beUnblocking(stream);
		stream.on('error', () => {
			// The terminal has gone; its end is heard on the reading side.
			this.#closed = true;
		});
	}

	/** Whether what is drawn now would wait. */
	get busy(): boolean {
		return this.full || this.#pace.isFull;
	}

	/** Whether even an echo would wait: it may overtake the answer to the picture before. */
	get full(): boolean {
		return this.#inFlight || this.#closed || this.#pace.isOverfull;
	}

	get isAwaited(): boolean {
		return this.#pace.isAwaited;
	}

	/** Milliseconds after which what the terminal was asked will not be answered any more. */
	get patience(): number {
		return this.#answers ? this.#pace.patience : silentTime;
	}

	/** Characters that a picture should have at most, so that what comes after it is not late. */
	get limit(): number {
		return this.#pace.limit;
	}

	/**
	Sends a picture. Over a slow connection the terminal is asked behind it whether it has it: a person sees fewer pictures, and never
	an old one that still lay in a buffer.
	*/
	draw(picture: string): void {
		if (!this.#answers || !this.#pace.send(picture.length, performance.now())) {
			this.send(picture);
			return;
		}

		clearTimeout(this.#guard);
		this.#guard = setTimeout(() => {
			this.#forget();
			this.#tellFree();
		}, lostAfter);
		this.send(picture + askReady);
	}

	/** The terminal said that it has everything up to a question: of ours, or the one that is asked when it is taken. */
	ready(): void {
		const now = performance.now();
		if (!this.#answers) {
			this.#answers = true;
			this.#pace.near(now - this.#takenAt);
		}

		this.#pace.answer(now);
		if (!this.#pace.isAwaited) {
			clearTimeout(this.#guard);
		}

		this.#tellFree();
	}

	send(text: string): void {
		this.#waiting += text;
		this.#next();
	}

	/** After a program of somebody else had the terminal, which may have made it blocking again. It is asked, or was at `askedAt`, what tells how far away it is. */
	reclaim(askedAt = performance.now()): void {
		this.#forget();
		this.#answers = false;
		this.#takenAt = askedAt;
		beUnblocking(this.#stream);
	}

	close(): void {
		this.#forget();
		this.#closed = true;
		this.#waiting = '';
	}

	#tellFree(): void {
		if (!this.full) {
			this.free.emit();
		}
	}

	#forget(): void {
		clearTimeout(this.#guard);
		this.#pace.forget();
	}

	#next(): void {
		if (this.#inFlight || this.#closed || this.#waiting === '') {
			return;
		}

		const text = this.#waiting;
		this.#waiting = '';
		this.#inFlight = true;
		this.#stream.write(text, () => {
			this.#inFlight = false;
			this.#next();
			this.#tellFree();
		});
	}
}

/**
Node makes the write side of a terminal blocking, so that a terminal that does not read would freeze the whole program. There
is no public way to undo that.
*/
function beUnblocking(stream: WriteStream): void {
	const {_handle: handle} = stream as unknown as {_handle?: {setBlocking?: (blocking: boolean) => void}};
	handle?.setBlocking?.(false);
}
