import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import type {GateSpec, ProjectProposal} from '../protocol/project.js';
import {askLine, askYes} from './ask.js';
import {changeSettings} from './change-settings.js';
import {flagOption, listOption, textOption, type Invocation, type OptionValues, type RunCommand} from './command.js';
import {money} from './format.js';
import {gateDoubts} from './gate-doubts.js';
import {givenGates} from './given-gate.js';
import {dollars, wholeNumber} from './numbers.js';
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

function readOptions(proposal: ProjectProposal, options: OptionValues): Chosen {
	const gates = givenGates(listOption(options, 'gate'), proposal.gates);
	const optional: Omit<Chosen, 'path' | 'gates'> = withoutUndefined({
		name: textOption(options, 'name'),
		base: textOption(options, 'base'),
		agent: textOption(options, 'agent'),
		budget: dollars(options, 'budget'),
		attempts: wholeNumber(options, 'attempts', {least: 1, most: 16}),
	});
	return {path: proposal.path, gates: gates.length === 0 ? proposal.gates : gates, ...optional};
}

type Defined<Value> = {[Key in keyof Value]?: Exclude<Value[Key], undefined>};

const withoutUndefined = <Value extends Record<string, unknown>>(value: Value): Defined<Value> => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<Value>;

/** Shows what would be begun and asks, until the person says yes. */
async function confirm({say, proposal, given}: {say: (chosen: Chosen) => void; proposal: ProjectProposal; given: Chosen}): Promise<Chosen> {
	say(given);
	return await askYes('Begin so?') ? given : confirm({say, proposal, given: await askAgain(proposal, given)});
}

async function askAgain(proposal: ProjectProposal, given: Chosen): Promise<Chosen> {
	const base = await askLine('Base branch', given.base ?? proposal.base);
	const lines = await askLine('Gates, separated by ;', given.gates.map(gate => gate.command.join(' ')).join('; '));
	const agent = await askLine(`Agent that builds (builtin${proposal.agents.map(name => `, ${name}`).join('')})`, given.agent ?? 'builtin');
	const budget = await askLine('Dollars a day at most, or none', given.budget === undefined ? 'none' : String(given.budget));
	const gates = givenGates(lines.split(';').filter(line => line.trim() !== ''), proposal.gates);
	const limit = budget === 'none' ? undefined : dollars({budget}, 'budget');
	const {budget: _, ...rest} = given;
	return {...rest, base, gates, agent, ...(limit === undefined ? {} : {budget: limit})};
}

/** For `millwright` without a command: the same conversation, in this folder. */
export const initHere = async (invocation: Invocation): Promise<number> => await run({...invocation, arguments: [], options: {}}) ?? 0;
