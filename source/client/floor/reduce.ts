import {reduceDialog} from '../dialogs/reduce.js';
import type {Action} from './action.js';
import type {ClientModel} from './model.js';
import {reduceFocus} from './reduce-focus.js';
import {reduceList} from './reduce-list.js';
import {reduceWish} from './reduce-wish.js';
import {reduceWorld} from './reduce-world.js';

/** The model after an action. Pure: what the world is asked for is in effects. The same model when nothing changed. */
export function reduce(model: ClientModel, action: Action): ClientModel {
	if (action.type === 'sequence') {
		let next = model;
		for (const step of action.actions) {
			next = reduce(next, step);
		}

		return next;
	}

	return reduceWorld(model, action) ?? reduceFocus(model, action) ?? reduceList(model, action) ?? reduceDialog(model, action) ?? reduceWish(model, action) ?? model;
}
