import {spawn} from 'node:child_process';
import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {openStore} from '../../../source/daemon/store/open.js';
import {stateFolder} from './fixtures.js';

test('a journal is compacted to what is needed: numbers stay, what is appended meanwhile is kept, and the next opens it', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await Promise.all(Array.from({length: 50}, async (_, number) => store.journal.append({number})));
	const file = path.join(paths.state, 'journal.jsonl');
	const {size} = await stat(file);
	const [dropped, meanwhile] = await Promise.all([
		store.journal.compact(({record}) => (record as {number: number}).number % 10 === 0),
		store.journal.append({number: 50}),
	]);
	t.is(dropped, 44, 'five of ten, and the newest of those that were there');
	t.is(meanwhile, 51);
	t.true((await stat(file)).size < size / 4);
	const numbers = [[1, 0], [11, 10], [21, 20], [31, 30], [41, 40], [50, 49], [51, 50]];
	t.deepEqual((await store.journal.read()).map(({seq, record}) => [seq, (record as {number: number}).number]), numbers);
	t.is(await store.journal.compact(() => true), 0);
	await store.close();
	const again = await openStore(paths);
	t.teardown(async () => again.close());
	t.deepEqual(again.damaged, []);
	t.is(await again.journal.append({number: 51}), 52);
	t.deepEqual((await again.journal.read()).map(({seq}) => seq), [...numbers.map(([seq]) => seq!), 52]);
	t.deepEqual((await readdir(paths.state)).filter(name => name.endsWith('.tmp')), []);
});

test('kill -9 while a journal is compacted loses nothing that is needed and damages nothing', async t => {
	const paths = await stateFolder(t);
	const needed = new Set<string>();
	let last = 0;
	for (let round = 0; round < 12; round++) {
		const writer = spawn(process.execPath, [fileURLToPath(new URL('compact-writer.js', import.meta.url)), paths.state, String(round)], {stdio: ['ignore', 'pipe', 'inherit']});
		const enough = 1 + Math.floor(Math.random() * 90);
		let lines = 0;
		for await (const line of createInterface(writer.stdout)) {
			const [kind, id, seq] = line.split(' ') as [string, string, string];
			last = Math.max(last, Number(seq));
			if (kind === 'needed') {
				needed.add(id);
			}

			lines++;
			if (lines === enough) {
				writer.kill('SIGKILL');
			}
		}

		const store = await openStore(paths);
		const entries = await store.journal.read();
		const kept = new Set(entries.map(({record}) => (record as {id: string}).id));
		t.deepEqual(store.damaged, []);
		t.deepEqual([...needed].filter(id => !kept.has(id)), [], `round ${round}`);
		t.true(store.journal.last >= last);
		t.true(entries.every(({seq}, index) => index === 0 || seq > entries[index - 1]!.seq));
		await store.close();
	}

	t.true(needed.size > 20);
});
