import {MillwrightError} from '../../base/errors.js';
import {checkIntentFile, intentFile, parseIntentFile} from '../inputs/intent.js';
import {inputsLog, listInputs, readInput, writeInputs} from '../inputs/inputs.js';
import {parseRuleFile} from '../inputs/rule.js';
import {parsePipeline} from '../pipeline/read-inputs.js';
import {taskKey} from '../../../state/task.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';

type InputsHandlers = Pick<Handlers, Extract<keyof Handlers, `inputs.${string}` | `rules.${string}`>>;

export function inputsHandlers(desk: Desk): InputsHandlers {
	const {parts, rules} = desk;
	const open = async (name: string) => {
		const {id} = desk.project(name);
		const {inputs} = await parts.rooms.get(id);
		return {id, inputs};
	};

	return {
		async 'rules.list'({project}) {
			const projects = project === undefined ? parts.store.projects.all() : [desk.project(project)];
			return (await Promise.all(projects.map(async ({id}) => {
				await rules.read(id);
				return rules.views(id);
			}))).flat();
		},
		'rules.add': async ({project, title, text}) => rules.add(desk.project(project).id, {title, text}),
		'rules.retire': async ({project, rule, reason}) => rules.turn(desk.project(project).id, {id: rule, state: 'retired', cause: `retire the rule ${rule}${reason === '' ? '' : `: ${reason}`}`}),
		'rules.restore': async ({project, rule}) => rules.turn(desk.project(project).id, {id: rule, state: 'in force', cause: `restore the rule ${rule}`}),
		async 'inputs.log'({project, limit, file}) {
			const {inputs} = await open(project);
			return inputsLog(inputs, {limit, file});
		},
		async 'inputs.list'({project}) {
			const {inputs} = await open(project);
			return listInputs(inputs);
		},
		async 'inputs.read'({project, file}) {
			const {id, inputs} = await open(project);
			const text = await readInput(inputs, file);
			if (text === undefined) {
				throw new MillwrightError('unknown-input', `The inputs of ${id} have no file "${file}".`, {hint: 'See `millwright inputs ls`.'});
			}

			return {file, text};
		},
		async 'inputs.write'({project, file, text, cause}) {
			const {id, inputs} = await open(project);
			check(file, text);
			const change = await writeInputs(inputs, {files: {[file]: text}, cause});
			await rules.read(id);
			await followIntent(desk, {project: id, file, text});
			return change ?? {commit: '', at: Date.now(), cause: 'nothing changed', files: []};
		},
	};
}

/** What is no valid file of its kind is refused before it is written. */
function check(file: string, text: string): void {
	if (file === 'pipeline.yaml') {
		parsePipeline(text);
	} else if (file.startsWith('rules/')) {
		parseRuleFile(text, {file});
	} else if (file.startsWith('intents/')) {
		checkIntentFile(text, {file});
	}
}

/** A task's title and text follow its intent. */
async function followIntent({parts}: Desk, {project, file, text}: {project: string; file: string; text: string}): Promise<void> {
	const task = parts.store.tasks.all().find(known => known.project === project && intentFile(known.id) === file);
	if (task !== undefined) {
		await parts.store.tasks.update(taskKey(task), draft => {
			draft.title = parseIntentFile(text, {file}).title;
			draft.text = text;
		});
	}
}
