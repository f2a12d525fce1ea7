import process from 'node:process';
import {MillwrightError} from '../../source/base/errors.js';

// What parseArgs says first; what follows is of no use to somebody who mistyped an option.
const firstSentence = /^.*?\.(?=\s|$)/v;
const hint = '`--help` says what there is.';

/**
Begins a script for developers: `--help` says how it is used and ends it; what it cannot take, of which parseArgs or a `misuse` is thrown, is
said in one sentence, and it ends with 2. All else that is thrown is a fault of ours, with its stack.
*/
export function beginScript(usage: string): void {
	if (process.argv.includes('--help')) {
		process.stdout.write(`${usage}\n`);
		process.exit(0);
	}

	process.on('uncaughtException', error => {
		const {code = ''} = error as NodeJS.ErrnoException;
		if (error instanceof MillwrightError) {
			end(`${error.message} ${error.hint ?? ''}`, error.exitCode);
		} else if (code.startsWith('ERR_PARSE_ARGS')) {
			end(`${firstSentence.exec(error.message)?.[0] ?? `${error.message}.`} ${hint}`, 2);
		} else {
			end(error.stack ?? error.message, 1);
		}
	});
}

/** What was given that cannot be taken; to be thrown. */
export const misuse = (message: string): MillwrightError => new MillwrightError('usage', message, {hint, exitCode: 2});

/** A whole number that was given as text; throws a misuse when it is none or below `from`. */
export function wholeNumber(name: string, text: string, from: number): number {
	const number = Number(text);
	if (text.trim() === '' || !Number.isSafeInteger(number) || number < from) {
		throw misuse(`--${name} takes a whole number from ${from} on, and was given “${text}”.`);
	}

	return number;
}

function end(said: string, code: number): void {
	process.stderr.write(`${said.trimEnd()}\n`);
	process.exit(code);
}
