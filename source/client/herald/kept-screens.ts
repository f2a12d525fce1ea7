import {within} from '../../base/guard.js';
import {packageVersion} from '../../base/package-root.js';
import {connectHolder, type HolderLink} from '../../link/holder.js';
import type {ScreenUpdate} from '../../protocol/screen-update.js';

// Milliseconds. Nobody waits for it that long, and what comes later must not be taken for the answer to another question.
const patience = 1000;

/**
Connections to holders, kept so that a screen is there as soon as it is asked for. A holder is shown to nobody by them but for the moment of an
answer: it sends nothing by itself, and its program is not resized.
*/
export class KeptScreens {
	readonly #token: string;
	readonly #links = new Map<string, Promise<HolderLink>>();
	/** Answers that are under way. */
	readonly #asked = new Map<string, Promise<ScreenUpdate | undefined>>();

	constructor(token: string) {
		this.#token = token;
	}

	/** The whole screen of the session behind a socket; undefined when its holder is gone. */
	async ask(socket: string): Promise<ScreenUpdate | undefined> {
		const asked = this.#asked.get(socket);
		if (asked !== undefined) {
			return asked;
		}

		const answer = this.#ask(socket).catch(() => undefined).finally(() => {
			this.#asked.delete(socket);
		});
		this.#asked.set(socket, answer);
		return answer;
	}

	/** Lets go of all but these. */
	keep(sockets: ReadonlySet<string>): void {
		for (const [socket, link] of this.#links) {
			if (sockets.has(socket)) {
				continue;
			}

			this.#links.delete(socket);
			void close(link);
		}
	}

	get sockets(): string[] {
		return this.#links.keys().toArray();
	}

	async #ask(socket: string): Promise<ScreenUpdate | undefined> {
		const link = await this.#linkTo(socket);
		const {promise, resolve} = Promise.withResolvers<ScreenUpdate | undefined>();
		const unlisten = [link.updates.once(resolve), link.closed.once(() => {
			resolve(undefined);
		})];
		if (link.isClosed) {
			resolve(undefined);
		}

		link.subscribe(0);
		try {
			const update = await within(patience, promise, () => new Error('A holder does not answer.'));
			link.unsubscribe();
			return update;
		} catch {
			this.#links.delete(socket);
			link.close();
			return undefined;
		} finally {
			for (const dispose of unlisten) {
				dispose();
			}
		}
	}

	async #linkTo(socket: string): Promise<HolderLink> {
		const known = this.#links.get(socket);
		if (known !== undefined) {
			return known;
		}

		const link = connectHolder({socket, token: this.#token, version: packageVersion(), role: 'herald'});
		this.#links.set(socket, link);
		const forget = () => {
			if (this.#links.get(socket) === link) {
				this.#links.delete(socket);
			}
		};

		link.then(({closed}) => {
			closed.once(forget);
		}).catch(forget);
		return link;
	}
}

async function close(link: Promise<HolderLink>): Promise<void> {
	try {
		(await link).close();
	} catch {
		// There was none.
	}
}
