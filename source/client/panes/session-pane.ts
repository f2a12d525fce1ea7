import {Emitter} from '../../base/emitter.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {Heeded, HolderNotice, Size, TerminalModes, Wish} from '../../protocol/holder.js';
import type {ScreenUpdate} from '../../protocol/screen-update.js';
import type {SessionView} from '../../protocol/session.js';
import {Screen} from '../../screen/screen.js';
import {AgreedSize} from './agreed-size.js';
import {Damage} from './damage.js';
import {FiledHistory, lastingHistory, liveHistory, type History} from './history.js';
import type {PaneOptions} from './pane-options.js';
import {ToldScheme} from './told-scheme.js';

/** What a program wants of the person: or that it rang, or that they have answered it at another client. */
export type PaneWish = Wish | {kind: 'bell'} | ({kind: 'heeded'} & Heeded);

/**
One session as this client shows it: the connection to its holder, and the cells that came from there.

Each client says the size that it shows the session in, and the holder decides by its rule. By the usual one the size
belongs to the client whose person acted last: one that another client set is kept until `claim`.
*/
export class SessionPane {
	/** There is something to draw. */
	readonly changed = new Emitter<void>();
	/** Its program wants something of the person, or rings. */
	readonly wishes = new Emitter<PaneWish>();
	readonly screen: Screen;
	/** Its lines, from its holder and, when that has gone, from the file. */
	readonly lastingHistory = lastingHistory(() => this.history);
	/** What of it has to be drawn. */
	readonly damage = new Damage();
	#session: SessionView;
	readonly #options: PaneOptions;
	#link: HolderLink | undefined;
	#state: 'none' | 'connecting' | 'live' | 'lost' = 'none';
	#shown = false;
	#isExpected = false;
	#subscribed = false;
	readonly #size = new AgreedSize();
	readonly #filed = new FiledHistory();
	readonly #scheme: ToldScheme;
	#closed = false;

	constructor(session: SessionView, options: PaneOptions) {
		this.#session = session;
		this.#options = options;
		this.screen = new Screen(options.styles);
		this.#scheme = new ToldScheme(options.theme);
	}

	get session(): SessionView {
		return this.#session;
	}

	get isLive(): boolean {
		return this.#state === 'live';
	}

	/** Whether its program may still print, and its screen be resized. */
	get isRunning(): boolean {
		return this.isLive && this.#session.endedAt === undefined;
	}

	/** What stands in an empty pane. */
	get note(): string {
		if (this.screen.revision > 0 || this.#state === 'live') {
			return '';
		}

		if (this.#isOwn) {
			return 'you are in this session';
		}

		const {socket, endedAt, waits} = this.#session;
		if (socket === undefined && endedAt === undefined) {
			return waits ?? '';
		}

		const isGone = socket === undefined;
		return isGone ? (this.history === undefined ? 'nothing of it was kept' : '') : (this.#state === 'lost' ? 'its holder does not answer' : '');
	}

	/** Why its screen has another size than the pane; undefined when it has not, or is about to be resized. What has ended keeps the size that it had. */
	get sizedBy(): string | undefined {
		return this.isRunning && this.screen.revision > 0 ? this.#size.reasonFor(this.screen.grid) : undefined;
	}

	get modes(): TerminalModes {
		return this.screen.modes;
	}

	get history(): History | undefined {
		if (this.#link !== undefined && this.#state === 'live') {
			return liveHistory(this.#link, this.#options.styles);
		}

		return this.#filed.open(this.#session.history?.ansi, {styles: this.#options.styles, oldest: this.screen.lostLines});
	}

	/** It may be shown soon. */
	expect(): void {
		if (this.#state !== 'none') {
			return;
		}

		this.#isExpected = true;
		void this.#connect();
	}

	/** Shows it in so many cells. Called again whenever the floor or the layout has changed. */
	show(session: SessionView, size: Size): void {
		this.#session = session;
		const isNew = this.#size.want(size) || !this.#shown;
		this.#shown = true;
		this.#scheme.tell(this.#link);
		if (this.#state === 'none' || this.#state === 'lost') {
			void this.#connect();
		} else if (isNew) {
			this.#ask();
			this.#subscribe();
		}
	}

	/** It is shown no more, or was expected in vain. */
	hide(): void {
		this.#shown = false;
		this.#isExpected = false;
		if (!this.#subscribed) {
			return;
		}

		this.#subscribed = false;
		this.#link?.unsubscribe();
	}

	/** Whether something of it is on its way that its first picture needs. */
	get isAwaited(): boolean {
		const isUnsettled = this.screen.revision === 0 || (this.#size.asked !== undefined && !this.#size.isAsked(this.screen.grid));
		return this.#state === 'connecting' || (this.#state === 'live' && isUnsettled);
	}

	/** The person acts here: the size is this client's from now on, where the rule has it so. */
	claim(): void {
		if (!this.#size.isWanted(this.screen.grid) || this.screen.revision === 0) {
			this.#ask();
		}
	}

	/** The person has answered here what its program wanted: they need not be asked at their other clients. */
	heed(heeded: Heeded): void {
		this.#link?.heed(heeded);
	}

	#ask(): void {
		this.#size.ask(this.#askable);
	}

	/** What came is in the picture. */
	draw(): void {
		this.damage.draw(this.screen.revision);
	}

	/** The picture has reached the terminal: the holder may send the next. */
	drawn(): void {
		this.damage.tell(revision => {
			this.#link?.acknowledge(revision);
		});
	}

	input(bytes: Uint8Array): void {
		this.#link?.input(bytes);
	}

	close(): void {
		this.#closed = true;
		this.#link?.close();
	}

	/** The connection, where a size may be asked for. */
	get #askable(): HolderLink | undefined {
		return this.#shown ? this.#link : undefined;
	}

	get #isOwn(): boolean {
		return this.#session.id === this.#options.own;
	}

