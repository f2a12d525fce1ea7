import type {InboxItem} from '../../../protocol/inbox.js';
import {currentItem} from '../../floor/current.js';
import {duration} from '../../theme/figures.js';
import {fit, plain, span, spread, wrap, type Line} from '../../theme/line.js';
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
			line: spread({left: [...itemShape(item), span(' '), span(plain(item.title))], right: [span(duration(now - item.since), 'dim')], width}),
		}));
	},
	/** The selected item in full, when there is room for more than the list. */
	foot(model, {width, height}) {
		const item = currentItem(model);
		const room = Math.min(height - Math.min(model.floor.inbox.length, 4) - 1, Math.floor(height * 0.7));
		return item === undefined || room < 3 ? [] : detail(item, {width, room});
	},
};

function detail(item: InboxItem, {width, room}: {width: number; room: number}): Line[] {
	const action = primaryAction(item);
	const words: Line[] = [
		...wrap(plain(item.title), width).map(text => [span(text, 'strong')]),
		...wrap(safeBlock(item.detail), width).map(text => [span(plain(text), 'dim')]),
		...(item.recommended === undefined ? [] : wrap(`recommended: ${plain(item.recommended)}`, width).map(text => [span(text, 'good')])),
		...item.choices.map((choice, index) => [span(`${index + 1} `, 'key'), span(plain(choice))]),
	];
	const keys: Line = [span('a ', 'key'), span(action.words), ...(item.actions.includes('reject') ? [span('   r ', 'key'), span('reject')] : []), span('   x ', 'key'), span('cancel the task')];
	const shown = words.length + 2 > room ? [...words.slice(0, Math.max(1, room - 3)), [span('…', 'dim')]] : words;
	return [[span('─'.repeat(width), 'border')], ...shown, keys].map(line => fit(line, width));
}
