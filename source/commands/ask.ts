import process from 'node:process';
import {MillwrightError} from '../base/errors.js';
import {dropHanded} from '../client/herald/handed.js';

/** Asks the person one line; resolves with `otherwise` when they just press return. Ctrl-c and ctrl-d are a MillwrightError `not-answered`. */
export async function askLine(question: string, otherwise = ''): Promise<string> {
	dropHanded();
	const {createInterface} = await import('node:readline/promises');
	const terminal = createInterface({input: process.stdin, output: process.stderr});
	const gone = new AbortController();
	const leave = () => {
		gone.abort();
	};

	terminal.on('SIGINT', leave);
	terminal.on('close', leave);
	try {
		const answer = await terminal.question(otherwise === '' ? `${question} ` : `${question} [${otherwise}] `, {signal: gone.signal});
		return answer.trim() === '' ? otherwise : answer.trim();
	} catch (error) {
		throw new MillwrightError('not-answered', 'It was not answered, so nothing was done.', {hint: 'Run the command again.', cause: error, exitCode: 130});
	} finally {
		terminal.off('close', leave);
		terminal.close();
	}
}

/** Asks for yes or no. */
export async function askYes(question: string): Promise<boolean> {
	const answer = await askLine(`${question} [Y/n]`);
	return answer === '' || /^y(?:es)?$/iv.test(answer);
}
