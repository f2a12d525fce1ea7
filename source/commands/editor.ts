import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import type {Context} from './command.js';

export type Editing<Value> = {
	context: Context;
	text: string;
	/** Of the file that the editor sees; its ending says how it is coloured. */
	name: string;
	/** What becomes of the text that was saved. When it throws, the text is kept in a file that is named. */
	use: (edited: string) => Promise<Value>;
};

/** Opens text in the person's editor and resolves with what became of what they saved; undefined when they changed nothing. */
export async function editText<Value>({context, text, name, use}: Editing<Value>): Promise<Value | undefined> {
	if (!context.interactive) {
		throw new MillwrightError('no-terminal', 'An editor needs a terminal, and there is none.', {hint: 'Give the text as an argument, a file or `-` for stdin.'});
	}

	const folder = await mkdtemp(path.join(os.tmpdir(), 'millwright-edit-'));
	const file = path.join(folder, name);
	let isKept = false;
	try {
		await writeFile(file, text, {mode: 0o600});
		await runEditor(context, file);
		const saved = await readFile(file, 'utf8');
		if (saved === text) {
			return undefined;
		}

		isKept = true;
		const value = await use(saved);
		isKept = false;
		return value;
	} catch (error) {
		throw isKept ? withPlace(error, file) : error;
	} finally {
		if (!isKept) {
			await rm(folder, {recursive: true, force: true});
		}
	}
}

function withPlace(error: unknown, file: string): unknown {
	if (!(error instanceof MillwrightError)) {
		return error;
	}

	const {code, message, hint, exitCode} = error;
	return new MillwrightError(code, message, {hint: `${hint === undefined ? '' : `${hint} `}What you wrote is kept in ${file}.`, exitCode, cause: error});
}

async function runEditor({environment}: Context, file: string): Promise<void> {
	const editor = [environment['VISUAL'], environment['EDITOR'], 'vi'].find(value => value !== undefined && value.trim() !== '')!;
	// By way of the shell, because $EDITOR may hold arguments; the file is an argument of its own and never part of the line.
	const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'editor', file], {stdio: 'inherit'});
	const [code, signal] = await once(child, 'exit') as [number | null, string | null];
	if (code !== 0) {
		throw new MillwrightError('editor-failed', `The editor \`${editor}\` ended with ${signal ?? `exit code ${code}`}, so nothing was changed.`, {hint: code === 127 || code === 126 ? 'Set EDITOR to an editor that is installed.' : 'Run the command again, and leave the editor with what you want saved.'});
	}
}
