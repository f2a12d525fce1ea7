import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import {resolvePaths} from '../base/paths.js';
import type {Print} from './print.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Says on stderr what went wrong and how to mend it; returns the exit code. Never a stack, unless MILLWRIGHT_DEBUG=1 asks for it. */
export function explain(error: unknown, {print, environment}: {print: Print; environment: Environment}): number {
	const expected = error instanceof MillwrightError ? error : fromSystem(error);
	if (expected === undefined || expected.code === 'internal') {
		print.note(`millwright: something went wrong inside: ${error instanceof Error ? error.message : String(error)}`);
		print.note(`  ${whereTheLogIs(environment)}Please report it with \`millwright doctor\` and the command that you gave; MILLWRIGHT_DEBUG=1 shows where it happened.`);
	} else {
		print.note(`millwright: ${expected.message}`);
		if (expected.hint !== undefined) {
			print.note(`  ${expected.hint}`);
		}
	}

	if (environment['MILLWRIGHT_DEBUG'] === '1' && error instanceof Error) {
		print.note(error.stack ?? error.message);
		for (let {cause} = error; cause instanceof Error; cause = cause.cause) {
			print.note(`caused by ${cause.stack ?? cause.message}`);
		}
	}

	return expected?.exitCode ?? 1;
}

/** What the machine refuses is no fault of ours and has a cure. */
function fromSystem(error: unknown): MillwrightError | undefined {
	const {code = '', path: file, message} = error as NodeJS.ErrnoException;
	const where = file === undefined ? '' : ` ${file}`;
	switch (code) {
		case 'ENOSPC': {
			return new MillwrightError('no-space', `There is no space left on the disk${where === '' ? '' : ` for${where}`}.`, {hint: 'Free some and try again; nothing that was accepted is lost.'});
		}

		case 'EACCES':
		case 'EPERM': {
			return new MillwrightError('not-allowed', `Not allowed to use${where === '' ? ` what is needed: ${message}` : where}.`, {hint: 'Look at its owner and mode: `millwright doctor` checks the folders.'});
		}

		case 'EROFS': {
			return new MillwrightError('read-only', `The file system is read-only:${where}.`, {hint: 'Set XDG_STATE_HOME to a folder that can be written.'});
		}

		default: {
			return undefined;
		}
	}
}

function whereTheLogIs(environment: Environment): string {
	try {
		return `The daemon's log is ${path.join(resolvePaths(environment).state, 'daemon.log')}. `;
	} catch {
		return '';
	}
}
