import type {ReviewView} from '../../../protocol/run.js';
import type {ClientModel} from '../../floor/model.js';
import {fit, plain, span} from '../../theme/line.js';
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

function waiting({review, floor}: ClientModel, width: number): PanelRow[] {
	const words = review === undefined
		? (floor.inbox.some(({kind}) => kind === 'approval')
			? 'Press d to look at the change that waits for you.'
			: 'No change waits for an approval.')
		: 'The change is being fetched …';
	return [{line: fit([span(words, 'dim')], width)}];
}

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
