import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm, stat, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setInterval} from 'node:timers/promises';
import {gridText} from '../../source/screen/row-text.js';
import {drive, Follower} from '../holder/drive.js';
import type {Lifetime} from '../support/lifetime.js';

/** A program that is driven by keys, and what it shows: 24 lines without the blanks at their ends. */
export type Stage = {
	/** Sends keys, waits until the program drew something that is as asked for and draws no more, and returns the screen. */
	press(keys: string, isDone: (screen: string) => boolean): Promise<string>;
	settled(isDone: (screen: string) => boolean): Promise<string>;
};

const size = {cols: 80, rows: 24};
// Milliseconds without output after which a program that waits for a key is through with its screen.
const quiet = 150;
const patience = 30_000;

/** A session of a real holder. */
export async function openHeld(life: Lifetime, argv: string[]): Promise<Stage> {
	const session = await drive(life, argv, {size});
	const link = await session.connect();
	const follower = new Follower(link);
	return makeStage({
		async printed() {
			return (await link.getStatus()).lastOutput;
		},
		show: () => gridText(follower.screen.grid),
		type(keys) {
			link.input(Buffer.from(keys));
		},
	});
}

/** The same in tmux. */
export async function openTmux(life: Lifetime, argv: string[]): Promise<Stage> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-'));
	const printed = path.join(folder, 'printed');
	const environment = {PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', LANG: 'C.UTF-8'};
	const tmux = (...words: string[]) => execFileSync('tmux', ['-S', path.join(folder, 't'), '-f', '/dev/null', ...words], {encoding: 'utf8', env: environment});
	life.teardown(async () => {
		tmux('kill-server');
		await rm(folder, {recursive: true, force: true});
	});
	await writeFile(printed, '');
	// Its pipe tells when something was printed, also when that looks as what stood there.
	tmux('new-session', '-d', '-x', String(size.cols), '-y', String(size.rows), `read -r go; exec ${argv.join(' ')}`, ';', 'set', '-g', 'status', 'off', ';', 'resize-window', '-x', String(size.cols), '-y', String(size.rows), ';', 'pipe-pane', '-O', `cat >> ${printed}`);
	tmux('send-keys', 'Enter');
	return makeStage({
		async printed() {
			return (await stat(printed)).size;
		},
		show: () => tmux('capture-pane', '-p'),
		type(keys) {
			tmux('send-keys', '-l', keys.replaceAll('\r', ''));
			tmux('send-keys', 'Enter');
		},
	});
}

/** `printed` is a number that is another after each output. */
function makeStage({printed, show, type}: {printed(): Promise<number>; show(): string; type(keys: string): void}): Stage {
	/** Resolves once something was printed after `before`, nothing more comes, and the screen is as asked for. */
	const settled = async (isDone: (screen: string) => boolean, before: number) => {
		const start = performance.now();
		let last = before;
		for await (const _ of setInterval(quiet)) {
			const now = await printed();
			const screen = drawn(show());
			if (now === last && now !== before && isDone(screen)) {
				return screen;
			}

			last = now;
			if (performance.now() - start > patience) {
				throw new Error(`The program never came to what was waited for. It shows:\n${screen}`);
			}
		}

		return '';
	};

	return {
		settled: async isDone => settled(isDone, -1),
		async press(keys, isDone) {
			const before = await printed();
			type(keys);
			return settled(isDone, before);
		},
	};
}

const drawn = (text: string): string => Array.from({length: size.rows}, (_, y) => (text.split('\n')[y] ?? '').trimEnd()).join('\n');
