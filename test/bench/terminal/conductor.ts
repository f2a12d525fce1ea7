import {mkdtemp, rm} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {within} from '../../../source/base/guard.js';

/** Tells the programs in the panes what to print. */
export type Conductor = {
	/** The program of a pane, as a shell command. */
	readonly command: string;
	/** Resolves when so many programs have come. */
	gathered: (count: number) => Promise<void>;
	/** Gives an order to the first `count` of them and returns the number of the last line of each. */
	order: (command: string, count?: number) => Promise<number[]>;
	end: () => Promise<void>;
};

export async function startConductor(): Promise<Conductor> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mwl-'));
	const file = path.join(folder, 's');
	const players: net.Socket[] = [];
	let came = () => {};
	const server = net.createServer(socket => {
		players.push(socket);
		socket.on('error', () => {});
		came();
	});
	server.listen(file);
	const program = fileURLToPath(import.meta.resolve('./load.js'));
	return {
		command: `exec '${process.execPath}' '${program}' '${file}'`,
		async gathered(count) {
			const {promise, resolve} = Promise.withResolvers<void>();
			came = () => {
				if (players.length >= count) {
					resolve();
				}
			};

			came();
			await within(120_000, promise, () => new Error(`${players.length} of ${count} programs came.`));
		},
		order: async (command, count = players.length) => Promise.all(players.slice(0, count).map(async player => ask(player, command))),
		async end() {
			for (const player of players) {
				player.destroy();
			}

			server.close();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

async function ask(player: net.Socket, command: string): Promise<number> {
	const {promise, resolve} = Promise.withResolvers<string>();
	player.once('data', data => {
		resolve(data.toString());
	});
	player.write(`${command}\n`);
	// One that floods hears the order when its terminal has taken what it was writing.
	return Number(await within(60_000, promise, () => new Error(`A program did not hear “${command}”.`)));
}
