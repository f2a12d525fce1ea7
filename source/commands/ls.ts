import {safeLine} from '../base/safe-text.js';
import type {TaskView} from '../protocol/task.js';
import {flagOption, textOption, type RunCommand} from './command.js';
import {findProjectHere} from './find.js';
import {money, span, stateWord} from './format.js';
import {withDaemon} from './reach.js';
import {printTable} from './table.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context: {print}, options} = invocation;
	const isAll = flagOption(options, 'all');
	const project = isAll && textOption(options, 'project') === undefined ? undefined : await findProjectHere({daemon, invocation});
	const tasks = await daemon.request('task.list', project === undefined ? {} : {project: project.id});
	const shown = isAll ? tasks : tasks.filter(task => task.state !== 'merged' && task.state !== 'cancelled');
	if (flagOption(options, 'json')) {
		print.json(shown);
		return 0;
	}

	if (shown.length === 0) {
		print.line(tasks.length === 0 ? 'Nothing is queued. Add a task: `millwright add "…"`.' : `Nothing is open; ${tasks.length} merged or cancelled (\`millwright ls --all\`).`);
		return 0;
	}

	const projects = project === undefined ? await daemon.request('project.list', {}) : [];
	const names = new Map(projects.map(({id, name}) => [id, name]));
	await printTable(print, {
		columns: [
			...(project === undefined ? [{heading: 'project'}] : []),
			{heading: 'task'},
			{heading: 'state'},
			{heading: 'stage'},
			{heading: 'for', align: 'right' as const},
			{heading: 'cost', align: 'right' as const},
			{heading: 'what', flexible: true},
		],
		rows: shown.map(task => [
			...(project === undefined ? [safeLine(names.get(task.project) ?? task.project, 30)] : []),
			task.id,
			stateWord(task.state),
			stageWords(task),
			span(Date.now() - task.since),
			money(task.cost),
			safeLine(whatOf(task)),
		]),
	});
	return 0;
});

function stageWords(task: TaskView): string {
	const generation = task.generation > 1 ? ` (generation ${task.generation})` : '';
	return task.stage === undefined ? '' : `${task.stage}${generation}`;
}

function whatOf(task: TaskView): string {
	if (task.reason !== undefined) {
		return task.reason;
	}

	return task.waitsFor.length > 0 ? `waits for ${task.waitsFor.join(', ')}` : task.title;
}
