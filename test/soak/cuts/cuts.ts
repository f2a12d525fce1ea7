import type {Lifetime} from '../../support/lifetime.js';
import {asItWas, modesOf} from '../../support/modes.js';
import {processGone} from '../../support/process-gone.js';
import {mustHold, type SoakOptions} from '../soak.js';
import {Scene} from './scene.js';
import {ways, type Way} from './ways.js';

const sizes = [{cols: 80, rows: 24}, {cols: 120, rows: 40}, {cols: 200, rows: 60}];

/** Parts clients from a session in every way there is: its program goes on, the terminal is as it was where somebody can say so to it, and who attaches again sees what the holder has. A round is one way. */
export async function soakCuts(life: Lifetime, {rounds, say}: SoakOptions): Promise<void> {
	const scene = await Scene.set(life);
	if (scene.shell === undefined) {
		say('there is no sshd here: nothing is cut over ssh, which is less than the promise');
	}

	const possible = ways.filter(({through}) => through !== 'ssh' || scene.shell !== undefined);

	const counts = new Map<string, number>();
	for (let round = 0; round < rounds; round++) {
		const way = possible[round % possible.length]!;
		const last = await cut(scene, way, sizes[Math.floor(round / possible.length) % sizes.length]!).catch((error: unknown) => {
			throw new Error(`round ${round + 1}, ${way.name}: ${(error as Error).message}`);
		});
		counts.set(way.name, (counts.get(way.name) ?? 0) + 1);
		if ((round + 1) % possible.length === 0 || round + 1 === rounds) {
			say(`${round + 1} rounds, ${last} lines and none missing, every screen right`);
		}
	}

	say([...counts].map(([name, count]) => `${name}: ${count}`).join('; '));
}

async function cut(scene: Scene, way: Way, size: {cols: number; rows: number}): Promise<number> {
	await scene.go();
	const pty = await scene.open(way.through, size);
	const clients = await clientsOf(scene);
	await way.part(scene, pty);
	await pty.end();
	await Promise.all(clients.map(async pid => processGone(pid)));
	const left = await clientsOf(scene);
	mustHold(left.length === 0, `A client is left without its person: ${left.join(', ')}.`);
	if (way.restores) {
		const modes = JSON.stringify(modesOf(pty.emulator));
		mustHold(modes === JSON.stringify(asItWas), `The terminal was left with ${modes}.`);
	}

	const again = await scene.open('nothing', size);
	await scene.looksRight(again);
	await scene.leave(again);
	return scene.checkLines();
}

/** The processes of floors: not those of the daemon, the holders, ssh or a terminal. */
async function clientsOf({crew}: Scene): Promise<number[]> {
	const processes = await crew.processes();
	return processes.filter(({command}) => /^\S*node\S* \S*bin\/millwright\.js attach/v.test(command)).map(({pid}) => pid);
}
