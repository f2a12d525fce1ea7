import type {Binding} from '../../bindings/binding.js';
import {approvalOf} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {markBeyond} from '../../floor/reduce-list.js';
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
	{id: 'review-next-file', context: 'review', keys: [']', 'right'], words: 'go to the next file', hint: 'next file', rank: 15, off: model => noFile(model, 1), run: () => ({action: {type: 'mark', panel: 'review', by: 1}})},
	{id: 'review-previous-file', context: 'review', keys: ['[', 'left'], words: 'go to the previous file', off: model => noFile(model, -1), run: () => ({action: {type: 'mark', panel: 'review', by: -1}})},
];

function noChange({review}: ClientModel): string | undefined {
	return review?.view === undefined ? 'No change is on the screen.' : undefined;
}

function noFile(model: ClientModel, by: 1 | -1): string | undefined {
	return noChange(model) ?? (markBeyond(model, 'review', by) === undefined ? `The ${by === 1 ? 'end' : 'beginning'} of the change is on the screen.` : undefined);
}

function notWaiting(model: ClientModel): string | undefined {
	const {review} = model;
	return noChange(model) ?? (review !== undefined && approvalOf(model, review) === undefined ? 'This change does not wait for an approval.' : undefined);
}
