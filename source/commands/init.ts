import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import type {GateSpec} from '../protocol/project.js';
import {changeSettings} from './change-settings.js';
import {flagOption, type Invocation, type RunCommand} from './command.js';
import {confirm} from './confirm-project.js';
import {money} from './format.js';
import {gateDoubts} from './gate-doubts.js';
import {readOptions} from './init-options.js';
import {withDaemon} from './reach.js';
import {report} from './report.js';
import {gateWords, sayDoubts, sayProposal, type Chosen} from './say-proposal.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context: {print, interactive, cwd, environment}, options} = invocation;
	const folder = path.resolve(cwd, invocation.arguments[0] ?? '.');
	const proposal = await print.during('Looking at the repository', daemon.request('project.propose', {path: folder}));
	const given = readOptions(proposal, options);
	const doubts = (gates: readonly GateSpec[]) => {
		sayDoubts(print, [...proposal.warnings, ...gateDoubts(gates, {folder: proposal.path, search: environment['PATH'] ?? ''})]);
	};

	if (proposal.alreadyInitialised) {
		const changed = await changeSettings({daemon, given, invocation});
		doubts(changed.gates);
		report(invocation, changed, () => `${print.paint('green', '✓')} The settings of ${safeLine(proposal.name)} are changed.`);
		return 0;
	}

	const mayAsk = interactive && !flagOption(options, 'yes') && !flagOption(options, 'json');
	const say = (chosen: Chosen) => {
		sayProposal(print.note, {...proposal, ...chosen});
		doubts(chosen.gates);
	};

	if (!mayAsk && !flagOption(options, 'yes')) {
		say(given);
		throw new MillwrightError('not-confirmed', 'What was found has to be confirmed, and there is no terminal to ask.', {hint: 'Give `--yes` to take it, and --base, --gate, --agent, --budget to change it.', exitCode: 2});
	}

	const chosen = mayAsk ? await confirm({say, proposal, given}) : given;
	const project = await print.during('Writing the inputs branch', daemon.request('project.init', chosen));
	if (!mayAsk) {
		doubts(project.gates);
	}

	if (flagOption(options, 'json')) {
		print.json(project);
		return 0;
	}

	print.line(`${print.paint('green', '✓')} ${safeLine(project.name)} is ready: built on ${safeLine(project.base)}, ${gateWords(project.gates)}${project.budget === undefined ? '' : `, ${money(project.budget.limit)} a day at most`}.`);
	if (project.providers.length < 2) {
		print.line(print.paint('yellow', project.providers.length === 0
			? '▲ No model provider is configured: set ANTHROPIC_API_KEY or OPENAI_API_KEY, or name a local endpoint in config.yaml. `millwright doctor` says what it finds.'
			: `▲ Only ${safeLine(project.providers[0]!)} is configured: the work will be verified by a single provider, and every approval will say so.`));
	}

	print.line('Next: `millwright add "what must be true when it is done"`, and `millwright` to watch.');
	return 0;
});

/** For `millwright` without a command: the same conversation, in this folder. */
export const initHere = async (invocation: Invocation): Promise<number> => await run({...invocation, arguments: [], options: {}}) ?? 0;
