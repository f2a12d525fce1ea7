import {safeLine} from '../../base/safe-text.js';
import type {PaneEffect} from '../floor/effect.js';
import type {ScrolledView} from './scrolled-view.js';

/** Moves a view through the history, as a key or the wheel asks; `height` is the pane's. Returns what is to be said of it. */
export async function moveView(view: ScrolledView, effect: Exclude<PaneEffect, {type: 'drag' | 'selection' | 'heed'}>, height: number): Promise<string | undefined> {
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
			await view.search(effect.pattern);
			return effect.pattern !== '' && view.matches.length === 0 ? `No line has “${safeLine(effect.pattern, 60)}”.` : undefined;
		}
	}

	return undefined;
}
