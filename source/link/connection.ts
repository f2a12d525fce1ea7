import net from 'node:net';
import {Emitter, type Disposer} from '../base/emitter.js';
import {MillwrightError} from '../base/errors.js';
import {decodeMessage, encodeFrame, encodeMessage, frameKind, frameLimit, FrameReader, type Frame, type FrameKind} from '../protocol/frame.js';

export type ConnectionOptions = {
	/** Bytes that may wait to be sent; whoever falls further behind is dropped and connects again. 8 MiB: more than any reply but a very large diff, which is one frame and may pass it. */
	queueLimit?: number;
};

/** Bytes that may arrive before the hello was accepted: a hello is far smaller, and a stranger gets no more memory. */
const strangerLimit = 64 * 1024;

/**
Frames over a socket. It starts deaf: frames are kept (and the socket paused) until somebody takes them by `next` or
`onFrame`, so that none is lost between the hello and the first listener.

What is no frame closes the connection and never throws.
*/
export class FramedConnection {
	/** Once; with the reason when it was not asked for. */
	readonly closed = new Emitter<Error | undefined>();
	/** What waited to be sent has been handed to the kernel. */
	readonly drained = new Emitter<void>();
	readonly #socket: net.Socket;
	readonly #reader = new FrameReader();
	readonly #queueLimit: number;
	readonly #kept: Frame[] = [];
	#received = 0;
	#trusted = false;
	#taker: ((frame: Frame) => void) | undefined;
	#failure: Error | undefined;
	#ended = false;

	constructor(socket: net.Socket, {queueLimit = 8 * 1024 * 1024}: ConnectionOptions = {}) {
		this.#socket = socket;
		this.#queueLimit = queueLimit;
		socket.pause();
		socket.on('data', chunk => {
			this.#receive(chunk);
		});
		socket.on('drain', () => {
			this.drained.emit();
		});
		socket.on('error', error => {
			this.#failure ??= error;
		});
		socket.on('close', () => {
			this.#ended = true;
			this.closed.emit(this.#failure);
		});
	}

	get isClosed(): boolean {
		return this.#ended;
	}

	/** Why it was closed, when that was not asked for. */
	get failure(): Error | undefined {
		return this.#failure;
	}

	/** Bytes that wait to be sent. */
	get queued(): number {
		return this.#socket.writableLength;
	}

	/** Sends JSON. False when it should wait for `drained`. Throws RangeError for what passes the limit of a frame. */
	send(message: unknown): boolean {
		return this.#write(encodeMessage(message));
	}

	/** Sends bytes. False when it should wait for `drained`. */
	sendFrame(kind: FrameKind, payload: Uint8Array): boolean {
		return this.#write(encodeFrame(kind, payload));
	}

	/** Hears every frame from now on, those that were kept first. One listener at a time; letting go pauses the socket. */
	onFrame(listener: (frame: Frame) => void): Disposer {
		this.#taker = listener;
		this.#deliver();
		return () => {
			if (this.#taker !== listener) {
				return;
			}

			this.#taker = undefined;
			this.#socket.pause();
		};
	}

	/** Hears JSON; frames of other kinds are given to `others`. What is no JSON closes the connection. */
	onMessage(listener: (message: unknown) => void, others: (frame: Frame) => void = () => {}): Disposer {
		return this.onFrame(frame => {
			if (frame.kind !== frameKind.json) {
				others(frame);
				return;
			}

			const message = this.#decode(frame.payload);
			if (message !== undefined) {
				listener(message);
			}
		});
	}

	/** The next frame alone. Rejects when the connection closes before it came. */
	async next(): Promise<Frame> {
		const kept = this.#kept.shift();
		if (kept !== undefined) {
			return kept;
		}

		const {promise, resolve, reject} = Promise.withResolvers<Frame>();
		const gone = () => {
			reject(this.#failure ?? new MillwrightError('connection-closed', 'The other side closed the connection before it answered.'));
		};

		if (this.#ended) {
			gone();
			return promise;
		}

		const forget = this.closed.once(gone);
		const dispose = this.onFrame(frame => {
			dispose();
			forget();
			resolve(frame);
		});
		return promise;
	}

	/** After the hello: the other side may send frames of any allowed size. */
	trust(): void {
		this.#trusted = true;
	}

	/** Stops reading while `onFrame` stays, e.g. when too many requests are under way. */
	pause(): void {
		this.#socket.pause();
	}

	resume(): void {
		this.#deliver();
	}

	/** Sends what waits, then closes. */
	close(): void {
		this.#socket.end();
	}

	/** Closes now. `reason` is told to `closed` here, and to nobody else. */
	destroy(reason?: Error): void {
		this.#failure ??= reason;
		this.#socket.destroy();
	}

	#write(bytes: Uint8Array): boolean {
		if (bytes.length > frameLimit) {
			throw new RangeError(`A message of ${bytes.length} bytes is more than a frame may hold.`);
		}

		if (this.#ended || this.#socket.destroyed || this.#socket.writableEnded) {
			return false;
		}

		if (this.#socket.writableLength > this.#queueLimit) {
			this.destroy(new MillwrightError('fell-behind', `The other side did not read: more than ${this.#queueLimit} bytes waited for it.`));
			return false;
		}

		return this.#socket.write(bytes);
	}

	#receive(chunk: Uint8Array): void {
		this.#received += chunk.length;
		if (!this.#trusted && this.#received > strangerLimit) {
			this.destroy(new MillwrightError('bad-frame', `More than ${strangerLimit} bytes came before a hello.`));
			return;
		}

		try {
			this.#kept.push(...this.#reader.push(chunk));
		} catch (error) {
			this.destroy(error as Error);
			return;
		}

		this.#deliver();
	}

	#deliver(): void {
		while (this.#taker !== undefined && this.#kept.length > 0 && !this.#socket.destroyed) {
			this.#taker(this.#kept.shift()!);
		}

		if (this.#taker === undefined) {
			this.#socket.pause();
		} else {
			this.#socket.resume();
		}
	}

	#decode(payload: Uint8Array): unknown {
		try {
			return decodeMessage(payload);
		} catch (error) {
			this.destroy(error as Error);
			return undefined;
		}
	}
}

/** Connects to a socket of the runtime folder. Rejects with what the system said (`ENOENT`, `ECONNREFUSED` …). */
export async function openConnection(file: string, options?: ConnectionOptions): Promise<FramedConnection> {
	const {promise, resolve, reject} = Promise.withResolvers<net.Socket>();
	const socket = net.connect(file);
	socket.once('error', reject);
	socket.once('connect', () => {
		resolve(socket);
	});
	await promise;
	socket.off('error', reject);
	return new FramedConnection(socket, options);
}
