import process from 'node:process';
import type {Readable} from 'node:stream';
import {MillwrightError} from '../base/errors.js';
import type {Brief, Result} from '../protocol/exchange.js';
import {Exchange} from './exchange.js';
import {openConversation} from './model/open.js';
import {reportStatus, type AgentState} from './status.js';
import {toolsFor} from './tools/for-role.js';
import {Transcript, type Output} from './transcript.js';
import {Typing} from './typing.js';
import {failure, work, type Spent} from './work.js';

type Streams = {input?: Readable; output?: Output & NodeJS.EventEmitter; environment?: Record<string, string | undefined>; signal?: AbortSignal};

/**
The built-in agent: does what the brief in the session's folder says, and writes what came of it there.

Resolves to the exit code: 0 when there is a result, 1 when that result is a failure.

@throws {MillwrightError} when there is no valid brief.
*/
export async function runAgent(folder: string, {input = process.stdin, output = process.stdout, environment = process.env, signal}: Streams = {}): Promise<number> {
	const exchange = new Exchange(folder);
	const brief = await exchange.readBrief();
	const transcript = new Transcript(output, environment);
	const spent: Spent = {steps: 0, input: 0, output: 0};
	let reported = '';
	const report = (state: AgentState) => {
		const key = JSON.stringify(state);
		if (key === reported) {
			return;
		}

		reported = key;
		reportStatus(output, state);
	};

	// A terminal that has gone is no reason to stop: the result is a file.
	output.on('error', () => undefined);
	const typing = new Typing(input, line => {
		if (exchange.answerOpen(line)) {
			return 'taken';
		}

		transcript.person(line);
		return 'queued';
	});
	transcript.header(brief);
	report({state: 'working'});
	using stop = stopSignal(signal);
	const result = await attempt({brief, stop: stop.signal, async act() {
		const bench = {brief, exchange, transcript, report, signal: stop.signal};
		const conversation = await openConversation({brief, tools: toolsFor(brief).tools.map(({offer}) => offer)});
		return work({bench, conversation, typing, spent});
	}});
	typing.close();
	transcript.endText();
	if (result.kind === 'failure') {
		transcript.did(result.message, false);
	}

	transcript.footer(spent);
	await exchange.writeResult(result);
	report(result.kind === 'failure' ? {state: 'error', message: result.message} : {state: 'done'});
	return result.kind === 'failure' ? 1 : 0;
}

/** Aborted by ctrl-c and by what ends a process politely. */
function stopSignal(outer: AbortSignal | undefined): {signal: AbortSignal; [Symbol.dispose]: () => void} {
	const controller = new AbortController();
	const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	const stop = () => {
		controller.abort(new Error('stopped'));
	};

	for (const name of names) {
		process.on(name, stop);
	}

	return {
		signal: outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer]),
		[Symbol.dispose]() {
			for (const name of names) {
				process.off(name, stop);
			}
		},
	};
}

async function attempt({brief, stop, act}: {brief: Brief; stop: AbortSignal; act: () => Promise<Result>}): Promise<Result> {
	try {
		return await act();
	} catch (error) {
		if (stop.aborted) {
			return failure('cancelled', 'Stopped by the person.');
		}

		if (error instanceof MillwrightError) {
			return failure(error.code, error.message);
		}

		return failure('crashed', `The ${brief.role} broke down: ${error instanceof Error ? error.message : String(error)}.`);
	}
}
