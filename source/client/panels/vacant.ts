import type {ClientModel} from '../floor/model.js';
import {fit, span, widthOf, type Line} from '../theme/line.js';
import {firstKey} from '../bindings/first-key.js';

/** What the floor says where no session is: what to do next. */
export function vacantLines(model: ClientModel, {width, height}: {width: number; height: number}): Line[] {
	const words = wordsFor(model);
	const above = Math.max(0, Math.floor((height - words.length) / 2));
	return [
		...Array.from({length: above}, () => fit([], width)),
		...words.map(line => fit([span(' '.repeat(Math.max(0, Math.floor((width - widthOf(line)) / 2)))), ...line], width)),
	];
}

function wordsFor(model: ClientModel): Line[] {
	const {floor} = model;
	if (floor.projects.length === 0) {
		return [
			[span('No project yet.', 'strong')],
			[span('Run '), span('millwright init', 'key'), span(' in a git repository, and it appears here.')],
		];
	}

	if (floor.tasks.length === 0) {
		return [
			[span('Nothing runs and nothing is queued.', 'strong')],
			[span('Press '), span(firstKey(model, 'add'), 'key'), span(' to add a task: say what must be true when it is done.')],
			[span('Press '), span(firstKey(model, 'help'), 'key'), span(' for all keys.')],
		];
	}

	const isAllDone = floor.tasks.every(({state}) => state === 'merged' || state === 'cancelled');
	return [
		[span(isAllDone ? 'All work is done.' : 'No agent works at this moment.', 'strong')],
		[span('Press '), span(firstKey(model, 'add'), 'key'), span(isAllDone ? ' to add a task.' : ' to add a task; the queue says what the others wait for.')],
	];
}
