import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import type {ExecutionContext} from 'ava';
import {runAgent} from '../../source/agent/run.js';
import type {Brief, Result} from '../../source/protocol/exchange.js';
import {startRehearsal, type Rehearsal} from '../../source/rehearsal/rehearsal.js';

export async function scratch(t: ExecutionContext, name = 'agent'): Promise<string> {
	const folder = await mkdtemp(path.join(os.tmpdir(), `millwright-${name}-`));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

/** A rehearsal of the turns given as YAML below `turns:`. */
export async function rehearse(t: ExecutionContext, turns: string, port?: number): Promise<Rehearsal> {
	const script = path.join(await scratch(t, 'script'), 'script.yaml');
	await writeFile(script, `rehearsal: 1\npace: 0\nturns:\n${turns}`);
	const rehearsal = await startRehearsal({script, ...(port !== undefined && {port})});
	t.teardown(async () => rehearsal.close().catch(() => undefined));
	return rehearsal;
}

export const plainBrief = (given: Partial<Brief> & Pick<Brief, 'baseUrl' | 'cwd'>): Brief => ({
	session: 's-0123456789',
	kind: 'builder',
	role: 'builder',
	project: 'shop',
	task: 'csv-import',
	run: 'r-1',
	generation: 1,
	instructions: 'You build.',
	prompt: 'Do the work.',
	wire: 'anthropic',
	model: 'claude-rehearsed-1',
	stepLimit: 20,
	maxOutputTokens: 4000,
	commandTimeout: 300,
	mayAsk: true,
	rehearsal: true,
	...given,
});

export type Performance = {
	folder: string;
	input: PassThrough;
	/** What was printed so far. */
	printed: () => string;
	/** Resolves when the text has been printed. */
	until: (text: string) => Promise<void>;
	/** The exit code and the result, once it has ended. */
	ended: Promise<{code: number; result: Result}>;
	stop: AbortController;
};

/** Runs the real agent with a brief in a session's folder of its own. */
export async function perform(t: ExecutionContext, brief: Brief, {isTerminal = false, folder}: {isTerminal?: boolean; folder?: string} = {}): Promise<Performance> {
	const session = folder ?? await scratch(t, 'session');
	await writeFile(path.join(session, 'brief.json'), JSON.stringify(brief));
	const input = new PassThrough();
	const output: PassThrough & {isTTY?: boolean} = new PassThrough();
	output.isTTY = isTerminal;
	let printed = '';
	output.setEncoding('utf8');
	output.on('data', (text: string) => {
		printed += text;
	});
	const stop = new AbortController();
	const ended = (async () => {
		const code = await runAgent(session, {input, output, environment: {}, signal: stop.signal});
		return {code, result: JSON.parse(await readFile(path.join(session, 'result.json'), 'utf8')) as Result};
	})();
	return {
		folder: session,
		input,
		printed: () => printed,
		async until(text) {
			await Promise.race([
				new Promise<void>(resolve => {
					const look = () => {
						if (!printed.includes(text)) {
							return;
						}

						output.off('data', look);
						resolve();
					};

					output.on('data', look);
					look();
				}),
				(async () => {
					await ended;
					throw new Error(`The agent ended without printing "${text}":\n${printed}`);
				})(),
			]);
		},
		ended,
		stop,
	};
}
