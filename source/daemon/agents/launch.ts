import {Buffer} from 'node:buffer';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {safeInput} from '../../base/safe-text.js';
import type {Adapter, Launch, LaunchRequest, Mode, ModeName} from './adapter.js';
import {baseEnvironment} from './environment.js';
import {findProgram} from './find-program.js';
import {fill, quoteInside, type Values} from './placeholders.js';

// Linux gives one argument 131,072 bytes at most.
const argumentLimit = 120_000;

/**
What a session of an agent CLI is started with. Nothing is written or started here.

Throws MillwrightError `agent-not-installed`, `agent-mode`, `agent-wire`.
*/
export function launch(request: LaunchRequest): Launch {
	const {adapter, home, environment} = request;
	const mode = modeOf(adapter, request.mode);
	if (adapter.wires.length > 0 && !adapter.wires.includes(request.wire)) {
		throw new MillwrightError('agent-wire', `The agent ${adapter.id} speaks ${adapter.wires.join(' or ')}, and the provider of its model speaks ${request.wire}.`, {
			hint: `Give its role a provider that speaks ${adapter.wires[0]}, or another agent.`,
		});
	}

	const program = programOf(adapter, environment);
	const {prompt, files: promptFiles} = promptOf(request, mode);
	const values = valuesOf(request, prompt);
	const files = Object.fromEntries(Object.entries(adapter.files).map(([name, text]) => [path.join(home, name), fill(text, values, quoteInside)]));
	const command = [program, ...argumentsOf({mode, values})];
	const stdin = mode.promptVia === 'stdin' ? Object.keys(promptFiles)[0] : undefined;
	return {
		// A holder gives a program a terminal; this gives it a file in place of the keyboard, and is replaced by it.
		argv: stdin === undefined ? command : ['/bin/sh', '-c', 'exec "$@" < "$0"', stdin, ...command],
		environment: environmentOf(request, values),
		files: {...files, ...promptFiles},
		...(mode.promptVia === 'type' && prompt !== '' ? {typePrompt: prompt} : {}),
		...(stdin === undefined ? {} : {stdin}),
		mode,
	};
}

function modeOf(adapter: Adapter, name: ModeName): Mode {
	const mode = adapter[name];
	if (mode === undefined) {
		const other = name === 'headless' ? 'interactive' : 'headless';
		throw new MillwrightError('agent-mode', `The agent ${adapter.id} is not declared to run ${name}.`, {hint: `Add agents.${adapter.id}.${name} to config.yaml, or let its role run ${other}.`});
	}

	return mode;
}

function programOf(adapter: Adapter, environment: LaunchRequest['environment']): string {
	const found = findProgram(adapter.command, environment['PATH'] ?? '');
	if (found === undefined) {
		throw new MillwrightError('agent-not-installed', `The agent ${adapter.id} is not installed: there is no program ${adapter.command}${path.isAbsolute(adapter.command) ? '' : ' in PATH'}.`, {
			hint: `Install it, set agents.${adapter.id}.command in config.yaml to its path, or let the built-in agent do the work.`,
		});
	}

	return found;
}

const valuesOf = ({model, wire, worktree, checkout, gitdir, commondir, baseUrl, token, home, session}: LaunchRequest, prompt: string): Values =>
	({prompt, model, wire, worktree, checkout, gitdir, commondir, baseUrl, token, home, session});

type Given = {mode: Mode; values: Values};

function argumentsOf({mode, values}: Given): string[] {
	const kept = mode.promptVia === 'argument' && values.prompt !== '' ? mode.arguments : withoutPrompt(mode.arguments);
	return kept.map(argument => fill(argument, values));
}

/** The argument goes, and with it the option that it belonged to. */
const withoutPrompt = (given: readonly string[]): string[] =>
	given.filter((argument, index) => argument !== '{prompt}' && !(argument.startsWith('-') && given[index + 1] === '{prompt}'));

/** A prompt as an argument: one that is too long for the system stands in a file, and none may look like an option. */
function promptOf({prompt, home}: LaunchRequest, {promptVia}: Mode): {prompt: string; files: Record<string, string>} {
	const safe = safeInput(prompt);
	const file = path.join(home, 'prompt.md');
	if (promptVia === 'stdin') {
		return {prompt: safe, files: {[file]: safe}};
	}

	if (promptVia === 'argument' && Buffer.byteLength(safe) > argumentLimit) {
		return {prompt: `Your instructions are in the file ${file}. Read all of it, then do what it says.`, files: {[file]: safe}};
	}

	return {prompt: promptVia === 'argument' && safe.startsWith('-') ? ` ${safe}` : safe, files: {}};
}

/** Nothing of a provider is taken from the daemon's environment; what the declaration sets comes last. */
function environmentOf({adapter, environment, session, identity, home}: LaunchRequest, values: Values): Record<string, string> {
	const own = Object.entries(adapter.environment).map(([name, text]) => [name, fill(text, values)]);
	return {
		...baseEnvironment({environment, session, ...(identity === undefined ? {} : {identity})}),
		...(adapter.home === 'session' ? {HOME: home} : {}),
		...Object.fromEntries(own) as Record<string, string>,
	};
}
