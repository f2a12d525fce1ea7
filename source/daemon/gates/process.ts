import {spawn, type ChildProcess} from 'node:child_process';
import process from 'node:process';
import {killTree, markName} from './tree.js';

export type Ended =
	| {how: 'exit'; code: number}
	| {how: 'signal'; signal: string}
	| {how: 'timeout'}
	| {how: 'stopped'}
	| {how: 'not-found'; reason: string};

export type RunCommand = {
	command: readonly string[];
	cwd: string;
	environment: Record<string, string>;
	/** Seconds. */
	timeout: number;
	signal?: AbortSignal | undefined;
	onOutput: (text: string) => void;
	/** Put into the environment, so that what leaves the process group is found too. */
	mark: string;
};

// Between asking and making: a runner that catches SIGTERM may want to write its report.
const grace = 2000;
// What was written before the exit has arrived by then; longer only waits for a stranger that keeps the pipe open.
const lastWords = 1000;

/** Run a program without a shell, in a process group of its own; nothing that it started goes on after it. */
export async function runCommand({command, cwd, environment, timeout, signal, onOutput, mark}: RunCommand): Promise<Ended> {
	if (signal?.aborted === true) {
		return {how: 'stopped'};
	}

	const [program = '', ...args] = command;
	const child = spawn(program, args, {cwd, env: {...environment, [markName]: mark}, detached: true, stdio: ['ignore', 'pipe', 'pipe'], shell: false});
	let cut: Ended | undefined;
	const timers: NodeJS.Timeout[] = [];
	const end = (how: Ended) => {
		cut ??= how;
		askGroup(child.pid);
		timers.push(setTimeout(() => {
			void killTree(child.pid, mark);
		}, grace));
	};

	timers.push(setTimeout(() => {
		end({how: 'timeout'});
	}, timeout * 1000));
	const stop = () => {
		end({how: 'stopped'});
	};

	signal?.addEventListener('abort', stop, {once: true});
	listen(child, onOutput);
	child.on('exit', () => {
		void killTree(child.pid, mark);
		timers.push(setTimeout(() => {
			child.stdout?.destroy();
			child.stderr?.destroy();
		}, lastWords));
	});
	const ended = await closed(child);
	for (const timer of timers) {
		clearTimeout(timer);
	}

	signal?.removeEventListener('abort', stop);
	await killTree(child.pid, mark);
	return cut ?? ended;
}

function listen(child: ChildProcess, onOutput: (text: string) => void): void {
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8');
		stream?.on('data', onOutput);
	}
}

async function closed(child: ChildProcess): Promise<Ended> {
	return new Promise(resolve => {
		child.on('error', (error: NodeJS.ErrnoException) => {
			resolve({how: 'not-found', reason: error.code === 'EACCES' ? 'may not be run' : 'not found'});
		});
		child.on('close', (code, signal) => {
			resolve(signal === null ? {how: 'exit', code: code ?? -1} : {how: 'signal', signal});
		});
	});
}

function askGroup(pid: number | undefined): void {
	if (pid === undefined) {
		return;
	}

	try {
		process.kill(-pid, 'SIGTERM');
	} catch {
		// The group is gone.
	}
}
