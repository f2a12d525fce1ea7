import {hintsFor} from '../../bindings/hints.js';
import type {Arrangement} from '../../floor/arrange.js';
import {focusedSession} from '../../floor/current.js';
import type {ClientModel, Message} from '../../floor/model.js';
import {fit, plain, span, widthOf, type Line} from '../../theme/line.js';
import {joinPieces, keepPieces, piece, type Piece} from '../../theme/pieces.js';
import type {Role} from '../../theme/role.js';

const roles: Record<Message['level'], Role> = {info: 'text', good: 'good', warn: 'needs', bad: 'bad'};

/** The keys that apply now, or what was just said to the person. */
export function hintLine(model: ClientModel, {hidden}: Arrangement): Line {
	const {ui, size: {cols}} = model;
	if (ui.message !== undefined) {
		return fit([span(' '), span(plain(ui.message.text, 1000), roles[ui.message.level])], cols);
	}

	const mode = modeLine(model);
	const room = cols - 2 - (mode.length === 0 ? 0 : widthOf(mode) + 3);
	const hints = hintsFor(model).map(({id, keys, words, rank}): Piece =>
		piece(rank, span(keys, 'key'), span(` ${id === 'next-pane' && hidden > 0 ? `${words}, ${hidden} more` : words}`, 'dim')));
	return fit([span(' '), ...mode, ...(mode.length === 0 ? [] : [span('   ')]), ...joinPieces(keepPieces(hints, {width: room, gap: 3}), 3)], cols);
}

/** Said only when keys mean something else than on the floor. */
function modeLine(model: ClientModel): Line {
	const {ui} = model;
	const session = focusedSession(model);
	const name = session === undefined ? '' : ` ${session.number} ${plain(session.task ?? session.agent, 40)}`;
	if (ui.prefixed) {
		return [span(model.keys.prefix, 'needs')];
	}

	switch (ui.mode) {
		case 'session': {
			return [span(`typing into${name}`, 'needs')];
		}

		case 'scroll': {
			return [span(`history of${name}`, 'needs')];
		}

		default: {
			return [];
		}
	}
}
