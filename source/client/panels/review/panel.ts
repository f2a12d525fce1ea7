import type {ReviewView} from '../../../protocol/run.js';
import {firstKey} from '../../bindings/first-key.js';
import type {ClientModel} from '../../floor/model.js';
import {fit, plain, span, wrap} from '../../theme/line.js';
import type {Panel, PanelRow} from '../panel.js';
import {diffRows} from './diff.js';
import {evidenceRows, planRows} from './evidence.js';

export const reviewPanel: Panel = {
	name: 'review',
	title: ({review}) => review === undefined ? 'review' : `review  ${plain(review.task, 60)}`,
	note: ({review}) => review?.view === undefined
		? []
		: [
			span(`${review.view.files.length} ${review.view.files.length === 1 ? 'file' : 'files'}  `, 'dim'),
			span(`+${sum(review.view, 'added')}`, 'added'),
			span(' '),
			span(`−${sum(review.view, 'removed')}`, 'removed'),
		],
	rows: (model, {width}) => model.review?.view === undefined ? waiting(model, width) : allRows(model.review.view, width),
};

function waiting(model: ClientModel, width: number): PanelRow[] {
	const {review, floor} = model;
	if (review !== undefined) {
		return said(review.why ?? 'The change is being fetched …', width);
	}

	return floor.inbox.some(({kind}) => kind === 'approval')
		? said('The change that waits for you is being fetched …', width)
		: [
			...said('No change waits for your approval.', width),
			...said('When one is ready it appears here: what the verifiers and the gates say of it, what it changes, and the plan that it was built from.', width),
			...said(`${firstKey(model, 'review')} on a task of the queue shows the change of that task.`, width),
		];
}

const said = (words: string, width: number): PanelRow[] => wrap(words, width).map(text => ({line: fit([span(text, 'dim')], width)}));

// A diff of thousands of lines is made into rows once and not at each key.
const drawn = new WeakMap<ReviewView, {width: number; rows: PanelRow[]}>();

function allRows(review: ReviewView, width: number): PanelRow[] {
	const before = drawn.get(review);
	if (before?.width === width) {
		return before.rows;
	}

	const rows = [...evidenceRows(review, width), ...diffRows(review.diff, width), ...planRows(review.plan, width)];
	drawn.set(review, {width, rows});
	return rows;
}

const sum = ({files}: ReviewView, what: 'added' | 'removed'): number => files.reduce((total, file) => total + file[what], 0);
