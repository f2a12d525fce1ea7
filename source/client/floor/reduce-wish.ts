import type {Action} from './action.js';
import type {ClientModel} from './model.js';

/** What programs want on the clipboard; undefined when the action is another reducer's. */
export function reduceWish(model: ClientModel, action: Action): ClientModel | undefined {
	const {ui} = model;
	switch (action.type) {
		case 'wished': {
			const {session, text} = action;
			const isKnown = ui.wishes.some(wish => wish.session === session);
			// A clipboard holds one text: what the session wanted before is not asked about any more.
			const wishes = isKnown ? ui.wishes.map(wish => wish.session === session ? {session, text} : wish) : [...ui.wishes, {session, text}];
			return {...model, ui: {...ui, wishes}};
		}

		case 'unwished': {
			const {session, text, trust} = action;
			const isOver = (wish: {session: string; text: string}) => wish.session === session && (trust !== undefined || wish.text === text);
			return {...model, ui: {...ui, wishes: ui.wishes.filter(wish => !isOver(wish)), trusted: trust === undefined ? ui.trusted : {...ui.trusted, [session]: trust}}};
		}

		default: {
			return undefined;
		}
	}
}
