import {execFile, spawn} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

export type Tmux = {pids: number[]; end: () => Promise<void>};

/** A tmux server of our own with so many panes that wait, or undefined when tmux is not installed. */
export async function startTmux(folder: string, count: number): Promise<Tmux | undefined> {
	const socket = path.join(folder, 'tmux');
	const tmux = async (...given: string[]) => execute('tmux', ['-S', socket, '-f', '/dev/null', ...given]);
	try {
		await tmux('new-session', '-d', '-x', '200', '-y', '60', '-s', 'bench', 'cat');
	} catch {
		return undefined;
	}

	for (let pane = 1; pane < count; pane++) {
		await tmux('split-window', '-t', 'bench', 'cat');
		await tmux('select-layout', '-t', 'bench', 'tiled');
	}

	const {stdout} = await tmux('display-message', '-p', '#{pid}');
	// `-C` is a client without a terminal of its own.
	const client = spawn('tmux', ['-S', socket, '-C', 'attach', '-t', 'bench'], {stdio: ['pipe', 'ignore', 'ignore']});
	return {
		pids: [Number(stdout.trim()), client.pid!],
		async end() {
			client.kill();
			await tmux('kill-server').catch(() => {
				// It went with its last client.
			});
		},
	};
}
