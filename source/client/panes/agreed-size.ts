import type {HolderLink, Sized} from '../../link/holder-link.js';
import type {Size} from '../../protocol/holder.js';
import {isSame, reasons} from './sized.js';

/**
The size that this client wants a session to have, and what the holder decided. One request is under way at a time; the last
size wins.
*/
export class AgreedSize {
	#wanted: Size | undefined;
	#asked: Size | undefined;
	#by: Sized['by'] = 'latest';

	/** What the holder was asked for and has not settled. */
	get asked(): Size | undefined {
		return this.#asked;
	}

	/** Whether this is another size than before. */
	want(size: Size): boolean {
		const isNew = !isSame(this.#wanted, size);
		this.#wanted = size;
		return isNew;
	}

	isWanted(size: Size): boolean {
		return isSame(size, this.#wanted);
	}

	isAsked(size: Size): boolean {
		return isSame(size, this.#asked);
	}

	/** Why a settled screen has another size than was wanted; undefined when it has not. */
	reasonFor(size: Size): string | undefined {
		return this.#asked !== undefined || this.#wanted === undefined || isSame(size, this.#wanted) ? undefined : reasons[this.#by];
	}

	/** Asks for the wanted size, unless something is asked for already. */
	ask(link: HolderLink | undefined): void {
		if (link === undefined || this.#wanted === undefined || this.#asked !== undefined) {
			return;
		}

		this.#asked = this.#wanted;
		link.resize(this.#wanted);
	}

	/** The wanted size is asked for together with the connection; undefined when there is none. */
	askAtFirst(): Size | undefined {
		this.#asked = this.#wanted;
		return this.#asked;
	}

	/** The connection is new, or gone: nothing is asked for. */
	forget(): void {
		this.#asked = undefined;
	}

	/** What was asked for is settled; the pane may have got another size meanwhile. */
	settle(link: HolderLink | undefined): void {
		const isLast = isSame(this.#asked, this.#wanted);
		this.#asked = undefined;
		if (!isLast) {
			this.ask(link);
		}
	}

	/** What the holder decided. Whether that is all that comes: when the session got what was asked for and `now` is another, an update with that size follows. */
	decided({size, by}: Sized, {now, link}: {now: Size; link: HolderLink | undefined}): boolean {
		this.#by = by;
		if (isSame(size, this.#asked) && !isSame(now, this.#asked)) {
			return false;
		}

		this.settle(link);
		return true;
	}
}
