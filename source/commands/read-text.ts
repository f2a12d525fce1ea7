import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {text as readAll} from 'node:stream/consumers';
import {MillwrightError} from '../base/errors.js';

/** The text that arguments stand for: `-` is stdin, a single argument that is a file is its content, all else are the words themselves. */
export async function readGivenText(given: readonly string[], cwd: string): Promise<string> {
	const [only, ...rest] = given;
	if (only === undefined || rest.length > 0) {
		return given.join(' ');
	}

	if (only === '-') {
		return readAll(process.stdin);
	}

	return await isFile(path.resolve(cwd, only)) ? readFile(path.resolve(cwd, only), 'utf8') : refuseLostFile(only);
}

/** The content of a file, or of stdin for `-`. */
export async function readFileOrInput(file: string, cwd: string): Promise<string> {
	if (file === '-') {
		return readAll(process.stdin);
	}

	if (!await isFile(path.resolve(cwd, file))) {
		throw new MillwrightError('no-file', `There is no file ${path.resolve(cwd, file)}.`, {hint: 'Check the path.'});
	}

	return readFile(path.resolve(cwd, file), 'utf8');
}

async function isFile(file: string): Promise<boolean> {
	try {
		return (await stat(file)).isFile();
	} catch {
		// Too long for a name, or not there: it is no file.
		return false;
	}
}

/** One word that looks like a path, or ends like a file, and is none was meant as a file. */
function refuseLostFile(text: string): string {
	if (/^\S+\.(?:md|txt|ya?ml)$|^(?:\.{0,2}|~)\/\S*$/v.test(text)) {
		throw new MillwrightError('no-file', `There is no file \`${text}\`.`, {hint: 'Check the path, or write the ask in more words than one.'});
	}

	return text;
}
