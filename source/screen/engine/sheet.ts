import type {Size} from '../../protocol/holder.js';
import type {SavedCharsets} from './charsets.js';
import {KeyboardFlags} from './keyboard-flags.js';
import {Page} from './page.js';
import type {SavedPen} from './pen.js';
import {Tabs} from './tabs.js';

/** What DECSC keeps. */
type SavedCursor = {x: number; y: number; isPending: boolean; origin: boolean; pen: SavedPen; charsets: SavedCharsets};

/** One of the two screens, with what belongs to it alone. */
export class Sheet {
	page: Page;
	/** The scroll region; both rows belong to it. */
	top = 0;
	bottom: number;
	/** Left and right margin; both columns belong to it. */
	left = 0;
	right: number;
	saved: SavedCursor | undefined;
	readonly tabs: Tabs;
	readonly keyboard = new KeyboardFlags();

	constructor({cols, rows}: Size) {
		this.page = new Page(cols, rows);
		this.bottom = rows - 1;
		this.right = cols - 1;
		this.tabs = new Tabs(cols);
	}

	/** Lets the whole screen scroll again. */
	resetMargins(): void {
		this.top = 0;
		this.bottom = this.page.rows - 1;
		this.left = 0;
		this.right = this.page.cols - 1;
	}
}
