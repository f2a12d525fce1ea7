import path from 'node:path';
import process from 'node:process';
import {isProgram} from '../../base/is-program.js';
import {within} from '../../base/guard.js';

type Environment = Readonly<Record<string, string | undefined>>;

// A tool that waits for a display that does not answer is not waited for.
const patience = 2000;

/** What each desktop has for its clipboard, in the order in which they are tried; `needs` is a variable that says that the desktop is there. */
const tools: ReadonlyArray<{program: string; options: string[]; needs?: string}> = [
	{program: 'wl-copy', options: [], needs: 'WAYLAND_DISPLAY'},
	{program: 'xclip', options: ['-selection', 'clipboard'], needs: 'DISPLAY'},
	{program: 'xsel', options: ['--clipboard', '--input'], needs: 'DISPLAY'},
	{program: 'pbcopy', options: []},
	{program: 'clip.exe', options: [], needs: 'WSL_DISTRO_NAME'},
	// Keeps it as its newest buffer, and hands it on to the terminal around it, which its settings keep programs from doing by themselves.
	{program: 'tmux', options: ['load-buffer', '-w', '-'], needs: 'TMUX'},
];

/**
Gives text to the clipboard tool of this machine's desktop. Resolves to the tool's name, or to undefined where there is none or it failed.
Over ssh the desktop is not the person's, unless ssh forwards its display.
*/
export async function copyByTool(text: string, environment: Environment): Promise<string | undefined> {
	const isRemote = (environment['SSH_CONNECTION'] ?? '') !== '';
	for (const {program, options, needs} of tools) {
		const isThere = needs === undefined ? !isRemote : (environment[needs] ?? '') !== '';
		const file = isThere ? findProgram(program, environment) : undefined;
		if (file !== undefined && await give(text, [file, ...options], environment)) {
			return program;
		}
	}

	return undefined;
}

function findProgram(name: string, environment: Environment): string | undefined {
	const folders = (environment['PATH'] ?? '').split(path.delimiter).filter(folder => path.isAbsolute(folder));
	return folders.map(folder => path.join(folder, name)).find(file => isProgram(file));
}

async function give(text: string, [program, ...options]: string[], environment: Environment): Promise<boolean> {
	const {promise, resolve} = Promise.withResolvers<boolean>();
	// Loaded when it is first used: hardly a start needs it.
	const {spawn} = process.getBuiltinModule('node:child_process');
	// Nothing of ours is held open: such tools stay in the background for as long as the clipboard is theirs.
	const child = spawn(program!, options, {stdio: ['pipe', 'ignore', 'ignore'], env: {...environment}});
	child.once('error', () => {
		resolve(false);
	});
	child.once('exit', code => {
		resolve(code === 0);
	});
	child.stdin.on('error', () => {
		// It went before it had read everything: its exit code says so.
	});
	child.stdin.end(text);
	try {
		return await within(patience, promise, () => new Error(`${program} did not take the text.`));
	} catch {
		child.kill();
		return false;
	}
}
