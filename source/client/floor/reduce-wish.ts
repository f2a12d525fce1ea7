import {reduceDialog} from '../dialogs/reduce.js';
import type {Action} from './action.js';
import type {ClientModel, ClipboardWish} from './model.js';

/** What programs want on the clipboard; undefined when the action is another reducer's. */
export function reduceWish(model: ClientModel, action: Action): ClientModel | undefined {
	const {ui} = model;
	switch (action.type) {
		case 'wished': {
			const {type, ...wanted} = action;
			const isKnown = ui.wishes.some(({session}) => session === wanted.session);
			// A clipboard holds one text: what the session wanted before is not asked about any more.
			const wishes = isKnown ? ui.wishes.map(wish => wish.session === wanted.session ? wanted : wish) : [...ui.wishes, wanted];
			return {...model, ui: {...ui, wishes}};
		}

		case 'unwished': {
			const {session, text, trust} = action;
			const isOver = (wish: {session: string; text: string}) => wish.session === session && (trust !== undefined || wish.text === text);
			return {...model, ui: {...ui, wishes: ui.wishes.filter(wish => !isOver(wish)), trusted: trust === undefined ? ui.trusted : {...ui.trusted, [session]: trust}}};
		}

		case 'heeded': {
			const {session, heeded: {number, trust}} = action;
			const isOver = (wish: ClipboardWish) => wish.session === session && (trust !== undefined || (wish.number !== undefined && wish.number <= number));
			const {dialog} = ui;
			// The question is closed under the person's hands only where it is another's answer by now.
			const open = dialog?.kind === 'clipboard' && isOver(dialog) ? reduceDialog(model, {type: 'close'}) ?? model : model;
			return {...open, ui: {...open.ui, wishes: ui.wishes.filter(wish => !isOver(wish)), trusted: trust === undefined ? ui.trusted : {...ui.trusted, [session]: trust}}};
		}

		default: {
			return undefined;
		}
	}
}
