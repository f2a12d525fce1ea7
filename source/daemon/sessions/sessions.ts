import {Emitter} from '../../base/emitter.js';
import {within} from '../../base/guard.js';
import type {Session} from '../../../state/session.js';
import {endSession, launchHolder, takeUpLost} from './launch-holder.js';
import {Line} from './line.js';
import {LiveSession, type Ending} from './live-session.js';
import type {Preparation} from './preparation.js';
import {reachHolder} from './reach-holder.js';
import {SessionNumbers} from './session-numbers.js';
import type {SessionsOptions} from './sessions-options.js';
import {giveAnswer, lift, stopOrGoOn, type Handle, type Stop} from './steer.js';
import {untilEnd, type Waiting} from './until-end.js';

// A holder that lives answers in some milliseconds; one that is swapped out may come later.
const holderPatience = 3000;

/** All sessions: started, adopted, watched and ended. Each by its id, so that nothing is started twice. */
export class Sessions {
	/** The id of the session whose record or liveness changed. */
	readonly changed = new Emitter<string>();
	readonly #numbers: SessionNumbers;
	readonly #live = new Map<string, LiveSession>();
	readonly #opening = new Map<string, Promise<LiveSession>>();
	/** Sessions that wait for a slot or are being started. */
	readonly #beginning = new Map<string, Promise<void>>();
	readonly #line: Line;
	readonly #options: SessionsOptions;

