import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {MillwrightError} from '../../base/errors.js';
import type {KeySource} from './provider.js';

export type KeyQuestion = {
	/** The provider's name. */
	name: string;
	source: KeySource;
	environment: Readonly<Record<string, string | undefined>>;
};

// A program that prints a key may ask a keychain, which may ask the person.
const commandPatience = 60_000;

/** Read when it is used and kept nowhere: a key that was changed or taken back holds from the next call on. */
export async function readKey(question: KeyQuestion): Promise<string> {
	let key: string | undefined;
	try {
		key = await read(question);
	} catch (error) {
		// A program's error may hold what it printed: its words are not passed on.
		const {code} = error as NodeJS.ErrnoException;
		throw missingKey(question, code ?? 'it failed');
	}

	const trimmed = key?.trim() ?? '';
	if (trimmed === '') {
		throw missingKey(question, 'empty');
	}

	return trimmed;
}

/** How to say where the key is looked for, without the key. */
export function sayKeySource(source: KeySource | undefined): string {
	if (source === undefined) {
		return 'no key';
	}

	if ('env' in source) {
		return `the variable ${source.env}`;
	}

	return 'file' in source ? `the file ${source.file}` : `the program ${source.command[0]}`;
}

async function read({source, environment}: KeyQuestion): Promise<string | undefined> {
	if ('env' in source) {
		return environment[source.env];
	}

	if ('file' in source) {
		return readFile(source.file, 'utf8');
	}

	const [program, ...parameters] = source.command;
	return new Promise((resolve, reject) => {
		execFile(program!, parameters, {timeout: commandPatience, windowsHide: true}, (error, stdout) => {
			if (error === null) {
				resolve(stdout);
			} else {
				reject(new Error('The program failed.', {cause: error}));
			}
		});
	});
}

const missingKey = ({name, source}: KeyQuestion, why: string): MillwrightError =>
	new MillwrightError('no-provider-key', `The key of the provider ${name} is not there: ${sayKeySource(source)} (${why}).`, {
		hint: 'Set it and start the daemon again, or change keyFrom of this provider in config.yaml.',
	});
