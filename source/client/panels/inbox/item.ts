import type {InboxItem} from '../../../protocol/inbox.js';
import {span, type Line} from '../../theme/line.js';

export const itemShape = ({kind}: InboxItem): Line => kind === 'failure' || kind === 'damage' ? [span('✗', 'bad')] : [span('▲', 'needs')];

export type PrimaryAction = {action: InboxItem['actions'][number]; words: string};

const words: Record<InboxItem['actions'][number], string> = {
	answer: 'answer',
	approve: 'look at the change',
	reject: 'reject',
	raise: 'raise the budget',
	resume: 'resume',
	retry: 'try again',
	open: 'look at it',
	dismiss: 'dismiss',
	cancel: 'cancel the task',
};

/** What the answer key does with an item: the first thing that helps it on, and never one that throws work away. */
export function primaryAction({actions}: InboxItem): PrimaryAction {
	const order = Object.keys(words) as Array<keyof typeof words>;
	const action = order.find(candidate => actions.includes(candidate) && candidate !== 'reject') ?? 'dismiss';
	return {action, words: words[action]};
}
