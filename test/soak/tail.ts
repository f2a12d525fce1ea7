import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {sessionFolder} from '../../source/base/paths.js';
import type {SessionExit} from '../../source/protocol/holder.js';
import {Outer} from '../bench/terminal/outer.js';
import {awaitChange} from '../support/await-change.js';
import {makeCrew, type Crew} from '../support/crew.js';
import {makeDoor} from '../support/door.js';
import {program} from '../support/home.js';
import type {Lifetime} from '../support/lifetime.js';
import {shellAgent} from './shell-agent.js';
import {mustHold, type SoakOptions} from './soak.js';

/** How the terminal behaves that shows the sessions while they end. */
const readers = {
	'nobody attached': {keep() {}, letGo() {}},
	'a terminal that reads nothing': {
		keep(outer: Outer) {
			outer.pause();
		},
		letGo(outer: Outer) {
			outer.resume();
		},
	},
	'a client that is stopped': {
		keep(outer: Outer) {
			process.kill(outer.pid, 'SIGSTOP');
		},
		letGo(outer: Outer) {
			process.kill(outer.pid, 'SIGCONT');
		},
	},
	'a terminal that reads 20 KB/s': {
		keep(outer: Outer) {
			outer.limit(20_000);
		},
		letGo(outer: Outer) {
			outer.limit(Infinity);
		},
	},
} as const;

export type TailOptions = SoakOptions & {
	/** Of which readers; all unless given. */
	only?: RegExp;
};

type Reader = keyof typeof readers;
type Command = {name: string; lines: number; code: number | undefined; session: string};

// As many as a screen shows at once.
const crowd = 8;
// Milliseconds in which a terminal shows them, also on a machine that has ten times the work that it can do.
const patience = 120_000;

/** Short commands that print and end while those who watch read slowly or not at all: all that they printed is kept, and how they ended is written down. A round is a command. */
export async function soakTail(life: Lifetime, {rounds, say, only = /./v}: TailOptions): Promise<void> {
	const crew = await makeCrew(life, {}, {agents: shellAgent, slots: {overall: 20, project: 20}, layouts: {first: 'grid'}, record: true, historyLines: 100_000});
	const chosen = (Object.keys(readers) as Reader[]).filter(reader => only.test(reader));
	const each = Math.ceil(rounds / chosen.length);
	let count = 0;
	let outer: Outer | undefined;
	for (const reader of chosen) {
		if (reader !== 'nobody attached') {
			outer ??= openFloor(life, crew);
		}

		let bytes = 0;
		for (let done = 0; done < each; done += crowd) {
			bytes += await runCrowd(crew, {reader, outer, first: count, size: Math.min(crowd, each - done)});
			count += crowd;
		}

		say(`${reader}: ${each} commands, ${(bytes / 1e6).toFixed(1)} MB, every byte and every exit is there`);
	}
}

function openFloor(life: Lifetime, {environment, repository}: Crew): Outer {
	const outer = new Outer({argv: [process.execPath, program()], size: {cols: 160, rows: 50}, environment, cwd: repository});
	life.teardown(async () => outer.end());
	return outer;
}

/** All of them stand at a door until they are shown, and end while nobody reads. Resolves to the bytes that they printed. */
async function runCrowd(crew: Crew, {reader, outer, first, size}: {reader: Reader; outer: Outer | undefined; first: number; size: number}): Promise<number> {
	const door = makeDoor(crew.folder, String(first));
	const commands = await Promise.all(Array.from({length: size}, async (_, index) => begin(crew, {number: first + index, door: door.command})));
	await outer?.until(screen => commands.every(({name}) => screen.includes(`${name} waits`)), patience);
	if (outer !== undefined) {
		readers[reader].keep(outer);
	}

	door.open();
	try {
		const printed = await Promise.all(commands.map(async command => check(crew, command, reader)));
		return printed.reduce((sum, bytes) => sum + bytes, 0);
	} finally {
		door.close();
		if (outer !== undefined) {
			readers[reader].letGo(outer);
		}
	}
}

async function begin(crew: Crew, {number, door}: {number: number; door: string}): Promise<Command> {
	const name = `command-${number}-`;
	const lines = (number * 7919) % 1500;
	const code = number % 7 === 3 ? undefined : number % 256;
	const end = code === undefined ? 'kill -9 $$' : `exit ${code}`;
	const {id} = await crew.start('shell', `echo ${name} waits; ${door}; seq -f '${name} says line %.0f' 1 ${lines}; printf '${name} ends here'; ${end}`);
	return {name, lines, code, session: id};
}

async function check(crew: Crew, {name, lines, code, session}: Command, reader: Reader): Promise<number> {
	const folder = sessionFolder(crew.paths, session);
	const exit = JSON.parse(await awaitChange(path.join(folder, 'exit.json'))) as SessionExit;
	const where = `${name} (${session}), with ${reader}`;
	mustHold(code === undefined ? exit.signal === 'SIGKILL' : exit.code === code, `${where}: it ended with ${code ?? 'SIGKILL'}, and written is ${JSON.stringify(exit)}.`);
	const text = [`${name} waits`, ...Array.from({length: lines}, (_, index) => `${name} says line ${index + 1}`), `${name} ends here`];
	const history = await readFile(path.join(folder, 'history.txt'), 'utf8');
	mustHold(history === `${text.join('\n')}\n`, () => `${where}: of ${text.length} lines the history has ${history.split('\n').length - 1}; the last is “${history.trimEnd().split('\n').at(-1)}”.`);
	const recorded = await readRecorded(path.join(folder, 'recording.cast'));
	mustHold(recorded === text.join('\r\n'), () => `${where}: of ${text.join('\r\n').length} bytes ${recorded.length} were recorded.`);
	return recorded.length;
}

/** What a program printed. The head comes first, and then the screen as it was before. */
async function readRecorded(file: string): Promise<string> {
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(2);
	return lines.map(line => JSON.parse(line) as [number, string, string]).filter(event => event[1] === 'o').map(event => event[2]).join('');
}
