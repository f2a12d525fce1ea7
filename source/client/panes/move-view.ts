import {safeLine} from '../../base/safe-text.js';
import type {PaneEffect} from '../floor/effect.js';
import type {ScrolledView} from './scrolled-view.js';

// Milliseconds after which a search has a line that says it goes on.
const patience = 300;

export type MoveOptions = {
	/** Of the pane. */
	height: number;
	say: (text: string) => void;
};

/** Moves a view through the history, as a key or the wheel asks. */
export async function moveView(view: ScrolledView, effect: Exclude<PaneEffect, {type: 'drag' | 'selection' | 'heed'}>, {height, say}: MoveOptions): Promise<void> {
	switch (effect.type) {
		case 'scroll': {
			view.scroll(effect.by);
			break;
		}

		case 'scrollPage': {
			view.scroll(Math.trunc(effect.by * height));
			break;
		}

		case 'scrollTo': {
			view.moveTo(effect.end === 'top' ? view.oldest : Number.MAX_SAFE_INTEGER);
			break;
		}

		case 'match': {
			view.step(effect.direction);
			break;
		}

		case 'search': {
			await search(view, effect.pattern, say);
			break;
		}
	}
}

/** A million lines take some seconds. */
async function search(view: ScrolledView, pattern: string, say: (text: string) => void): Promise<void> {
	const wanted = `“${safeLine(pattern, 60)}”`;
	let isLong = false;
	const timer = setTimeout(() => {
		isLong = true;
		say(`Searching for ${wanted} …`);
	}, patience);
	try {
		await view.search(pattern);
	} finally {
		clearTimeout(timer);
	}

	if (pattern !== '' && view.matches.length === 0) {
		say(`No line has ${wanted}.`);
	} else if (isLong) {
		say(`Found ${wanted}.`);
	}
}
