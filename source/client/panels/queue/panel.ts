import type {TaskView} from '../../../protocol/task.js';
import {projectName, taskKey, tasksInOrder} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {money, progressBar} from '../../theme/figures.js';
import {cellsToLine, fit, plain, span, widthOf, type Cell, type Line} from '../../theme/line.js';
import {taskStates} from '../../theme/states.js';
import type {Panel, PanelRow} from '../panel.js';
import {queueDetail} from './detail.js';

export const queuePanel: Panel = {
	name: 'queue',
	title: () => 'queue',
	note: ({floor}) => [span(`${floor.slots.used} of ${usableSlots(floor)} slots`, 'dim')],
	rows(model, {width}) {
		const tasks = tasksInOrder(model);
		return tasks.length === 0 ? emptyRows(model, width) : taskRows({model, tasks, width});
	},
	foot: (model, {width, height}) => queueDetail(model, {width, room: height - model.floor.tasks.length}),
};

/** Where the projects together may use fewer than there are, the rest is free for nobody. */
const usableSlots = ({slots, projects}: ClientModel['floor']): number =>
	projects.length === 0 ? slots.limit : Math.min(slots.limit, projects.reduce((sum, project) => sum + project.slots.limit, 0));

function emptyRows({floor}: ClientModel, width: number): PanelRow[] {
	const line: Line = floor.projects.length === 0
		? [span('No project yet: run '), span('millwright init', 'key'), span(' in a git repository.')]
		: [span('Nothing queued. Press '), span('+', 'key'), span(' to add a task.')];
	return [{line: fit(line, width)}];
}

function taskRows({model, tasks, width}: {model: ClientModel; tasks: TaskView[]; width: number}): PanelRow[] {
	const names = tasks.map(task => nameOf(model, task));
	const nameWidth = Math.min(Math.max(...names.map(name => widthOf(name))), Math.max(10, width - roomBesideName), Math.max(10, Math.floor(width * 0.4)));
	return tasks.map((task, index) => ({key: taskKey(task), line: taskLine(task, {name: names[index]!, nameWidth, width})}));
}

// Shape, stage and bar, cost, and what is between them.
const roomBesideName = 2 + 16 + 9;

function nameOf(model: ClientModel, task: TaskView): Line {
	const project = projectName(model, task.project);
	return [...(project === undefined ? [] : [span(`${plain(project, 20)}/`, 'dim')]), span(plain(task.id, 60), task.state === 'merged' || task.state === 'cancelled' ? 'dim' : 'text')];
}

function taskLine(task: TaskView, {name, nameWidth, width}: {name: Line; nameWidth: number; width: number}): Line {
	const {shape, role} = taskStates[task.state];
	const costWidth = 7;
	// The shape and the cost with their gaps; what is left between name and cost says what it is doing.
	const rest = width - 2 - nameWidth - 2 - 2 - costWidth;
	const hasCost = rest >= 8 && task.cost > 0;
	const middle = hasCost ? rest : width - 2 - nameWidth - 2;
	return fit(cellsToLine([
		{line: [span(`${shape} `, role), ...name], width: nameWidth + 2},
		...(middle >= 4 ? doing(task, middle) : []),
		...(hasCost ? [{line: [span(money(task.cost), 'money')], width: costWidth, align: 'right'} satisfies Cell] : []),
	]), width);
}

/** Where it is, how far, and what is worth knowing; a task that is not under way says why instead. */
function doing(task: TaskView, width: number): Cell[] {
	const {word, role} = taskStates[task.state];
	if (task.state !== 'running' && task.state !== 'needs') {
		return [{line: [span(whyNot(task), task.state === 'merged' ? 'dim' : role)], width}];
	}

	const stage: Line = [span(task.stage ?? word, task.state === 'needs' ? 'needs' : 'text')];
	if (width < 7 + 2 + 5) {
		return [{line: stage, width}];
	}

	// Stage, bar, and the rest when it has room for words; without them the bar's cell takes it all, so that the cost stays at the end.
	const rest = width - 7 - 2 - 5 - 2;
	const bar: Line = [span(progressBar(task.progress, 5), role)];
	return [{line: stage, width: 7}, ...(rest >= 8 ? [{line: bar, width: 5}, {line: [span(moreOf(task), 'dim')] satisfies Line, width: rest}] : [{line: bar, width: width - 7 - 2}])];
}

function whyNot(task: TaskView): string {
	if (task.waitsFor.length > 0 && task.state === 'waiting') {
		return `waits for ${task.waitsFor.map(id => plain(id, 60)).join(', ')}`;
	}

	const {word} = taskStates[task.state];
	return task.reason === undefined || task.reason === '' ? word : `${word}: ${plain(task.reason)}`;
}

function moreOf(task: TaskView): string {
	const words = [
		...(task.state === 'needs' ? ['needs you'] : []),
		...(task.generation > 1 ? [`generation ${task.generation}`] : []),
		...(task.attempts.total > 1 ? [`${task.attempts.total} attempts`] : []),
	];
	return words.length > 0 ? words.join(', ') : plain(task.title);
}
