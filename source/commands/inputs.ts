import {MillwrightError} from '../base/errors.js';
import {safeBlock, safeLine} from '../base/safe-text.js';
import {flagOption, textOption, type Invocation, type RunCommand} from './command.js';
import {editText} from './editor.js';
import {findProject} from './find.js';
import {when} from './format.js';
import {meant} from './meant.js';
import {wholeNumber} from './numbers.js';
import {usageError} from './parse.js';
import {withDaemon, type Daemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import {report} from './report.js';

type Work = {daemon: Daemon; invocation: Invocation; project: string; file: string | undefined};

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const [what = 'log', file] = invocation.arguments;
	const project = (await findProject({daemon, invocation})).id;
	await steps[what as keyof typeof steps]({daemon, invocation, project, file});
	return 0;
});

const steps = {
	async log({daemon, invocation: {context: {print}, options}, project, file}: Work) {
		const limit = wholeNumber(options, 'limit', {least: 1, most: 100_000});
		const changes = await daemon.request('inputs.log', {project, ...(limit === undefined ? {} : {limit}), ...(file === undefined ? {} : {file})});
		if (flagOption(options, 'json')) {
			print.json(changes);
			return;
		}

		for (const change of changes) {
			print.line(`${print.paint('cyan', change.commit.slice(0, 10))}  ${when(change.at)}  ${safeLine(change.cause)}`);
			print.line(print.paint('dim', `            ${change.files.map(name => safeLine(name)).join(', ')}`));
		}
	},
	async ls({daemon, invocation, project}: Work) {
		const files = await daemon.request('inputs.list', {project});
		report(invocation, files, () => files.map(name => safeLine(name)).join('\n'));
	},
	async show(work: Work) {
		const read = await readInput(work);
		report(work.invocation, read, () => safeBlock(read.text).trimEnd());
	},
	async edit(work: Work) {
		refuseAgents(work.invocation.context, 'change what they are told');
		const {daemon, invocation: {context, options}, project} = work;
		const {file, text} = await readInput(work);
		const cause = textOption(options, 'cause') ?? `Edit ${file} by hand`;
		const change = await editText({context, text, name: file.replaceAll('/', '-'), use: async edited => daemon.request('inputs.write', {project, file, text: edited, cause})});
		if (change === undefined) {
			throw new MillwrightError('unchanged', 'Nothing was changed.', {hint: 'Save the file in the editor to change it.'});
		}

		report(work.invocation, change, () => `${change.commit.slice(0, 10)}  ${safeLine(change.cause)}`);
	},
};

async function readInput({daemon, invocation, project, file}: Work): Promise<{file: string; text: string}> {
	if (file === undefined) {
		throw usageError(`\`millwright inputs ${invocation.arguments[0]!}\` needs a file.`, '`millwright inputs ls` lists them.');
	}

	const files = await daemon.request('inputs.list', {project});
	if (!files.includes(file)) {
		throw new MillwrightError('unknown-input', `There is no file \`${safeLine(file)}\` on the inputs branch.`, {hint: meant(file, files) ?? '`millwright inputs ls` lists them.'});
	}

	return daemon.request('inputs.read', {project, file});
}
