import {closeSync, openSync, promises as fs} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {MillwrightError} from '../../base/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
Has the person edit a text in their editor ($VISUAL, $EDITOR, vi), which gets the terminal. The terminal must have been left
before. Throws when the editor cannot be started or says that it failed; the text is then kept in the file that the message names.
*/
export async function editText(text: string, {suffix, environment}: {suffix: string; environment: Environment}): Promise<string> {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'millwright-'));
	const file = path.join(folder, `edit${suffix}`);
	await fs.writeFile(file, text, {mode: 0o600});
	await runEditor(file, environment);
	const edited = await fs.readFile(file, 'utf8');
	await fs.rm(folder, {recursive: true, force: true});
	return edited;
}

async function runEditor(file: string, environment: Environment): Promise<void> {
	// Set to nothing is not set.
	const editor = [environment['VISUAL'], environment['EDITOR']].find(name => name !== undefined && name !== '') ?? 'vi';
	// An editor of its own opening of the terminal: what it makes of that does not become ours.
	const terminal = openTerminal();
	// Loaded when it is first used: hardly a start needs it.
	const {spawn} = process.getBuiltinModule('node:child_process');
	// $EDITOR may have arguments ("code --wait"): a shell splits it, as git does, and the file is not part of what it reads.
	const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, editor, file], {stdio: terminal === undefined ? 'inherit' : [terminal, terminal, terminal], env: environment});
	const {promise, resolve, reject} = Promise.withResolvers<number | null>();
	child.once('error', reject);
	child.once('exit', code => {
		resolve(code);
	});
	const code = await promise.finally(() => {
		if (terminal !== undefined) {
			closeSync(terminal);
		}
	});
	if (code !== 0) {
		throw new MillwrightError('editor', `The editor ${editor} ended with ${code ?? 'a signal'}.`, {hint: `Set EDITOR to one that works; the text is kept in ${file}.`});
	}
}

function openTerminal(): number | undefined {
	try {
		return openSync('/dev/tty', 'r+');
	} catch {
		return undefined;
	}
}
