import {LineCounter, parseDocument} from 'yaml';
import {MillwrightError} from '../../base/errors.js';
import type {Intent} from '../../protocol/task.js';
import {readInput, type Inputs} from '../inputs/inputs.js';
import {parseIntentFile} from '../inputs/intent.js';
import {planTemplate} from './default-inputs.js';
import {defaultRoles} from './default-roles.js';
import {pipelineFault, pipelineSpec, type PipelineSpec} from './pipeline-spec.js';

const pipelineFile = 'pipeline.yaml';

/** `pipeline.yaml` of the inputs branch. Throws `bad-pipeline` with file, line, key, expected and got. */
export async function readPipeline(inputs: Inputs): Promise<PipelineSpec> {
	const text = await readInput(inputs, pipelineFile);
	if (text === undefined) {
		throw new MillwrightError('bad-pipeline', 'The inputs branch has no pipeline.yaml.', {
			hint: 'Bring it back with `millwright inputs log pipeline.yaml` and `millwright inputs edit pipeline.yaml`.',
		});
	}

	return parsePipeline(text);
}

export function parsePipeline(text: string): PipelineSpec {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	const [broken] = document.errors;
	if (broken !== undefined) {
		throw fault(`${pipelineFile}, line ${lines.linePos(broken.pos[0]).line}: ${broken.message.split('\n', 1)[0]!.replace(/ at line.*$/v, '')}.`);
	}

	const parsed = pipelineSpec.safeParse(document.toJS());
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		const keys = issue.path.map(key => typeof key === 'symbol' ? String(key) : key);
		const node = document.getIn(keys, true) as {range?: [number, number, number]} | undefined;
		const place = node?.range === undefined ? '' : `, line ${lines.linePos(node.range[0]).line}`;
		throw fault(`${pipelineFile}${place}: ${keys.join('.') || 'the file'}: ${issue.message}, and ${JSON.stringify(document.getIn(keys)) ?? 'nothing'} was given.`);
	}

	const problem = pipelineFault(parsed.data);
	if (problem !== undefined) {
		throw fault(`${pipelineFile}: ${problem}`);
	}

	return parsed.data;
}

export async function readIntent(inputs: Inputs, task: string): Promise<Intent> {
	const file = `intents/${task}.md`;
	const text = await readInput(inputs, file);
	if (text === undefined) {
		throw new MillwrightError('no-intent', `The inputs branch has no ${file}.`, {hint: `Write it with \`millwright edit ${task}\`.`});
	}

	return parseIntentFile(text, {file});
}

export const readTemplate = async (inputs: Inputs): Promise<string> => await readInput(inputs, 'plan-template.md') ?? planTemplate;

/** The words of a role: its file, or the shipped ones. */
export const readRoleWords = async (inputs: Inputs, role: string): Promise<string> =>
	await readInput(inputs, `roles/${role}.md`) ?? defaultRoles[role] ?? `You are ${role}.`;

const fault = (message: string): MillwrightError => new MillwrightError('bad-pipeline', message, {hint: 'Mend it with `millwright inputs edit pipeline.yaml`.'});
