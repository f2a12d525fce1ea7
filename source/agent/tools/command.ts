import {spawn} from 'node:child_process';
import process from 'node:process';
import {StringDecoder} from 'node:string_decoder';
import {stripVTControlCharacters} from 'node:util';

type Command = {
	command: string;
	cwd: string;
	/** Seconds. */
	timeout: number;
	signal: AbortSignal;
	onLine?: (line: string) => void;
};

export type CommandEnd = {
	/** Both streams in the order in which they came, the middle left out when it is long. */
	output: string;
	code: number | null;
	isTimedOut: boolean;
	/** Milliseconds. */
	duration: number;
};

// What a model is shown of a long output: what it began with, and more of what it ended with.
const headLimit = 6000;
const tailLimit = 10_000;
// A command that is asked to end may clean up for so long.
const grace = 2000;

/** Runs `sh -c` in a process group of its own, and ends the whole group when the command has ended, however it did. */
export async function runCommand({command, cwd, timeout, signal, onLine}: Command): Promise<CommandEnd> {
	const started = performance.now();
	const child = spawn('sh', ['-c', command], {cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment()});
	const gathered = new Output(onLine);
	child.stdout.on('data', (bytes: Uint8Array) => {
		gathered.add(bytes);
	});
	child.stderr.on('data', (bytes: Uint8Array) => {
		gathered.add(bytes);
	});
	let isTimedOut = false;
	let last: NodeJS.Timeout | undefined;
	const stop = () => {
		signalGroup(child.pid, 'SIGTERM');
		last ??= setTimeout(() => {
			signalGroup(child.pid, 'SIGKILL');
		}, grace);
	};

	const limit = setTimeout(() => {
		isTimedOut = true;
		stop();
	}, timeout * 1000);
	signal.addEventListener('abort', stop, {once: true});
	try {
		if (signal.aborted) {
			stop();
		}

		const code = await new Promise<number | null>((resolve, reject) => {
			child.on('error', reject);
			child.on('exit', () => {
				// What it left running would hold the pipes open, and the session with them.
				signalGroup(child.pid, 'SIGKILL');
			});
			child.on('close', resolve);
		});
		signal.throwIfAborted();
		return {output: gathered.end(), code, isTimedOut, duration: performance.now() - started};
	} finally {
		clearTimeout(limit);
		clearTimeout(last);
		signal.removeEventListener('abort', stop);
	}
}

function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
	if (pid === undefined) {
		return;
	}

	try {
		process.kill(-pid, name);
	} catch {
		// The group has ended by itself.
	}
}

// Nobody answers a prompt or pages through an output here, and colours are noise to a model.
function environment(): NodeJS.ProcessEnv {
	const {FORCE_COLOR: _, ...rest} = process.env;
	return {...rest, TERM: 'dumb', NO_COLOR: '1', PAGER: 'cat', GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true'};
}

class Output {
	readonly #decoder = new StringDecoder('utf8');
	readonly #onLine: ((line: string) => void) | undefined;
	#head = '';
	#tail = '';
	#left = 0;
	#line = '';

	constructor(onLine: ((line: string) => void) | undefined) {
		this.#onLine = onLine;
	}

	add(bytes: Uint8Array): void {
		this.#take(this.#decoder.write(bytes));
	}

	/** The text for the model. */
	end(): string {
		this.#take(this.#decoder.end());
		if (this.#line !== '') {
			this.#onLine?.(this.#line);
			this.#line = '';
		}

		const middle = this.#left > 0 ? `\n[… ${this.#left} characters left out …]\n` : '';
		return stripVTControlCharacters(`${this.#head}${middle}${this.#tail}`);
	}

	#take(text: string): void {
		const room = headLimit - this.#head.length;
		this.#head += text.slice(0, Math.max(0, room));
		const tail = this.#tail + text.slice(Math.max(0, room));
		this.#left += Math.max(0, tail.length - tailLimit);
		this.#tail = tail.slice(-tailLimit);
		const lines = (this.#line + text).split('\n');
		// A line without an end would grow without one.
		this.#line = (lines.pop() ?? '').slice(0, tailLimit);
		for (const line of lines) {
			this.#onLine?.(line);
		}
	}
}
