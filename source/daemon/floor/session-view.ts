import type {SessionView} from '../../protocol/session.js';
import type {Session} from '../../../state/session.js';
import type {Desk} from '../handlers/desk.js';

// A session that has just ended is still worth a look; the floor shows the newest of these beside the live ones.
const endedShown = 3;

/** A session as the floor shows it. */
export function sessionView(desk: Desk, session: Session): SessionView {
	const {cost, tokens} = desk.spentBy(session.id);
	const waits = waitOf(desk, session);
	const {id, number, project, task, run, attempt, attempts, stage, role, agent, model, provider, state, evidence, headline, since, startedAt, endedAt, history, exit} = session;
	return {
		id, number, project, role, agent, state, evidence, since, startedAt, cost, tokens,
		...(waits === undefined ? {} : {waits}),
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

/** Those that the floor shows: all that are open and have been started, those of the person's own that wait for their start too, and the few that ended last. */
export function shownSessions(sessions: readonly Session[]): Session[] {
	const open = sessions.filter(session => session.endedAt === undefined && (session.launched || session.task === undefined));
	const ended = sessions.filter(session => session.endedAt !== undefined).toSorted((a, b) => b.endedAt! - a.endedAt!).slice(0, endedShown);
	return [...open.toSorted((a, b) => a.number - b.number), ...ended];
}

/** Which slots are all taken, as long as a session stands in line for one. */
function waitOf(desk: Desk, {id, project, launched, endedAt}: Session): string | undefined {
	const {slots, config, store} = desk.parts;
	if (launched || endedAt !== undefined || slots.holds(id) || slots.isFree(project)) {
		return undefined;
	}

	const {used, limit} = desk.slotsOf(project);
	return used < limit
		? `waits for a slot: ${slots.used()} of ${config.slots.overall} taken`
		: `waits for a slot of ${store.projects.get(project)?.name ?? project}: ${used} of ${limit} taken`;
}
