import {Buffer} from 'node:buffer';
import {Emitter} from '../base/emitter.js';
import {MillwrightError} from '../base/errors.js';
import {frameKind} from '../protocol/frame.js';
import type {Heeded, HolderEvent, HolderNotice, HolderRequest, HolderStatus, Scheme, Size, Wish} from '../protocol/holder.js';
import {decodeScreenUpdate, type ScreenUpdate} from '../protocol/screen-update.js';
import {holderProtocol} from '../protocol/version.js';
import {openConnection, type FramedConnection} from './connection.js';
import {greet} from './hello.js';
import type {HolderAddress, HolderLink, Sized} from './holder-link.js';

export type {HolderAddress, HolderLink} from './holder-link.js';

/**
Connects to a holder. Rejects with what the system said (`ENOENT`, `ECONNREFUSED`) when nobody listens, and with what it was refused with.
What `begin` returns is sent right behind the hello, and its answers come after the connection is returned.
*/
export async function connectHolder({socket, token, version, role}: HolderAddress, begin: () => HolderNotice[] = () => []): Promise<HolderLink> {
	const connection = await openConnection(socket);
	// The socket is in a folder of ours: the screen that comes with the welcome may be large.
	connection.trust();
	const greeting = greet(connection, {protocol: holderProtocol, version, token, role}, {name: `The holder behind ${socket}`, cure: 'It is stopped or very busy: try again.'});
	for (const notice of begin()) {
		connection.send(notice);
	}

	const welcome = await greeting;
	return new Link(connection, welcome.pid);
}

type Asked = Extract<HolderRequest, {id: number}>;
type Unnumbered<Request> = Request extends {id: number} ? Omit<Request, 'id'> : never;
type Waiting = {resolve(event: HolderEvent): void; reject(error: Error): void};

/** For connections that were greeted. */
export class Link implements HolderLink {
	readonly status = new Emitter<HolderStatus>();
	readonly sized = new Emitter<Sized>();
	readonly updates = new Emitter<ScreenUpdate>();
	readonly bell = new Emitter<void>();
	readonly wishes = new Emitter<Wish>();
	readonly heeded = new Emitter<Heeded>();
	readonly closed = new Emitter<void>();
	readonly pid: number;
	readonly #connection: FramedConnection;
	readonly #waiting = new Map<number, Waiting>();
	#next = 1;

	constructor(connection: FramedConnection, pid: number) {
		this.#connection = connection;
		this.pid = pid;
		connection.closed.once(() => {
			for (const {reject} of this.#waiting.values()) {
				reject(this.#gone());
			}

			this.#waiting.clear();
			this.closed.emit();
		});
		// Not before those who asked for the connection have it, and listen.
		setImmediate(() => {
			connection.onMessage(
				message => {
					this.#hear(message as HolderEvent);
				},
				({kind, payload}) => {
					if (kind === frameKind.screen) {
						this.#show(payload);
					}
				},
			);
		});
	}

	get isClosed(): boolean {
		return this.#connection.isClosed;
	}

	subscribe(revision: number): void {
		this.#send({type: 'subscribe', revision});
	}

	unsubscribe(): void {
		this.#send({type: 'unsubscribe'});
	}

	acknowledge(revision: number): void {
		this.#send({type: 'acknowledge', revision});
	}

	watch(): void {
		this.#send({type: 'watch'});
	}

	tellScheme(scheme: Scheme): void {
		this.#send({type: 'scheme', scheme});
	}

	heed(heeded: Heeded): void {
		this.#send({type: 'heeded', ...heeded});
	}

	input(bytes: Uint8Array): void {
		this.#connection.sendFrame(frameKind.input, bytes);
	}

	resize(size: Size): void {
		this.#send({type: 'resize', size});
	}

	async getStatus(): Promise<HolderStatus> {
		const {status} = await this.#ask({type: 'status'}, 'status');
		return status;
	}

	async type(text: string, {submit}: {submit: boolean}): Promise<boolean> {
		const {arrived} = await this.#ask({type: 'type', text, submit}, 'typed');
		return arrived;
	}

	async lines(from: number, count: number) {
		const {first, total, update, begun} = await this.#ask({type: 'lines', from, count, steady: true}, 'lines');
		return {first, total, update: decodeScreenUpdate(Buffer.from(update, 'base64')), ...(begun === undefined ? {} : {begun})};
	}

	async search(query: {pattern: string; regularExpression: boolean; limit: number}) {
		const {matches, total} = await this.#ask({type: 'search', ...query, steady: true}, 'matches');
		return {matches, total};
	}

	async text(last?: number): Promise<string> {
		const {text} = await this.#ask({type: 'text', ...(last === undefined ? {} : {last})}, 'text');
		return text;
	}

	async end(grace: number) {
		const {left} = await this.#ask({type: 'end', grace}, 'ended');
		return left;
	}

	async record({on}: {on: boolean}): Promise<void> {
		await this.#ask({type: 'record', on}, 'recording');
	}

	async freeze({frozen}: {frozen: boolean}): Promise<void> {
		await this.#ask({type: 'freeze', frozen}, 'frozen');
	}

	close(): void {
		this.#connection.close();
	}

	#send(request: HolderRequest): void {
		this.#connection.send(request);
	}

	async #ask<Type extends HolderEvent['type']>(request: Unnumbered<Asked>, expected: Type): Promise<Extract<HolderEvent, {type: Type}>> {
		if (this.isClosed) {
			throw this.#gone();
		}

		const id = this.#next++;
		const {promise, resolve, reject} = Promise.withResolvers<HolderEvent>();
		this.#waiting.set(id, {resolve, reject});
		this.#send({...request, id});
		const event = await promise;
		if (event.type === 'failed') {
			throw new MillwrightError(event.code, event.message);
		}

		if (event.type !== expected) {
			throw new MillwrightError('bad-reply', `A holder answered ${request.type} with ${event.type}.`);
		}

		return event as Extract<HolderEvent, {type: Type}>;
	}

	#hear(event: HolderEvent): void {
		if (event.type === 'bell') {
			this.bell.emit();
			return;
		}

		if (event.type === 'wish') {
			this.wishes.emit(event);
			return;
		}

		if (event.type === 'heeded') {
			const {type, ...heeded} = event;
			this.heeded.emit(heeded);
			return;
		}

		if (event.type === 'sized') {
			this.sized.emit(event);
			return;
		}

		if (event.id === undefined) {
			if (event.type === 'status') {
				this.status.emit(event.status);
			}

			return;
		}

		this.#waiting.get(event.id)?.resolve(event);
		this.#waiting.delete(event.id);
	}

	#show(payload: Uint8Array): void {
		try {
			this.updates.emit(decodeScreenUpdate(payload));
		} catch (error) {
			this.#connection.destroy(error as Error);
		}
	}

	#gone(): MillwrightError {
		return new MillwrightError('holder-gone', 'The holder of the session went before it answered.', {hint: 'Its history and exit status are in the session\'s folder.', cause: this.#connection.failure});
	}
}
