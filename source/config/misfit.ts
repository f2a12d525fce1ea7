import {readFileSync} from 'node:fs';
import type {MillwrightError} from '../base/errors.js';
import type {Paths} from '../base/paths.js';
import {configFile} from './load.js';

/** What fits the schema of the configuration and means nothing all the same: a key or a layout that there is not. Only whoever uses the value can tell. */
export class Misfit extends Error {
	/** The keys down to the value: `['keys', 'zoom']`. */
	readonly path: readonly string[];
	readonly hint: string;

	/** `what`: what should stand there, and what does; without a full stop. */
	constructor(path: readonly string[], what: string, hint: string) {
		super(what);
		this.path = path;
		this.hint = hint;
	}
}

/** The same as a person is told it: `bad-config` with the file and the line. */
export async function toldInFile(misfit: Misfit, paths: Pick<Paths, 'config'>): Promise<MillwrightError> {
	const file = configFile(paths);
	const {complainAbout} = await import('./parse.js');
	return complainAbout(readAgain(file), {file, path: misfit.path, what: misfit.message, hint: misfit.hint});
}

/** It was there a moment ago. */
function readAgain(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
