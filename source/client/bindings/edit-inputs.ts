import type {TaskView} from '../../protocol/task.js';
import {filled} from '../dialogs/text-input.js';
import {currentProject, currentTask} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {plain} from '../theme/line.js';
import type {Resolved} from './binding.js';

/** Asks which of the inputs of the current project to edit: those of the task that keys are about first. */
export function editInputs(model: ClientModel): Resolved {
	const project = currentProject(model)!;
	const task = currentTask(model);
	return {
		effects: [{
			type: 'request',
			name: 'inputs.list',
			params: {project},
			opens: true,
			becomes: names => ({type: 'open', dialog: {kind: 'edit', project, files: filesOf(model, {names, project, task}), input: filled(), selected: 0}}),
		}],
	};
}

type Listing = {names: readonly string[]; project: string; task: TaskView | undefined};

function filesOf({floor}: ClientModel, {names, project, task}: Listing): Array<{file: string; words: string}> {
	const own = task?.project === project ? [`intents/${task.id}.md`, `plans/${task.id}-plan.md`] : [];
	const kinds: Array<[RegExp, (id: string) => string]> = [
		[/^plan-template\.md$/v, () => 'plan template'],
		[/^pipeline\.yaml$/v, () => 'pipeline'],
		[/^roles\/(?<id>.+)\.md$/v, id => `role: ${id}`],
		[/^rules\/(?<id>.+)\.md$/v, id => `rule: ${floor.rules.find(rule => rule.project === project && rule.id === id)?.title ?? id}`],
		[/^intents\/(?<id>.+)\.md$/v, id => `intent of ${id}`],
		[/^plans\/(?<id>.+)-plan\.md$/v, id => `plan of ${id}`],
	];
	return [...new Set([...own.filter(file => names.includes(file)), ...kinds.flatMap(([pattern]) => names.filter(name => pattern.test(name)))])].map(file => {
		const [pattern, words] = kinds.find(([pattern]) => pattern.test(file))!;
		return {file, words: plain(words(pattern.exec(file)!.groups?.['id'] ?? ''))};
	});
}
