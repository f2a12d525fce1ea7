import type {Disposer} from '../../base/emitter.js';
import {safeInput, safeLine} from '../../base/safe-text.js';
import type {Heeded as Answered} from '../../protocol/holder.js';
import {TokenBucket} from '../../screen/token-bucket.js';
import {amountOf} from '../copy/amount.js';
import type {ClipboardWish} from '../floor/model.js';
import type {Panes} from '../panes/panes.js';
import type {PaneWish} from '../panes/session-pane.js';
import type {Store} from '../store.js';
import {inWrapper, type Wrapper} from '../terminal/wrapper.js';
import type {Terminal} from '../terminal/terminal.js';

export type Heeded = {
	panes: Panes;
	store: Store;
	terminal: Terminal;
	inside: Wrapper;
	/** Puts text on the clipboard and says where it went. */
	copy: (text: string) => Promise<string>;
};

// What nobody has answered by then, nobody will: the text on the clipboard would come as a surprise.
const patience = 60_000;
// A line is to be read before the next takes its place.
const noticesAtOnce = 3;
const noticeRate = 0.25;
const ring = '\u{7}';

/** Does with the wishes of programs what the person's settings say: of a text for the clipboard they are asked, of a notification they are told. Returns how to stop. */
export function heedWishes(parts: Heeded): Disposer {
	const heeder = new Heeder(parts);
	return () => {
		heeder.stop();
	};
}

class Heeder {
	readonly #parts: Heeded;
	readonly #notices = new TokenBucket({capacity: noticesAtOnce, rate: noticeRate});
	readonly #rings = new TokenBucket({capacity: 1, rate: 1});
	readonly #asked = new Map<string, NodeJS.Timeout>();
	readonly #disposers: Disposer[];
	/** Whether the person's terminal is in front, as far as it tells. */
	#isInFront = true;

	constructor(parts: Heeded) {
		this.#parts = parts;
		this.#disposers = [
			parts.panes.wishes.on(({session, wish}) => {
				void this.#heed(session, wish);
			}),
			parts.terminal.input.on(event => {
				this.#isInFront = event.type === 'focus' ? event.focused : true;
			}),
		];
	}

	stop(): void {
		for (const dispose of this.#disposers) {
			dispose();
		}

		for (const timer of this.#asked.values()) {
			clearTimeout(timer);
		}
	}

	async #heed(session: string, wish: PaneWish): Promise<void> {
		switch (wish.kind) {
			case 'clipboard': {
				const text = safeInput(wish.text);
				await (text.trim() === '' ? undefined : this.#heedClipboard({...wish, session, text}));
				break;
			}

			case 'notification': {
				this.#notify(session, wish);
				break;
			}

			case 'heeded': {
				const {kind, ...heeded} = wish;
				await this.#learn(session, heeded);
				break;
			}

			case 'bell': {
				this.#ring();
				break;
			}
		}
	}

	async #heedClipboard({session, text, number, elsewhere}: ClipboardWish): Promise<void> {
		const {store, panes} = this.#parts;
		const {permissions, ui} = store.model;
		const trust = permissions.clipboard === 'ask' ? ui.trusted[session] : (permissions.clipboard === 'allow' ? 'always' : 'never');
		const answered = ui.trusted[session];
		if (permissions.clipboard === 'ask' && answered !== undefined && number !== undefined) {
			// A client that came later does not know it, and would ask. Whose clipboard the text is for is not said by that.
			await panes.carryOut({type: 'heed', session, heeded: {number: 0, trust: answered}});
		}

		// A text is put on one clipboard without a question: on that of the terminal where the person types.
		if (trust === 'never' || (trust === 'always' && elsewhere === true)) {
			return;
		}

		if (trust === undefined) {
			this.#ask({session, text, ...(number === undefined ? {} : {number}), ...(elsewhere === undefined ? {} : {elsewhere})});
			return;
		}

		await this.#copy(session, text);
	}

	/** The person has answered at another client. What is asked about here is trusted by that, and nobody else puts it on this clipboard. */
	async #learn(session: string, heeded: Answered): Promise<void> {
		const {store} = this.#parts;
		const asked = store.model.ui.wishes.find(wish => wish.session === session);
		store.dispatch({type: 'heeded', session, heeded});
		if (heeded.trust === 'always' && asked !== undefined && asked.elsewhere === undefined && store.model.permissions.clipboard !== 'deny') {
			await this.#copy(session, asked.text);
		}
	}

	async #copy(session: string, text: string): Promise<void> {
		const {copy, store} = this.#parts;
		await copy(text);
		store.dispatch({type: 'said', level: 'info', text: `${this.#nameOf(session)} put ${amountOf(text)} on your clipboard.`});
	}

	#ask({session, text, ...more}: ClipboardWish): void {
		const {store} = this.#parts;
		store.dispatch({type: 'wished', session, text, ...more});
		clearTimeout(this.#asked.get(session));
		this.#asked.set(session, setTimeout(() => {
			this.#asked.delete(session);
			store.dispatch({type: 'unwished', session, text});
		}, patience));
	}

	#notify(session: string, {title, text}: {title: string; text: string}): void {
		const {store, terminal, inside} = this.#parts;
		const {permissions: {notifications}, ui: {message}} = store.model;
		if (notifications === 'off' || !this.#notices.take(1)) {
			return;
		}

		const words = safeLine(title === '' ? text : `${title}: ${text}`, 300);
		// What went wrong stays until it was read.
		if (message === undefined || message.level === 'info' || message.level === 'good') {
			store.dispatch({type: 'said', level: 'info', text: `${this.#nameOf(session)}: ${words}`});
		}

		if (notifications === 'desktop' && !this.#isInFront) {
			terminal.tell('notification', inWrapper(`\u{1B}]9;${safeLine(`${this.#nameOf(session)}: ${words}`, 300)}${ring}`, inside));
		}

		this.#ring();
	}

	#ring(): void {
		const {store, terminal} = this.#parts;
		const {notifications} = store.model.permissions;
		if ((notifications === 'bell' || (notifications === 'desktop' && !this.#isInFront)) && this.#rings.take(1)) {
			terminal.tell('bell', ring);
		}
	}

	#nameOf(id: string): string {
		const session = this.#parts.store.model.floor.sessions.find(session => session.id === id);
		return session === undefined ? 'A session' : `${session.number} ${safeLine(session.task ?? session.agent, 24)}`;
	}
}
