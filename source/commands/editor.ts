import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import type {Context} from './command.js';

/** Opens text in the person's editor and resolves with what they saved; undefined when they changed nothing. */
export async function editText({context, text, name}: {context: Context; text: string; name: string}): Promise<string | undefined> {
	if (!context.interactive) {
		throw new MillwrightError('no-terminal', 'An editor needs a terminal, and there is none.', {hint: 'Give the text as an argument, a file or `-` for stdin.'});
	}

	const folder = await mkdtemp(path.join(os.tmpdir(), 'millwright-edit-'));
	const file = path.join(folder, name);
	try {
		await writeFile(file, text, {mode: 0o600});
		await runEditor(context, file);
		const saved = await readFile(file, 'utf8');
		return saved === text ? undefined : saved;
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

async function runEditor({environment}: Context, file: string): Promise<void> {
	const editor = [environment['VISUAL'], environment['EDITOR'], 'vi'].find(value => value !== undefined && value.trim() !== '')!;
	// By way of the shell, because $EDITOR may hold arguments; the file is an argument of its own and never part of the line.
	const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'editor', file], {stdio: 'inherit'});
	const [code, signal] = await once(child, 'exit') as [number | null, string | null];
	if (code !== 0) {
		throw new MillwrightError('editor-failed', `The editor \`${editor}\` ended with ${signal ?? `exit code ${code}`}, so nothing was changed.`, {hint: 'Set EDITOR to an editor that is installed.'});
	}
}
