import {Emitter} from '../../base/emitter.js';
import {safeLine} from '../../base/safe-text.js';
import type {NewsItem} from '../../protocol/floor.js';

/** What a client can still read of what happened; older news is in the audit journal (keep-news.ts). */
const kept = 200;

export type Headline = Omit<NewsItem, 'id' | 'at'>;

/** What happened, one line each, newest last. */
export class News {
	readonly told = new Emitter<NewsItem>();
	readonly #items: NewsItem[];
	#last: number;

	/** `past`: what was told before, oldest first. */
	constructor(past: readonly NewsItem[] = []) {
		this.#items = past.slice(-kept);
		this.#last = past.at(-1)?.id ?? 0;
	}

	get items(): readonly NewsItem[] {
		return this.#items;
	}

	tell(headline: Headline): void {
		const item: NewsItem = {...headline, id: ++this.#last, at: Date.now(), text: safeLine(headline.text, 300)};
		this.#items.push(item);
		if (this.#items.length > kept) {
			this.#items.shift();
		}

		this.told.emit(item);
	}
}
