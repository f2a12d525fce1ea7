import type {FloorView} from '../../protocol/floor.js';
import type {SessionView} from '../../protocol/session.js';
import {plain} from '../theme/line.js';
import type {Message} from './model.js';

/** What came of a wish for an agent of the person's own, as far as it has come; and how to go on where the focus is on it, or comes to it. */
export function openedWords({agent, project, waits}: SessionView, {isFocused}: {isFocused: boolean}): Message {
	return waits === undefined
		? {level: 'good', text: `${plain(agent, 40)} is open in ${plain(project, 40)}${isFocused ? ': enter types into it' : ''}.`}
		: {level: 'info', text: `${plain(agent, 40)} ${plain(waits)}. It opens by itself.`};
}

/** A session of the person's own that had to wait and has begun. */
export const begun = (before: FloorView, after: FloorView): SessionView | undefined =>
	after.sessions.find(({id, task, socket}) => task === undefined && socket !== undefined && before.sessions.some(session => session.id === id && session.socket === undefined && session.endedAt === undefined));
