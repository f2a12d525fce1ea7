import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

// A version is printed in milliseconds; a program that takes longer than this hangs.
const patience = 10_000;

/** The output of a program, or undefined when it is missing, fails or hangs. */
export async function runProgram(command: string, given: readonly string[]): Promise<string | undefined> {
	try {
		const {stdout} = await execute(command, given, {timeout: patience, encoding: 'utf8', cwd: '/'});
		return stdout.trim();
	} catch {
		return undefined;
	}
}