	async #connect(): Promise<void> {
		const {socket} = this.#session;
		if (socket === undefined || this.#closed || this.#isOwn) {
			return;
		}

		const before = this.#state;
		this.#state = 'connecting';
		this.#size.forget();
		this.#subscribed = false;
		try {
			const link = await this.#options.connect(socket, () => this.#begin());
			if (this.#closed) {
				link.close();
				return;
			}

			this.#adopt(link);
		} catch {
			this.#state = 'lost';
			if (before !== 'lost') {
				this.#changedWholly();
			}
		}
	}

	/** Its screen is asked for before it has said that it is there: a start waits for one answer, and not for three. */
	#begin(): HolderNotice[] {
		if (!this.#shown && !this.#isExpected) {
			return [];
		}

		this.#subscribed = true;
		const size = this.#shown ? this.#size.askAtFirst() : undefined;
		const subscribe = {type: 'subscribe', revision: this.screen.revision} as const;
		return size === undefined ? [subscribe] : [{type: 'resize', size}, subscribe];
	}

	#subscribe(): void {
		if (this.#subscribed || this.#link === undefined) {
			return;
		}

		this.#subscribed = true;
		this.#link.subscribe(this.screen.revision);
	}

	#adopt(link: HolderLink): void {
		this.#link = link;
		this.#state = 'live';
		link.updates.on(update => {
			this.#take(update);
		});
		link.wishes.on(wish => {
			this.wishes.emit(wish);
		});
		link.heeded.on(heeded => {
			this.wishes.emit({kind: 'heeded', ...heeded});
		});
		link.bell.on(() => {
			this.wishes.emit({kind: 'bell'});
		});
		link.closed.once(() => {
			this.#link = undefined;
			this.#state = 'lost';
			this.#size.forget();
			this.#subscribed = false;
			this.#changedWholly();
		});
		link.sized.on(decision => {
			if (this.#size.decided(decision, {now: this.screen.grid, link: this.#askable})) {
				this.#changedWholly();
			}
		});
		if (this.#shown) {
			this.#scheme.tell(link);
			this.#ask();
			this.#subscribe();
		} else if (!this.#subscribed) {
			link.unsubscribe();
		}
	}

	#take(update: ScreenUpdate): void {
		const {grid} = this.screen;
		try {
			this.damage.add(this.screen.apply(update));
		} catch {
			this.#link?.subscribe(0);
			return;
		}

		if (this.screen.grid !== grid) {
			this.damage.addAll();
		}

		if (this.#size.isAsked(update.size)) {
			this.#size.settle(this.#askable);
		} else if (this.#size.asked !== undefined) {
			// The next has another size: this one need not be drawn first.
			this.#link?.acknowledge(update.revision);
		}

		this.changed.emit();
	}

	#changedWholly(): void {
		this.damage.addAll();
		this.changed.emit();
	}
}
