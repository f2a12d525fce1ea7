import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {editText} from '../../../source/client/effects/editor.js';

async function editor(t: ExecutionContext, script: string) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-editor-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const file = path.join(folder, 'an editor');
	await writeFile(file, `#!/bin/sh\n${script}\n`);
	await chmod(file, 0o700);
	return {PATH: process.env['PATH']!, TMPDIR: folder, EDITOR: `"${file}" --flag`};
}

test('what the editor leaves in the file is the text', async t => {
	const environment = await editor(t, '[ "$1" = --flag ] || exit 9; echo "and more" >> "$2"');
	t.is(await editText('some\n', {suffix: '.md', environment}), 'some\nand more\n');
});

test('an editor that fails is told, and the text is kept', async t => {
	const environment = await editor(t, 'echo written > "$2"; exit 3');
	const error = await t.throwsAsync(editText('some\n', {suffix: '.md', environment}), {message: /ended with 3/v});
	const {hint} = error as unknown as {hint: string};
	const file = /kept in (?<file>.*)\.$/v.exec(hint)!.groups!['file']!;
	t.is(await readFile(file, 'utf8'), 'written\n');
	await rm(path.dirname(file), {recursive: true});
});
