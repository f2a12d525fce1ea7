import type {ClientModel} from '../floor/model.js';
import {fit, plain, span, widthOf, type Line} from '../theme/line.js';
import {firstKey} from '../bindings/first-key.js';
import {isAllDone} from '../floor/current.js';
import {money} from '../theme/figures.js';

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

	const proving = floor.tasks.filter(({state, stage}) => state === 'running' && (stage === 'gate' || stage === 'merge'));
	if (proving.length > 0) {
		return [
			[span(`The gates prove ${counted(proving.length, 'task')}: `, 'strong'), span(plain(proving.map(({id}) => id).join(', '), 60), 'strong')],
			[span('Press '), span(firstKey(model, 'watch'), 'key'), span(' to watch what they print.')],
		];
	}

	return isAllDone(floor)
		? doneWords(model)
		: [
			[span('No agent works at this moment.', 'strong')],
			[span('Press '), span(firstKey(model, 'add'), 'key'), span(' to add a task; the queue says what the others wait for.')],
		];
}

/** How it went, and what there is to do then. */
function doneWords(model: ClientModel): Line[] {
	const {tasks, rules} = model.floor;
	const merged = tasks.filter(({state}) => state === 'merged');
	const again = merged.filter(({generation}) => generation > 1).length;
	const cost = tasks.reduce((sum, task) => sum + task.cost, 0);
	const learned = rules.filter(({state, from}) => state === 'in force' && from.by === 'lesson');
	const key = (id: string, words: string): Line => [span(firstKey(model, id), 'key'), span(words)];
	return [
		[span('✓ ', 'good'), span('All work is done.', 'strong')],
		[],
		[span(`${counted(merged.length, 'task')} merged, for ${money(cost)}.`)],
		...(again === 0 ? [] : [[span(`${again === 1 ? 'One was' : `${again} were`} thrown away and built again from better instructions.`)]]),
		...(learned.length === 0 ? [] : [[span(`${counted(learned.length, 'rule')} learned on the way: `), span(plain(learned.map(({title}) => title).join(', '), 60), 'strong')]]),
		[],
		[...key('add', ' add a task   '), ...key('task', ' what was done   '), ...key('detach', ' leave')],
	];
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