	constructor(options: SessionsOptions) {
		this.#options = options;
		this.#line = new Line(options.slots);
		this.#numbers = new SessionNumbers(options.store.sessions);
		options.store.sessions.changed.on(id => {
			this.#live.get(id)?.refresh().catch((error: unknown) => {
				options.log.warn('the state of a session could not be written', {session: id, reason: String(error)});
			});
			this.changed.emit(id);
		});
	}

	get(id: string): Session | undefined {
		return this.#options.store.sessions.get(id);
	}

	live(id: string): LiveSession | undefined {
		return this.#live.get(id);
	}

	/**
	Takes up every session that was launched and has not ended. Those whose holder has gone end here. Resolves when all
	have been heard of, or when it takes too long: a holder that does not answer keeps nobody else waiting.
	*/
	async adoptAll(): Promise<void> {
		const {store, slots, log} = this.#options;
		await takeUpLost(store.sessions);
		const open = store.sessions.all().filter(session => session.launched && session.endedAt === undefined);
		const adopted = Promise.all(open.map(async session => {
			slots.hold({session: session.id, project: session.project});
			try {
				await this.#open(session.id);
				// One that waited for the person before waits still: nothing changes that would give its slot back.
				this.#countSlot(session.id);
				await this.#afterAdoption(session);
			} catch (error) {
				log.warn('a session could not be taken up', {session: session.id, reason: String(error)});
			}
		}));
		await within(holderPatience, adopted, () => new Error('slow')).catch(() => {
			log.warn('some holders do not answer yet', {sessions: open.length});
		});
	}

	/** What the daemon before this one may have been about to tell it. */
	async #afterAdoption({id, promptDue}: Session): Promise<void> {
		if (promptDue === true) {
			await this.#promptLost(id);
		}

		// Asked again: if there is still no money it is refused again, and then the budget knows of it.
		await this.lift(id);
	}

	/** Puts a new session into the store, with a number of its own. One that is there already is left as it is. */
	async accept(record: Session): Promise<void> {
		if (this.get(record.id) === undefined) {
			await this.#numbers.give(record);
		}
	}

	/**
	Runs a session to its end. Called again with the same record (by a daemon that was started anew), it goes on with the
	session that there is: one that ended gives its ending, one that runs is waited for, one that was never launched is.
	*/
	async perform(record: Session, prepare: () => Promise<Preparation>, {signal, hold, launched}: Waiting): Promise<Ending> {
		const {store} = this.#options;
		await this.accept(record);
		let live = this.#live.get(record.id);
		if (live === undefined && store.sessions.get(record.id)?.launched !== true) {
			await this.#begin(record, prepare, {signal, ...(hold === undefined ? {} : {hold})});
			await launched?.();
		}

		live = this.#live.get(record.id) ?? await this.#open(record.id);
		return untilEnd(live, signal);
	}

	/** Takes a session that was not started yet out of the line for a slot, and out of the store. One that is being started at this moment is ended once it runs. */
	async callOff(id: string, reason: Error): Promise<void> {
		this.#line.callOff(id, reason);
		await this.#beginning.get(id)?.catch(() => {});
		const session = this.get(id);
		if (session?.launched === true) {
			await this.end(id);
		} else if (session !== undefined && session.endedAt === undefined) {
			await this.#options.store.sessions.remove(id);
		}
	}

	async answer(id: string, answer: {text: string; by: string}): Promise<void> {
		await giveAnswer(this.get(id), answer);
	}

	/** Stops or continues the whole process tree. Of a holder that does not answer it is owed, and done when it does; rejects so that the person can be told. */
	async freeze(id: string, stop: Stop): Promise<void> {
		await stopOrGoOn(this.#handle(id), stop);
	}

	/** Lets an agent go on that the budget has stopped, and tells it to try again in the way that it understands. */
	async lift(id: string): Promise<void> {
		await lift(this.#handle(id));
	}

	#handle(id: string): Handle {
		return {id, sessions: this.#options.store.sessions, link: () => this.#live.get(id)?.link};
	}

	/** Ends a session with its whole process tree. What could not be ended is named. */
	async end(id: string): Promise<Session['leftovers']> {
		const {store, slots} = this.#options;
		const left = await endSession({id, sessions: store.sessions, live: await this.#reach(id)});
		if (this.get(id)?.endedAt !== undefined) {
			slots.release(id);
		}

		return left;
	}

	/** Lets go of all; they go on in their holders. */
	close(): void {
		for (const live of this.#live.values()) {
			live.close();
		}

		this.#live.clear();
	}

	async #begin(record: Session, prepare: () => Promise<Preparation>, waiting: Waiting): Promise<void> {
		const beginning = this.#line.takeTurn(record, waiting).then(async () => this.#launchSafely(record, prepare));
		this.#beginning.set(record.id, beginning);
		try {
			await beginning;
		} finally {
			this.#beginning.delete(record.id);
		}
	}

	/** A session that could not be started has ended: it holds no slot and no number. */
	async #launchSafely(record: Session, prepare: () => Promise<Preparation>): Promise<void> {
		const {store, slots} = this.#options;
		try {
			await this.#launch(record, await prepare());
		} catch (error) {
			slots.release(record.id);
			if (store.sessions.get(record.id)?.launched === false) {
				await store.sessions.update(record.id, draft => {
					draft.state = 'failed';
					draft.evidence = 'it could not be started';
					draft.endedAt = Date.now();
				});
			}

			throw error;
		}
	}

	async #launch(record: Session, preparation: Preparation): Promise<void> {
		const {store} = this.#options;
		await launchHolder(record, preparation, this.#options);
		await store.sessions.update(record.id, draft => {
			draft.launched = true;
			draft.argv = preparation.argv;
			draft.socket = preparation.socket;
			draft.startedAt = Date.now();
			draft.promptDue = preparation.typePrompt !== undefined;
		});
		const live = await this.#open(record.id);
		if (preparation.typePrompt !== undefined) {
			void this.#typePrompt(live, record.id, preparation.typePrompt).catch((error: unknown) => {
				this.#options.log.warn('it could not be written whether a prompt arrived', {session: record.id, reason: String(error)});
			});
		}
	}

	async #typePrompt(live: LiveSession, id: string, prompt: string): Promise<void> {
		const hasArrived = await live.link?.type(prompt, {submit: true}).catch(() => false);
		await (hasArrived === true
			? this.#options.store.sessions.update(id, draft => {
				draft.promptDue = false;
			})
			: this.#promptLost(id));
	}

	/** The person is told and looks: typing it a second time could mix with what stands there. */
	async #promptLost(id: string): Promise<void> {
		const {store, log} = this.#options;
		log.warn('a prompt is not known to have arrived', {session: id});
		await store.sessions.update(id, draft => {
			draft.promptDue = false;
			draft.promptLost = true;
			draft.askedAt = Date.now();
		});
	}

	/** Also one that was launched at this very moment and is not connected yet. */
	async #reach(id: string): Promise<LiveSession | undefined> {
		const session = this.get(id);
		if (session?.launched === true && session.endedAt === undefined) {
			await within(holderPatience, this.#open(id), () => new Error('slow')).catch(() => undefined);
		}

		return this.#live.get(id);
	}

	/** Connects to a session, once. */
	async #open(id: string): Promise<LiveSession> {
		const opening = this.#opening.get(id) ?? this.#connect(id);
		this.#opening.set(id, opening);
		try {
			return await opening;
		} catch (error) {
			this.#opening.delete(id);
			throw error;
		}
	}

	async #connect(id: string): Promise<LiveSession> {
		const {store, slots, log} = this.#options;
		const {folder} = (store.sessions.get(id)!);
		const live = new LiveSession({id, folder, sessions: store.sessions, log, connect: async () => reachHolder({folder, token: this.#options.token, version: this.#options.version, log})});
		this.#live.set(id, live);
		live.changed.on(() => {
			this.#countSlot(id);
			this.changed.emit(id);
		});
		void live.ended.then(() => {
			this.#live.delete(id);
			this.#opening.delete(id);
			slots.release(id);
			this.changed.emit(id);
		});
		try {
			await live.open();
		} catch (error) {
			// Nobody is to wait for what nobody watches: it is tried again.
			live.close();
			this.#live.delete(id);
			throw error;
		}

		return live;
	}

	/** A session that waits for the person gives its slot back. */
	#countSlot(id: string): void {
		const session = this.get(id);
		if (session === undefined || session.endedAt !== undefined) {
			return;
		}

		if (session.state === 'asks' || session.state === 'paused') {
			this.#options.slots.release(id);
		} else if (session.launched) {
			this.#options.slots.hold({session: id, project: session.project});
		}
	}
}
