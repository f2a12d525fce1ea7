import type {SessionView} from '../../../protocol/session.js';
import {isLive, projectName} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {elapsed, money} from '../../theme/figures.js';
import {cutTo, plain, span, widthOf, type Line} from '../../theme/line.js';
import {joinPieces, keepPieces, piece, type Piece} from '../../theme/pieces.js';
import {sessionStates, type Shown} from '../../theme/states.js';

// Columns: with fewer the words of a program say nothing, and more are a sentence that nobody reads in a border.
const [leastWords, mostWords] = [12, 60];

/**
The title of a session's pane, for at most `width` columns: number, task, stage and attempt, role, agent and model at the left; state, time and
cost at the right. What has no room goes, least needed first: the task and the state stay to the end. Where there is room left, it is what the
program says of itself, in its title or by OSC 7501; or what it asks.
*/
export function sessionTitle(model: ClientModel, session: SessionView, width: number): {left: Line; right: Line} {
	const project = projectName(model, session.project);
	const full = fitTitle(model, {session, project, width});
	// The stage says more than the project, which the queue shows too.
	return project === undefined || full.hasStage ? full : fitTitle(model, {session, project: undefined, width});
}

type About = {session: SessionView; project: string | undefined; width: number};

function fitTitle(model: ClientModel, {session, project, width}: About): {left: Line; right: Line; hasStage: boolean} {
	const left = leftPieces(model, {session, project});
	const right = rightPieces(model, session);
	// One column more than the two that stand between the parts: the border is to be seen between them.
	const kept = keepPieces([...left, ...right], {width: width - 1, gap: 2});
	const state = joinPieces(kept.filter(part => right.includes(part)), 2);
	const about = [...kept.filter(part => left.includes(part)), ...wordsPieces(session, width - widthOf(joinPieces(kept, 2)) - 3)];
	return {
		left: cutTo(joinPieces(about, 2), width - widthOf(state) - 3),
		right: state,
		hasStage: session.stage === undefined || kept.some(({rank}) => rank === 3),
	};
}

function leftPieces(model: ClientModel, {session, project}: {session: SessionView; project: string | undefined}): Piece[] {
	const role = model.ui.focus === session.id ? 'titleFocused' : 'title';
	const where = project === undefined || session.task === undefined ? '' : `${plain(project, 16)}/`;
	const name = `${where}${plain(session.task ?? project ?? session.project, 40)}`;
	const attempt = session.attempt === undefined || (session.attempts ?? 1) < 2 ? '' : ` ${session.attempt}/${session.attempts}`;
	return [
		piece(0, span(`${numberOf(model, session)}${name}`, role)),
		...(session.stage === undefined ? [] : [piece(3, span(`${session.stage}${attempt}`, 'dim'))]),
		// A builder is what everybody expects in a build; every other role is said.
		...(session.role === 'builder' || session.role === '' ? [] : [piece(2, span(plain(session.role, 20)))]),
		piece(6, span(plain(session.agent, 20), 'dim')),
		...(session.model === undefined ? [] : [piece(8, span(plain(session.model, 30), 'dim'))]),
	];
}

/** Nothing of one that has ended, nor what the title says already. */
function wordsPieces(session: SessionView, room: number): Piece[] {
	const words = plain(session.headline ?? '', mostWords);
	const known = [session.task, session.agent, session.model].map(name => name?.toLowerCase());
	return words === '' || room < leastWords || !isLive(session) || known.includes(words.toLowerCase()) ? [] : [piece(9, ...cutTo([span(words)], room))];
}

/** The key that goes there. One that has ended gives its number to the next: two panes with the same one would be a riddle. */
function numberOf({floor}: ClientModel, session: SessionView): string {
	const isTaken = !isLive(session) && floor.sessions.some(other => other.id !== session.id && other.number === session.number && isLive(other));
	return isTaken ? '' : `${session.number} `;
}

function rightPieces({now, ui}: ClientModel, session: SessionView): Piece[] {
	const {shape, word, role} = shownState(session);
	const scrolled = ui.scrolled[session.id];
	// Of one that ended, how long it took; of one that lives, how long it has been in this state.
	const age = isLive(session) ? now - session.since : (session.endedAt ?? now) - session.startedAt;
	return [
		...(scrolled?.matches === undefined ? [] : [piece(1, span(`match ${scrolled.matches.at} of ${scrolled.matches.of}`, 'needs'))]),
		...(scrolled === undefined || scrolled.offset === 0 ? [] : [piece(1, span(`↑ ${scrolled.offset} of ${scrolled.total}`, 'needs'))]),
		piece(0, span(`${shape} ${word}`, role)),
		...exitPieces(session),
		piece(5, span(elapsed(age), 'dim')),
		piece(4, span(money(session.cost), 'money')),
	];
}

/** With what its program ended, where that was not well. */
function exitPieces({exit}: SessionView): Piece[] {
	const code = exit?.code === 0 ? undefined : exit?.code;
	const how = exit?.signal ?? code;
	return how === undefined || how === null ? [] : [{...piece(4, span(plain(String(how), 12), 'bad')), gap: 1}];
}

/** One that the person opened for themselves neither failed nor succeeded when it is over. */
function shownState(session: SessionView): Shown {
	if (session.waits !== undefined) {
		return {...sessionStates.starting, word: 'waits'};
	}

	return session.task === undefined && !isLive(session) ? {shape: '·', word: 'ended', role: 'dim'} : sessionStates[session.state];
}
