import {watch} from 'node:fs';
import {readdir, readFile, readlink} from 'node:fs/promises';
import path from 'node:path';
import {within} from '../../source/base/guard.js';
import {sessionFolder} from '../../source/base/paths.js';
import type {DaemonLink} from '../../source/link/daemon.js';
import type {HolderRecord} from '../../source/protocol/holder.js';
import {memoryOf} from '../bench/measure.js';
import {makeCrew, type Crew} from '../support/crew.js';
import type {Lifetime} from '../support/lifetime.js';
import {processGone} from '../support/process-gone.js';
import {shellAgent} from './shell-agent.js';
import {mustHold, type SoakOptions} from './soak.js';

// Opened at the same time, and after how many the daemon is looked at.
const crowd = 8;
const group = 200;
// Sessions after which the daemon has loaded all that it loads.
const warm = 16;
const patience = 120_000;
// Milliseconds that one session that has ended may take to be pruned, on a machine that does much else.
const prunedIn = 30;
// Milliseconds in which what is written at the end of a session is written.
const settling = 10_000;

const kinds = ['descriptors', 'open', 'processes', 'sockets'] as const;

type Held = {
	/** But for files of sessions. */
	descriptors: number;
	/** Files of sessions that are open at this moment: being read or written. */
	open: number;
	processes: number;
	sockets: number;
	files: number;
	memory: number;
};

/** Sessions that are opened and end, through the daemon: it keeps no descriptor, process, socket or file of them. A round is a session. */
export async function soakSessions(life: Lifetime, {rounds, say}: SoakOptions): Promise<void> {
	const crew = await makeCrew(life, {}, {agents: shellAgent, slots: {overall: 20, project: 20}, keep: {days: 0}});
	const daemon = await crew.link();
	const before = await look(crew, daemon);
	await open(crew, daemon, warm);
	const first = await lookAtRest(crew, daemon);
	for (let done = 0; done < rounds;) {
		const begun = performance.now();
		const count = Math.min(group, rounds - done);
		await open(crew, daemon, count);
		done += count;
		const now = await lookAtRest(crew, daemon, first);
		for (const what of kinds) {
			mustHold(now[what] <= first[what], `After ${done} sessions there are ${now[what]} ${what} where there were ${first[what]}.`);
		}

		say(`${done} sessions, ${(count * 1000 / (performance.now() - begun)).toFixed(1)} a second: ${now.descriptors} descriptors, ${now.processes} process, ${now.sockets} sockets, ${now.memory.toFixed(0)} MiB; ${now.files} files until they are pruned`);
	}

	const files = await prune(crew, patience + (rounds * prunedIn));
	mustHold(files <= before.files, `After all were pruned there are ${files} files in the state where there were ${before.files}.`);
	say(`pruned: ${files} files, as before the first session`);
}

/** Resolves when so many have begun and ended, and their holders are gone. */
async function open(crew: Crew, daemon: DaemonLink, count: number): Promise<void> {
	for (let done = 0; done < count; done += crowd) {
		const sessions = await Promise.all(Array.from({length: Math.min(crowd, count - done)}, async () => daemon.request('session.open', {project: crew.project, agent: 'shell', prompt: 'echo hello'})));
		await untilEnded(daemon);
		if (done + crowd >= count) {
			await Promise.all(sessions.map(async ({id}) => {
				const record = JSON.parse(await readFile(path.join(sessionFolder(crew.paths, id), 'holder.json'), 'utf8')) as HolderRecord;
				await processGone(record.holder.pid);
			}));
		}
	}
}

async function untilEnded(daemon: DaemonLink): Promise<void> {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const check = async () => {
		if ((await daemon.request('session.list', {})).length === 0) {
			resolve();
		}
	};

	const dispose = daemon.changed.on(() => {
		check().catch(reject);
	});
	try {
		await check();
		await within(patience, promise, () => new Error('Sessions whose program has ended are still open.'));
	} finally {
		dispose();
	}
}

/**
What it holds once it reads and writes nothing of a session, and has let go of what it had more than at `first`. It is looked at after each answer
that it gives, for in the turns before that it went on with its own work; what it has not let go of after a while it keeps.
*/
async function lookAtRest(crew: Crew, daemon: DaemonLink, first?: Held): Promise<Held> {
	const begun = performance.now();
	let last: Held | undefined;
	while (performance.now() - begun < settling) {
		const held = await look(crew, daemon);
		last = held.open === 0 ? held : last;
		if (held.open === 0 && kinds.every(what => first === undefined || held[what] <= first[what])) {
			return held;
		}
	}

	if (last === undefined) {
		throw new Error('The daemon keeps files of sessions open that have ended.');
	}

	return last;
}

async function look(crew: Crew, daemon: DaemonLink): Promise<Held> {
	const {pid} = await daemon.request('daemon.status', {});
	const numbers = await readdir(`/proc/${pid}/fd`);
	const targets = await Promise.all(numbers.map(async number => readlink(`/proc/${pid}/fd/${number}`).catch(() => '')));
	const own = targets.filter(file => file.includes('/sessions/s-')).length;
	return {
		descriptors: targets.length - own,
		open: own,
		processes: (await crew.processes()).length,
		sockets: (await readdir(crew.paths.runtime, {recursive: true})).length,
		files: (await readdir(crew.paths.state, {recursive: true})).length,
		memory: await memoryOf(pid),
	};
}

/** The next daemon keeps what has ended no longer than config.yaml says. Resolves to the files that are left. */
async function prune(crew: Crew, limit: number): Promise<number> {
	const daemon = await crew.link();
	const {pid} = await daemon.request('daemon.status', {});
	await daemon.request('daemon.stop', {sessions: false});
	await processGone(pid);
	const folder = path.join(crew.paths.state, 'sessions');
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	let [isLooking, isMissed] = [false, false];
	const check = async () => {
		isLooking = true;
		let left: string[];
		do {
			isMissed = false;
			left = await readdir(folder);
		} while (isMissed);

		isLooking = false;
		if (left.length === 0) {
			resolve();
		}
	};

	// One look at a time, and one more for all that has changed meanwhile: with a folder of thousands the looks would be most of the work.
	const watcher = watch(folder, () => {
		if (isLooking) {
			isMissed = true;
		} else {
			check().catch(reject);
		}
	});
	try {
		const next = await crew.link();
		await within(limit, promise, () => new Error('The sessions that have ended were not pruned.'));
		// The last record goes after the last folder; a stop waits for it.
		await next.request('daemon.stop', {sessions: false});
		await processGone(next.welcome.pid);
	} finally {
		watcher.close();
	}

	return (await readdir(crew.paths.state, {recursive: true})).length;
}
