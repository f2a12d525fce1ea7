import type {Session} from '../../../state/session.js';
import type {Collection} from '../store/types.js';

/** The numbers that panes show and that focus them: each open session has one of its own, the smallest that was free. */
export class SessionNumbers {
	readonly #sessions: Collection<Session>;
	/** Of sessions whose record is being written: two that begin together have two. */
	readonly #given = new Set<number>();

	constructor(sessions: Collection<Session>) {
		this.#sessions = sessions;
	}

	/** Puts a new session into the store with a number. */
	async give(record: Session): Promise<void> {
		const number = this.#free();
		this.#given.add(number);
		try {
			await this.#sessions.put({...record, number});
		} finally {
			this.#given.delete(number);
		}
	}

	#free(): number {
		const taken = new Set(this.#sessions.all().filter(session => session.endedAt === undefined).map(({number}) => number));
		let number = 1;
		while (taken.has(number) || this.#given.has(number)) {
			number++;
		}

		return number;
	}
}
