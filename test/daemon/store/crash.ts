import {spawn} from 'node:child_process';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {openStore} from '../../../source/daemon/store/open.js';

/** What a writer was told to be durable before it was killed. */
type Acknowledged = {put: Set<string>; update: Set<string>; append: Set<string>; counter: number};

/**
Kills a busy writer at a random moment, as often as it is told, and throws when anything acknowledged is missing or
anything is damaged. Returns the number of acknowledgements that were checked.
*/
export async function crashRounds(state: string, rounds: number): Promise<number> {
	let checked = 0;
	for (let round = 0; round < rounds; round++) {
		const acknowledged = await killWriter(state, round);
		checked += acknowledged.put.size + acknowledged.update.size + acknowledged.append.size;
		const missing = await findMissing(state, acknowledged);
		if (missing.length > 0) {
			throw new Error(`Round ${round}: ${missing.length} lost, e.g. ${missing.slice(0, 3).join(', ')}`);
		}
	}

	return checked;
}

async function killWriter(state: string, round: number): Promise<Acknowledged> {
	const acknowledged: Acknowledged = {put: new Set(), update: new Set(), append: new Set(), counter: -1};
	const writer = spawn(process.execPath, [fileURLToPath(new URL('crash-writer.js', import.meta.url)), state, String(round)], {stdio: ['ignore', 'pipe', 'inherit']});
	// A random number of lines, then a random moment within the turn: no time is measured.
	const enough = 1 + Math.floor(Math.random() * 120);
	let lines = 0;
	for await (const line of createInterface(writer.stdout)) {
		const [kind, id, number] = line.split(' ') as [keyof Acknowledged | 'ready', string, string];
		if (kind === 'counter') {
			acknowledged.counter = Number(number);
		} else if (kind !== 'ready') {
			acknowledged[kind].add(id);
		}

		lines++;
		if (lines !== enough) {
			continue;
		}

		for (let spin = Math.random() * 200_000; spin > 0; spin--) {
			// Somewhere within a write.
		}

		writer.kill('SIGKILL');
	}

	return acknowledged;
}

async function findMissing(state: string, {put, update, append, counter}: Acknowledged): Promise<string[]> {
	const store = await openStore({state});
	const records = new Set((await store.journal.read()).map(({record}) => record));
	const missing = [
		...store.damaged.map(({reason}) => reason),
		...[...put].filter(id => store.tasks.get(`shop/${id}`) === undefined),
		...[...update].filter(id => store.tasks.get(`shop/${id}`)?.title !== 'Updated'),
		...[...append].filter(id => !records.has(id)), // eslint-disable-line unicorn/prefer-set-methods -- TypeScript's es2024 does not know them.
		...(store.settings.get()['counter'] as number ?? -1) < counter ? [`counter ${counter}`] : [],
	];
	await store.close();
	return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [state, rounds = '10'] = process.argv.slice(2) as [string, string?];
	console.log(`${await crashRounds(state, Number(rounds))} acknowledgements over ${rounds} kills: none lost`);
}
