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
			const {dialog, trusted: {[session]: own}} = ui;
			// What another client was told once does not undo what the person has said here.
			const trusted = number === 0 ? own ?? trust : trust;
			// The question stays open: a key that is on its way to it would otherwise reach the agent or the floor.
			const open = dialog?.kind === 'clipboard' && isOver(dialog) ? {...dialog, isOver: true} : dialog;
			return {...model, ui: {...ui, dialog: open, wishes: ui.wishes.filter(wish => !isOver(wish)), trusted: trusted === undefined ? ui.trusted : {...ui.trusted, [session]: trusted}}};
		}

		default: {
			return undefined;
		}
	}
}
