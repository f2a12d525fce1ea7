import {glob, readFile} from 'node:fs/promises';
import path from 'node:path';
import {within} from '../../source/base/guard.js';
import type {Size} from '../../source/screen/grid.js';
import type {Pty} from '../client/pty.js';
import type {Follower} from '../holder/drive.js';
import {makeCrew, type Crew} from '../support/crew.js';
import type {Lifetime} from '../support/lifetime.js';
import {sample} from './sample.js';
import {mustHold, type SoakOptions} from './soak.js';
import {direct, performer, type Performer} from './stage/director.js';
import {findDifference} from './stage/region.js';

export type WholeOptions = SoakOptions & {
	/** Which asciicasts; a small one of our own unless given. */
	recordings?: string;
	sizes?: Size[];
};

// Milliseconds in which the terminal shows it on any machine; nobody waits that long when all is well.
const patience = 120_000;

type Recording = {name: string; pieces: string[]};
type Scene = {actor: Performer; pty: Pty; holder: Follower};

const usualSizes: Size[] = [{cols: 80, rows: 24}, {cols: 120, rows: 40}, {cols: 200, rows: 60}];

/**
Plays recordings through the whole program: a program in a session prints them, and what the person's terminal shows of it is what the
holder has, cell by cell. A round is a look: each recording is stopped that often, the last time at its end.
*/
export async function soakWhole(life: Lifetime, {rounds, say, recordings, sizes = usualSizes}: WholeOptions): Promise<void> {
	const all = recordings === undefined ? [{name: 'sample', pieces: sample}] : await Array.fromAsync(glob(recordings), readRecording);
	mustHold(all.length > 0, `No recording is at ${recordings}.`);
	const crew = await makeCrew(life, {performer});
	for (const size of sizes) {
		const scene = await open(life, crew, size);
		for (const recording of all) {
			await play(scene, recording, rounds);
			say(`${recording.name} at ${size.cols}×${size.rows}: ${recording.pieces.length} pieces, ${rounds} looks, no difference`);
		}

		scene.pty.type('\u{1D}d');
		await scene.pty.end();
	}
}

async function readRecording(file: string): Promise<Recording> {
	const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1).map(line => JSON.parse(line) as [number, string, string]);
	return {name: path.basename(file), pieces: lines.filter(event => event[1] === 'o').map(event => event[2])};
}

/** The session in front of the person, who types into it. */
async function open(life: Lifetime, crew: Crew, size: Size): Promise<Scene> {
	const actor = await direct(life, crew);
	const number = String(actor.session.number);
	const pty = crew.open(size, ['attach', number]);
	await pty.untilShows('leave');
	pty.type('\r');
	await pty.untilShows(`typing into ${number}`);
	return {actor, pty, holder: await crew.follow(actor.session)};
}

async function play({actor, pty, holder}: Scene, {name, pieces}: Recording, looks: number): Promise<void> {
	let from = 0;
	for (let look = 1; look <= looks; look++) {
		const to = Math.round(pieces.length * look / looks);
		const title = `${name} ${to} of ${pieces.length}`;
		await actor.order({do: 'say', pieces: [...(from === 0 ? ['\u{1B}c'] : []), ...pieces.slice(from, to)], title});
		await holder.until((_, screen) => screen.title === title);
		const difference = () => findDifference(pty.emulator, holder.screen);
		await within(patience, pty.until(() => difference() === undefined, 'what its holder has'), () => new Error(`${title} pieces: ${difference() ?? 'too late for no difference'}.\n${pty.screen}`));
		from = to;
	}
}
