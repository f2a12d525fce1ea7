import {open} from 'node:fs/promises';
import {MillwrightError} from '../base/errors.js';
import {safeBlock} from '../base/safe-text.js';
import {logFile} from '../link/start.js';
import type {Result} from '../protocol/control.js';
import {flagOption, type Invocation, type RunCommand} from './command.js';
import {plural, span} from './format.js';
import {withDaemon} from './reach.js';

export const run: RunCommand = async invocation => {
	const [what = 'status'] = invocation.arguments;
	return steps[what as keyof typeof steps](invocation);
};

// `daemon status` ends with this when none runs, so that scripts can tell.
const notRunning = 3;

const steps = {
	async status({context, options}: Invocation): Promise<number> {
		const {print, paths} = context;
		const status = await ifRunning(async () => withDaemon(context, async daemon => daemon.request('daemon.status', {}), {start: false, role: 'caretaker'}));
		if (flagOption(options, 'json')) {
			print.json(status ?? null);
		} else if (status === undefined) {
			print.line(`No daemon runs for ${paths.state}. The next command starts one.`);
		} else {
			sayStatus(print, status);
		}

		return status === undefined ? notRunning : 0;
	},
	async start(invocation: Invocation): Promise<number> {
		await withDaemon(invocation.context, async daemon => daemon.request('daemon.status', {}));
		return steps.status(invocation);
	},
	async stop({context, options}: Invocation): Promise<number> {
		const {print} = context;
		const isSessions = flagOption(options, 'sessions');
		const stopped = await ifRunning(async () => withDaemon(context, async daemon => {
			const gone = Promise.withResolvers<void>();
			daemon.closed.once(() => {
				gone.resolve();
			});
			const reply = await print.during('Stopping the daemon', daemon.request('daemon.stop', {sessions: isSessions}));
			await gone.promise;
			return reply;
		}, {start: false, role: 'caretaker'}));
		if (flagOption(options, 'json')) {
			print.json(stopped ?? null);
		} else if (stopped === undefined) {
			print.line('No daemon runs.');
		} else {
			print.line(whatStopped(stopped));
		}

		return 0;
	},
	async log({context: {print, paths}}: Invocation): Promise<number> {
		const text = await readTail(logFile(paths));
		if (text === undefined) {
			throw new MillwrightError('no-log', `There is no log ${logFile(paths)}.`, {hint: 'No daemon was started with this state folder yet.'});
		}

		print.line(safeBlock(text).trimEnd());
		return 0;
	},
};

function sayStatus(print: Invocation['context']['print'], status: Result<'daemon.status'>): void {
	const rows: Array<[string, string]> = [
		['running', `process ${status.pid} for ${span(Date.now() - status.since)}, version ${status.version}, protocol ${status.protocol}`],
		['works on', `${plural(status.projects, 'project')}, ${plural(status.sessions, 'session')}`],
		['gateway', status.gateway],
		['state', status.state],
		['sockets', status.runtime],
		...(status.rehearsal === undefined ? [] : [['rehearsal', status.rehearsal] satisfies [string, string]]),
		...(status.degraded === undefined ? [] : [['▲ degraded', status.degraded] satisfies [string, string]]),
		...status.damaged.map(file => ['▲ damaged', file] satisfies [string, string]),
	];
	for (const [name, words] of rows) {
		print.line(`${print.paint('dim', name.padEnd(10))}  ${words}`);
	}
}

async function ifRunning<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof MillwrightError && error.code === 'no-daemon') {
			return undefined;
		}

		throw error;
	}
}

/** The last 64 KiB: what happened lately, whatever the log has grown to. */
async function readTail(file: string): Promise<string | undefined> {
	try {
		await using handle = await open(file);
		const {size} = await handle.stat();
		const length = Math.min(size, 64 * 1024);
		const {buffer} = await handle.read({buffer: new Uint8Array(length), position: size - length});
		const text = new TextDecoder().decode(buffer);
		return length < size ? text.slice(text.indexOf('\n') + 1) : text;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

function whatStopped({sessionsLeft, sessionsEnded = 0}: Result<'daemon.stop'>): string {
	const ended = sessionsEnded === 0 ? '' : `, and ${plural(sessionsEnded, 'session')} with it`;
	const left = sessionsLeft === 0 ? '' : ` ${plural(sessionsLeft, 'session')} ${sessionsLeft === 1 ? 'goes on; the next daemon finds it' : 'go on; the next daemon finds them'}.`;
	return `The daemon stopped${ended}.${left}`;
}
