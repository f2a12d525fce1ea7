import {Emitter} from '../../base/emitter.js';
import type {HolderLink, Sized} from '../../link/holder-link.js';
import type {HolderNotice, Size, TerminalModes, Wish} from '../../protocol/holder.js';
import type {ScreenUpdate} from '../../protocol/screen-update.js';
import type {SessionView} from '../../protocol/session.js';
import {Screen} from '../../screen/screen.js';
import {Damage} from './damage.js';
import {FiledHistory, liveHistory, type History} from './history.js';
import type {PaneOptions} from './pane-options.js';
import {isSame, reasons} from './sized.js';
import {ToldScheme} from './told-scheme.js';

/**
One session as this client shows it: the connection to its holder, and the cells that came from there.

Each client says the size that it shows the session in, and the holder decides by its rule. By the usual one the size
belongs to the client whose person acted last: one that another client set is kept until `claim`.
*/
export class SessionPane {
	/** There is something to draw. */
	readonly changed = new Emitter<void>();
	/** Its program wants something of the person, or rings. */
	readonly wishes = new Emitter<Wish | {kind: 'bell'}>();
	readonly screen: Screen;
	/** What of it has to be drawn. */
	readonly damage = new Damage();
	#session: SessionView;
	readonly #options: PaneOptions;
	#link: HolderLink | undefined;
	#state: 'none' | 'connecting' | 'live' | 'lost' = 'none';
	#shown = false;
	#isExpected = false;
	#subscribed = false;
	#wanted: Size | undefined;
	#asked: Size | undefined;
	#by: Sized['by'] = 'latest';
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

	/** What stands in an empty pane. */
	get note(): string {
		if (this.screen.revision > 0 || this.#state === 'live') {
			return '';
		}

		if (this.#isOwn) {
			return 'you are in this session';
		}

		const isGone = this.#session.socket === undefined;
		return isGone ? (this.history === undefined ? 'nothing of it was kept' : '') : (this.#state === 'lost' ? 'its holder does not answer' : '');
	}

	/** Why its screen has another size than the pane; undefined when it has not, or is about to be resized. What has ended keeps the size that it had. */
	get sizedBy(): string | undefined {
		const isRunning = this.#state === 'live' && this.#session.endedAt === undefined;
		const isSettled = this.screen.revision > 0 && this.#asked === undefined && this.#wanted !== undefined;
		return !isRunning || !isSettled || isSame(this.screen.grid, this.#wanted) ? undefined : reasons[this.#by];
	}

	get modes(): TerminalModes {
		return this.screen.modes;
	}

	get history(): History | undefined {
		if (this.#link !== undefined && this.#state === 'live') {
			return liveHistory(this.#link, this.#options.styles);
		}

		return this.#filed.open(this.#session.history?.ansi, this.#options.styles);
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
		const isNew = !this.#shown || !isSame(this.#wanted, size);
		this.#shown = true;
		this.#wanted = size;
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
		const isUnsettled = this.screen.revision === 0 || (this.#asked !== undefined && !isSame(this.screen.grid, this.#asked));
		return this.#state === 'connecting' || (this.#state === 'live' && isUnsettled);
	}

	/** The person acts here: the size is this client's from now on, where the rule has it so. One request is under way at a time; the last size wins. */
	claim(): void {
		if (!isSame(this.screen.grid, this.#wanted) || this.screen.revision === 0) {
			this.#ask();
		}
	}

	#ask(): void {
		if (!this.#shown || this.#link === undefined || this.#wanted === undefined || this.#asked !== undefined) {
			return;
		}

		this.#asked = this.#wanted;
		this.#link.resize(this.#wanted);
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
		this.#asked = undefined;
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
		this.#asked = this.#shown ? this.#wanted : undefined;
		const subscribe = {type: 'subscribe', revision: this.screen.revision} as const;
		return this.#asked === undefined ? [subscribe] : [{type: 'resize', size: this.#asked}, subscribe];
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
		link.bell.on(() => {
			this.wishes.emit({kind: 'bell'});
		});
		link.closed.once(() => {
			this.#link = undefined;
			this.#state = 'lost';
			this.#asked = undefined;
			this.#subscribed = false;
			this.#changedWholly();
		});
		link.sized.on(decision => {
			this.#takeDecision(decision);
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

		if (isSame(update.size, this.#asked)) {
			this.#settle();
		} else if (this.#asked !== undefined) {
			// The next has another size: this one need not be drawn first.
			this.#link?.acknowledge(update.revision);
		}

		this.changed.emit();
	}

	/** When it got what it asked for and has not got it yet, an update with that size comes. */
	#takeDecision({size, by}: Sized): void {
		this.#by = by;
		if (isSame(size, this.#asked) && !isSame(this.screen.grid, this.#asked)) {
			return;
		}

		this.#settle();
		this.#changedWholly();
	}

	#changedWholly(): void {
		this.damage.addAll();
		this.changed.emit();
	}

	/** What was asked for is settled; the pane may have got another size meanwhile. */
	#settle(): void {
		const isLast = isSame(this.#asked, this.#wanted);
		this.#asked = undefined;
		if (!isLast) {
			this.#ask();
		}
	}
}
