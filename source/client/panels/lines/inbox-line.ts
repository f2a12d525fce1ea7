import {firstKey} from '../../bindings/first-key.js';
import {hintsFor} from '../../bindings/hints.js';
import {itemOfLine} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {elapsed} from '../../theme/figures.js';
import {cutTo, fit, plain, span, widthOf, type Line} from '../../theme/line.js';
import {joinPieces, piece, type Piece} from '../../theme/pieces.js';
import {itemShape, primaryAction} from '../inbox/item.js';
import {newsShape} from '../log/panel.js';

/** Who needs the person, and why; when nobody does, that and the last news. */
export function inboxLine(model: ClientModel): Line {
	const {floor, size, connection} = model;
	if (connection === 'down') {
		return fit([span(' ✗ ', 'bad'), span('The daemon does not answer; the agents go on. Trying again …')], size.cols);
	}

	return floor.inbox.length === 0 ? calm(model) : urgent(model);
}

function urgent(model: ClientModel): Line {
	const {floor, size: {cols}} = model;
	const item = itemOfLine(model)!;
	const title: Line = [span(' '), ...itemShape(item), span(' '), span(plain(item.title), 'strong')];
	// Keys that go to the agent are not said at all; where one has a nearer meaning, as in the review, it is not said for this one.
	const isTyping = model.ui.mode === 'session';
	const isTaken = model.ui.dialog === undefined && hintsFor(model).every(({id}) => id !== 'answer');
	const first: Piece[] = isTaken ? [] : [piece(0, span(firstKey(model, 'answer'), 'key'), span(` ${item.actions.includes('approve') ? 'review' : primaryAction(item).words}`))];
	const others: Piece[] = [
		...(floor.inbox.length > 1 ? [piece(0, span(firstKey(model, 'next'), 'key'), span(' next'))] : []),
		piece(0, span(firstKey(model, 'inbox'), 'key'), span(' inbox')),
	];
	// Why somebody needs the person matters more than the keys that go round the inbox.
	const all = joinPieces([...first, ...others], 3);
	const keys: Line = isTyping ? [] : [...(isTaken || widthOf(title) + widthOf(all) + 5 <= cols ? all : joinPieces(first, 3)), span(' ')];
	const room = cols - widthOf(keys) - 4;
	const advice: Line = item.recommended === undefined ? [] : [span('   recommended: ', 'dim'), span(plain(item.recommended), 'good')];
	const said = widthOf(title) + widthOf(advice) <= room || widthOf(title) + 24 <= room ? [...title, ...advice] : title;
	return fit([...fit(cutTo(said, room), room), span(' '.repeat(4)), ...keys], cols);
}

function calm({floor, size, now}: ClientModel): Line {
	const last = floor.news.at(-1);
	const news: Line = last === undefined ? [] : [span(' '.repeat(3)), ...newsShape(last), span(' '), span(plain(last.text), 'dim'), span(`  ${ago(now - last.at)}`, 'dim')];
	return fit([span(' Nobody needs you.', 'dim'), ...news], size.cols);
}

const ago = (age: number): string => age < 1000 ? 'just now' : `${elapsed(age)} ago`;
