import type {Params, RequestName} from '../../protocol/control.js';
import type {Size} from '../../protocol/holder.js';
import type {SessionView} from '../../protocol/session.js';
import {arrange} from './arrange.js';
import {sizeAlone, sizeIn} from './body.js';
import type {ClientModel} from './model.js';
import {reduce} from './reduce.js';

/** The size that a session of the person's own gets that they open now: of its pane when the floor has it, or shown alone where that has no room for it. */
export function sizeToCome(model: ClientModel): Size | undefined {
	const {sessions} = model.floor;
	const session = {...toCome, number: freeNumber(sessions)};
	const opened = reduce(model, {type: 'sequence', actions: [{type: 'close'}, {type: 'opened', session: session.id}, {type: 'floor', floor: {...model.floor, sessions: [...sessions, session]}}]});
	const place = arrange(opened).panes.find(pane => pane.session === session.id);
	return place === undefined ? sizeAlone(model.size) : sizeIn(place.rect);
}

/** A request as it is made: for a session with the size that it will be shown in. Not made so by the key that asks for it, as the places on the floor depend on what keys there are. */
export const withSize = <Name extends RequestName>(name: Name, params: Params<Name>, model: ClientModel): Params<Name> =>
	name === 'session.open' ? {...params, size: sizeToCome(model)} : params;

/** No id of a session that there is. */
const toCome: SessionView = {id: 's-to-come', number: 1, project: '', role: 'by hand', agent: '', state: 'working', evidence: '', since: 0, startedAt: 0, cost: 0, tokens: 0};

/** The one that the daemon will give it: panes lie in the order of their numbers. */
function freeNumber(sessions: readonly SessionView[]): number {
	const taken = new Set(sessions.filter(({endedAt}) => endedAt === undefined).map(({number}) => number));
	let number = 1;
	while (taken.has(number)) {
		number++;
	}

	return number;
}
