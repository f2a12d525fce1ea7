import type {SessionView} from '../../protocol/session.js';
import type {Session} from '../../../state/session.js';

// A session that has just ended is still worth a look; the floor shows the newest of these beside the live ones.
const endedShown = 3;

/** A session as the floor shows it. `cost` in dollars and `tokens` are asked of the meter. */
export function sessionView(session: Session, {cost, tokens}: {cost: number; tokens: number}): SessionView {
	const {id, number, project, task, run, attempt, attempts, stage, role, agent, model, provider, state, evidence, headline, since, startedAt, endedAt, history, exit} = session;
	return {
		id, number, project, role, agent, state, evidence, since, startedAt, cost, tokens,
		...(task === undefined ? {} : {task}),
		...(run === undefined ? {} : {run}),
		...(attempt === undefined ? {} : {attempt}),
		...(attempts === undefined ? {} : {attempts}),
		...(stage === undefined ? {} : {stage}),
		...(model === undefined ? {} : {model}),
		...(provider === undefined ? {} : {provider}),
		...(headline === undefined ? {} : {headline}),
		...(endedAt === undefined ? {} : {endedAt}),
		...(session.launched && endedAt === undefined && session.socket !== undefined ? {socket: session.socket} : {}),
		...(history === undefined ? {} : {history}),
		...(exit === undefined ? {} : {exit: {code: exit.code, signal: exit.signal}}),
	};
}

/** Those that the floor shows: all that are open and have been started, and the few that ended last. */
export function shownSessions(sessions: readonly Session[]): Session[] {
	const open = sessions.filter(session => session.endedAt === undefined && session.launched);
	const ended = sessions.filter(session => session.endedAt !== undefined).toSorted((a, b) => b.endedAt! - a.endedAt!).slice(0, endedShown);
	return [...open.toSorted((a, b) => a.number - b.number), ...ended];
}
