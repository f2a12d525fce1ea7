import type {InboxItem} from '../../../protocol/inbox.js';
import {firstKey} from '../../bindings/first-key.js';
import {currentItem} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {elapsed} from '../../theme/figures.js';
import {fit, plain, span, spread, widthOf, wrap, type Line} from '../../theme/line.js';
import {joinPieces, keepPieces, piece} from '../../theme/pieces.js';
import {safeBlock} from '../../../base/safe-text.js';
import type {Panel} from '../panel.js';
import {itemShape, primaryAction} from './item.js';

export const inboxPanel: Panel = {
	name: 'inbox',
	title: () => 'inbox',
	note: ({floor}) => floor.inbox.length === 0 ? [] : [span(`${floor.inbox.length} need${floor.inbox.length === 1 ? 's' : ''} you`, 'needs')],
	rows({floor, now}, {width}) {
		if (floor.inbox.length === 0) {
			return [{line: fit([span('Nobody needs you.', 'dim')], width)}];
		}

		return floor.inbox.map(item => ({
			key: item.id,
			line: spread({left: [...itemShape(item), span(' '), span(plain(item.title))], right: [span(elapsed(now - item.since), 'dim')], width}),
		}));
	},
	/** The selected item in full, when there is room for more than the list. */
	foot(model, {width, height}) {
		const item = currentItem(model);
		const room = Math.min(height - Math.min(model.floor.inbox.length, 4) - 1, Math.floor(height * 0.7));
		return item === undefined || room < 3 ? [] : detail(model, {item, width, room});
	},
};

function detail(model: ClientModel, {item, width, room}: {item: InboxItem; width: number; room: number}): Line[] {
	const title = plain(item.title);
	// The list above says the title already, unless it was cut.
	const isCut = widthOf([span(title)]) > width - 10;
	const words: Line[] = [
		...(isCut ? wrap(title, width).map((text): Line => [span(text, 'strong')]) : []),
		...wrap(safeBlock(item.detail), width).map(text => [span(plain(text), 'dim')]),
		...(item.recommended === undefined || item.choices.includes(item.recommended) ? [] : wrap(`recommended: ${plain(item.recommended)}`, width).map(text => [span(text, 'good')])),
		...item.choices.map((choice, index) => [span(`${index + 1} `, 'key'), span(plain(choice)), ...(choice === item.recommended ? [span('  recommended', 'good')] : [])]),
	];
	const keys = [
		{id: 'answer', words: primaryAction(item).words},
		...(item.actions.includes('reject') ? [{id: 'reject', words: 'reject'}] : []),
		...(item.actions.includes('cancel') ? [{id: 'cancel', words: 'cancel the task'}] : []),
	].map((key, rank) => piece(rank, span(firstKey(model, key.id), 'key'), span(` ${key.words}`)));
	const shown = words.length + 2 > room ? [...words.slice(0, Math.max(1, room - 3)), [span('…', 'dim')]] : words;
	return [[span('─'.repeat(width), 'border')], ...shown, joinPieces(keepPieces(keys, {width, gap: 3}), 3)].map(line => fit(line, width));
}
