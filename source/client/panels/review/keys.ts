import type {Binding} from '../../bindings/binding.js';
import {approvalOf} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {plain} from '../../theme/line.js';
import {listKeys} from '../list-keys.js';

export const reviewKeys: Binding[] = [
	...listKeys('review'),
	{
		id: 'approve', context: 'review', keys: ['a'], words: 'approve the change that is on the screen: it is merged', hint: 'approve', rank: 1,
		off: notWaiting,
		run({review, ui}) {
			if (review?.view === undefined) {
				return {};
			}

			const {project, task} = review;
			return {effects: [{type: 'request', name: 'approve', params: {project, task, attempt: review.view.attempt, commit: review.view.commit}, said: `${plain(task)} is approved.`, becomes: () => ({type: 'layout', name: ui.before ?? 'floor'})}]};
		},
	},
	{id: 'review-next-file', context: 'review', keys: [']', 'right'], words: 'go to the next file', hint: 'next file', rank: 15, run: () => ({action: {type: 'mark', panel: 'review', by: 1}})},
	{id: 'review-previous-file', context: 'review', keys: ['[', 'left'], words: 'go to the previous file', run: () => ({action: {type: 'mark', panel: 'review', by: -1}})},
];

function notWaiting(model: ClientModel): string | undefined {
	const {review} = model;
	if (review?.view === undefined) {
		return 'No change is on the screen.';
	}

	return approvalOf(model, review) === undefined ? 'This change does not wait for an approval.' : undefined;
}
