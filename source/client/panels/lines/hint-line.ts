import {firstKey} from '../../bindings/first-key.js';
import {hintsFor} from '../../bindings/hints.js';
import {bindingOf} from '../../bindings/table.js';
import {shownWish, wishKey, wishWords} from '../../dialogs/clipboard.js';
import type {Arrangement} from '../../floor/arrange.js';
import {focusedSession} from '../../floor/current.js';
import type {ClientModel, ClipboardWish, Message} from '../../floor/model.js';
import {cutTo, fit, plain, span, widthOf, type Line} from '../../theme/line.js';
import {joinPieces, keepPieces, piece, type Piece} from '../../theme/pieces.js';
import type {Role} from '../../theme/role.js';

const roles: Record<Message['level'], Role> = {info: 'text', good: 'good', warn: 'needs', bad: 'bad'};

/** The keys that apply now, or what was just said to the person. */
export function hintLine(model: ClientModel, {hidden}: Arrangement): Line {
	const {ui, size: {cols}} = model;
	if (ui.message !== undefined && isTrue(model, ui.message)) {
		return fit([span(' '), ...leaving(model), span(plain(ui.message.text, 1000), roles[ui.message.level])], cols);
	}

	// A dialog says its keys itself.
	const wish = ui.prefixed || ui.mode === 'scroll' ? undefined : shownWish(model);
	if (ui.dialog !== undefined && wish === undefined) {
		return fit([], cols);
	}

	const mode = modeLine(model);
	const hints = hintsFor(model).map(({id, keys, words, rank}): Piece & {id: string} =>
		({...piece(rank, span(keys, 'key'), span(` ${id === 'next-pane' && hidden > 0 ? `${words}, ${hidden} more` : words}`, 'dim')), id}));
	const right = joinPieces(hints.filter(({id}) => atTheEnd.has(id)), 3);
	const room = cols - 2 - (mode.length === 0 ? 0 : widthOf(mode) + 3) - (right.length === 0 ? 0 : widthOf(right) + 3);
	if (wish !== undefined) {
		const width = cols - 1 - (right.length === 0 ? 0 : widthOf(right) + 3);
		return fit([span(' '), ...fit(asking(model, wish, width), width), ...(right.length === 0 ? [] : [span(' '.repeat(3)), ...right])], cols);
	}

	const left = joinPieces(keepPieces(hints.filter(({id}) => !atTheEnd.has(id)), {width: room, gap: 3}), 3);
	return fit([span(' '), ...mode, ...(mode.length === 0 ? [] : [span(' '.repeat(3))]), ...fit(left, room), ...(right.length === 0 ? [] : [span(' '.repeat(3)), ...right])], cols);
}

/** What waits for an answer, with the key that leads to it: that is seen also where the words have no room. */
function asking(model: ClientModel, wish: ClipboardWish, width: number): Line {
	const before = leaving(model);
	const key = [span(wishKey(model), 'key'), span(' look', 'dim')];
	return [...before, ...cutTo([span(`${wishWords(model, wish)}:`, 'needs')], width - widthOf(before) - widthOf(key) - 1), span(' '), ...key];
}

/** Columns of a sentence that is seen whole. */
export const roomToSay = (model: ClientModel): number => model.size.cols - 1 - widthOf(leaving(model));

/** Keys that go to the agent do not end what is said, and how to leave the agent must be seen all the same. */
const leaving = (model: ClientModel): Line => model.ui.mode === 'session' ? [span(firstKey(model, 'leave-session'), 'key'), span(' leave   ', 'dim')] : [];

/** What keeps a key from doing something may be over before its reason was read. */
const isTrue = (model: ClientModel, {of, text}: Message): boolean => of === undefined || bindingOf(of)?.off?.(model) === text;

// How to find all keys and how to leave is never what has no room.
const atTheEnd = new Set(['help', 'detach']);

/** Said only when keys mean something else than on the floor. */
function modeLine(model: ClientModel): Line {
	const {ui} = model;
	if (ui.prefixed) {
		return [span(model.keys.prefix, 'needs')];
	}

	const session = focusedSession(model);
	const name = session === undefined ? '' : ` ${session.number} ${plain(session.task ?? session.agent, 40)}`;
	switch (ui.mode) {
		case 'session': {
			return [span(`typing into${name}`, 'needs')];
		}

		case 'scroll': {
			return [span(`${ui.marking === undefined ? 'history of' : 'select in'}${name}`, 'needs')];
		}

		default: {
			return [];
		}
	}
}
