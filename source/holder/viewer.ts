import {frameKind, frameLimit} from '../protocol/frame.js';
import {replyTooLong, type HolderEvent, type HolderRequest} from '../protocol/holder.js';
import type {FramedConnection} from '../link/connection.js';
import {Attendance} from './attendance.js';
import type {HeldSession} from './held-session.js';
import {isTyped} from './is-typed.js';
import type {Subscriber} from './publisher.js';
import {readRequest} from './request-shape.js';
import {answer, type Asked} from './requests.js';

// Between two status events: a title with a spinner changes ten times a second, a hostile one ten thousand times.
const statusTime = 50;

/** Serves one connection after its hello, until it closes. `ended` is told when an `end` was carried out and answered. */
export function serveViewer(session: HeldSession, connection: FramedConnection, ended: () => void): void {
	const viewer = new Viewer(session, connection);
	connection.onMessage(
		message => {
			void viewer.hear(message, ended);
		},
		({kind, payload}) => {
			if (kind === frameKind.input) {
				viewer.press(payload);
			}
		},
	);
}

class Viewer {
	readonly #session: HeldSession;
	readonly #connection: FramedConnection;
	readonly #subscriber: Subscriber;
	readonly #attendance = new Attendance(event => {
		this.#send(event);
	});

	#lastStatus = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(session: HeldSession, connection: FramedConnection) {
		this.#session = session;
		this.#connection = connection;
		this.#subscriber = {
			sent: 0,
			isBusy: false,
			show(update) {
				connection.sendFrame(frameKind.screen, update);
			},
		};
	}

	/** What is no request closes the connection. */
	async hear(message: unknown, ended: () => void): Promise<void> {
		const request = readRequest(message);
		if (request === undefined) {
			this.#connection.destroy(new Error('A message came that is no request to a holder.'));
		} else if ('id' in request) {
			this.#answer(request, await answer(this.#session, request));
			if (request.type === 'end') {
				ended();
			}
		} else {
			this.#obey(request);
		}
	}

	/** What is more than a message may hold is a failure too: whoever asked would wait for ever. */
	#answer({id, type}: Asked, event: HolderEvent): void {
		try {
			this.#send(event);
		} catch (error) {
			if (!(error instanceof RangeError)) {
				throw error;
			}

			const {session} = this.#session.status;
			this.#send({type: 'failed', id, code: replyTooLong, message: `The answer to \`${type}\` would be longer than the ${frameLimit / 1024 / 1024} MB that a message may have: ask for fewer lines at once, or write all of them to a file with \`millwright export ${session} -o FILE\`.`});
		}
	}

	press(bytes: Uint8Array): void {
		if (isTyped(bytes)) {
			this.#attendance.type(this.#session);
		}

		this.#session.press(bytes);
	}

	#obey(notice: Exclude<HolderRequest, Asked>): void {
		const {publisher} = this.#session;
		switch (notice.type) {
			case 'subscribe': {
				this.#subscriber.sent = notice.revision;
				this.#subscriber.isBusy = false;
				publisher.add(this.#subscriber);
				this.#attendance.see(this.#session);
				this.#whenClosed(() => {
					this.#leave();
				});
				break;
			}

			case 'unsubscribe': {
				this.#leave();
				break;
			}

			case 'acknowledge': {
				publisher.acknowledge(this.#subscriber);
				break;
			}

			case 'watch': {
				this.#watch();
				break;
			}

			case 'scheme': {
				this.#session.engine.setScheme(notice.scheme);
				break;
			}

			case 'heeded': {
				this.#attendance.heed(this.#session, notice);
				break;
			}

			case 'resize': {
				this.#send({type: 'sized', size: this.#session.want(this, notice.size), by: this.#session.sizedBy});
				break;
			}
		}
	}

	#leave(): void {
		this.#session.publisher.remove(this.#subscriber);
		this.#attendance.end();
		this.#session.withdraw(this);
	}

	#watch(): void {
		const changed = this.#session.changed.on(() => {
			this.#tell();
		});
		this.#attendance.hear(this.#session);
		this.#whenClosed(() => {
			changed();
			this.#attendance.end();
			clearTimeout(this.#timer);
		});
		this.#tell();
	}

	#tell(): void {
		const wait = this.#lastStatus + statusTime - performance.now();
		clearTimeout(this.#timer);
		if (wait > 0) {
			this.#timer = setTimeout(() => {
				this.#tell();
			}, wait);
			return;
		}

		this.#lastStatus = performance.now();
		this.#send({type: 'status', status: this.#session.status});
	}

	#send(event: HolderEvent): void {
		this.#connection.send(event);
	}

	#whenClosed(clean: () => void): void {
		if (this.#connection.isClosed) {
			clean();
		} else {
			this.#connection.closed.once(clean);
		}
	}
}
