import type {WriteStream} from 'node:tty';
import {Emitter} from '../../base/emitter.js';
import {askReady} from './modes.js';

// What a slow link needs a noticeable time for; smaller pictures are not worth a question.
const pacedFrom = 4096;
// An answer that is not there by now was lost on the way, with a connection that changed hands or an editor that took it.
const lostAfter = 5000;

/**
Writes to the terminal without ever waiting for it: one write is in flight, and `free` says that it went out.

Whoever draws asks `busy` first and draws what is newest once it is free, so a terminal that stops reading stops only its own
picture. What must not be lost (modes, the clipboard) goes through `send` and keeps its order.
*/
export class Writer {
	readonly free = new Emitter<void>();
	readonly #stream: WriteStream;
	#waiting = '';
	#inFlight = false;
	#closed = false;
	/** Whether this terminal says when it is ready. */
	#paces = false;
	/** Runs while an answer is outstanding. */
	#awaited: NodeJS.Timeout | undefined;

	constructor(stream: WriteStream) {
		this.#stream = stream;
		beUnblocking(stream);
		stream.on('error', () => {
			// The terminal has gone; its end is heard on the reading side.
			this.#closed = true;
		});
	}

	get busy(): boolean {
		return this.#inFlight || this.#closed || this.isAwaited;
	}

	get isAwaited(): boolean {
		return this.#awaited !== undefined;
	}

	/**
	Sends a picture. After a large one no other is drawn until the terminal says that it has this one: over a slow connection a person
	sees fewer pictures, and never an old one that still lay in a buffer.
	*/
	draw(picture: string): void {
		if (this.#paces && picture.length >= pacedFrom) {
			this.#awaited = setTimeout(() => {
				this.ready();
			}, lostAfter);
			this.send(picture + askReady);
		} else {
			this.send(picture);
		}
	}

	/** The terminal said that it has everything. */
	ready(): void {
		this.#paces = true;
		this.#forgetAnswer();
		if (!this.busy) {
			this.free.emit();
		}
	}

	send(text: string): void {
		this.#waiting += text;
		this.#next();
	}

	/** After a program of somebody else had the terminal, which may have made it blocking again. */
	reclaim(): void {
		this.#forgetAnswer();
		beUnblocking(this.#stream);
	}

	close(): void {
		this.#forgetAnswer();
		this.#closed = true;
		this.#waiting = '';
	}

	#forgetAnswer(): void {
		clearTimeout(this.#awaited);
		this.#awaited = undefined;
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
			if (!this.busy) {
				this.free.emit();
			}
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
