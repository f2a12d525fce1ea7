import {spawn} from 'node:child_process';
import {within} from '../../source/base/guard.js';

export type Ended = {code: number | null; signal: string | null; stdout: string; stderr: string};

export type RunProgramOptions = {
	cwd: string;
	environment: Record<string, string>;
	input?: string;
	/** Called with all that was printed so far, whenever there is more. */
	heard?: (stdout: string) => void;
};

// A whole demo, on a machine that does three of them at once, or other work.
const patience = 600_000;

/** Runs a program without a terminal to its end. */
export async function runProgram(argv: string[], {cwd, environment, input = '', heard}: RunProgramOptions): Promise<Ended> {
	const child = spawn(argv[0]!, argv.slice(1), {cwd, env: environment, stdio: ['pipe', 'pipe', 'pipe']});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		heard?.(stdout);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	child.stdin.on('error', () => {
		// It did not want to be told.
	});
	child.stdin.end(input);
	const {promise, resolve, reject} = Promise.withResolvers<Ended>();
	child.once('error', reject);
	child.once('close', (code, signal) => {
		resolve({code, signal, stdout, stderr});
	});
	try {
		return await within(patience, promise, () => new Error(`${argv.join(' ')} did not end:\n${stdout}\n${stderr}`));
	} finally {
		child.kill('SIGKILL');
	}
}
