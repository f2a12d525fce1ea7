import type {WriteStream} from 'node:tty';
import {Emitter} from '../../base/emitter.js';

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

	constructor(stream: WriteStream) {
		this.#stream = stream;
		beUnblocking(stream);
		stream.on('error', () => {
			// The terminal has gone; its end is heard on the reading side.
			this.#closed = true;
		});
	}

	get busy(): boolean {
		return this.#inFlight || this.#closed;
	}

	send(text: string): void {
		this.#waiting += text;
		this.#next();
	}

	/** After a program of somebody else had the terminal, which may have made it blocking again. */
	reclaim(): void {
		beUnblocking(this.#stream);
	}

	close(): void {
		this.#closed = true;
		this.#waiting = '';
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
			if (!this.#inFlight) {
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
