import {Buffer} from 'node:buffer';
import {appendFile, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {openStore} from '../../../source/daemon/store/open.js';
import {stateFolder} from './fixtures.js';

test('records come back in order, numbered from 1, over starts', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	t.deepEqual(await Promise.all(['a', 'b', 'c'].map(async text => store.journal.append({text}))), [1, 2, 3]);
	await store.close();
	const again = await openStore(paths);
	t.is(again.journal.last, 3);
	t.is(await again.journal.append({text: 'ü\n"d'}), 4);
	t.deepEqual((await again.journal.read()).map(({seq, record}) => [seq, record]), [[1, {text: 'a'}], [2, {text: 'b'}], [3, {text: 'c'}], [4, {text: 'ü\n"d'}]]);
	t.deepEqual(await again.ledger.read(), []);
	await again.close();
	await t.throwsAsync(again.journal.append({}), {code: 'store-closed'});
});

test('a torn tail is cut off, and the next record follows what is whole', async t => {
	const paths = await stateFolder(t);
	const file = path.join(paths.state, 'journal.jsonl');
	const store = await openStore(paths);
	await store.journal.append('whole');
	await store.close();
	for (const tail of ['{"crc":"12', '\0'.repeat(5000), '{"crc":"00000000","seq":2,"at":1,"record":"torn"}']) {
		await appendFile(file, tail);
		const again = await openStore(paths);
		t.deepEqual((await again.journal.read()).map(({record}) => record), ['whole']);
		t.deepEqual(again.damaged, []);
		await again.close();
	}
});

test('behind a damaged line nothing is believed: it is set aside with its bytes, and what is before is used', async t => {
	const paths = await stateFolder(t);
	const file = path.join(paths.state, 'ledger.jsonl');
	const store = await openStore(paths);
	for (let number = 0; number < 10; number++) {
		await store.ledger.append({number});
	}

	await store.close();
	const good = await readFile(file);
	await fc.assert(fc.asyncProperty(fc.nat(good.length - 2), fc.nat(7), async (at, bit) => {
		const bytes = Buffer.from(good);
		bytes[at]! ^= 1 << bit;
		await writeFile(file, bytes);
		const line = good.subarray(0, at).filter(byte => byte === 0x0A).length;
		const again = await openStore(paths);
		const records = await again.ledger.read();
		t.true(records.length <= line, 'the damaged line is not believed');
		t.true(records.every(({record}, index) => (record as {number: number}).number === index));
		t.is(await again.ledger.append({number: records.length}), records.length + 1);
		await again.close();
		const [damage] = again.damaged;
		const kept = damage?.movedTo === undefined ? Buffer.alloc(0) : await readFile(damage.movedTo);
		t.true(bytes.subarray(bytes.length - kept.length).equals(kept));
	}), {numRuns: 30});
	t.true((await readdir(paths.state)).some(name => name.startsWith('ledger.jsonl.corrupt-')));
});

test('a journal that cannot be used does not keep the rest from opening, and takes nothing', async t => {
	const paths = await stateFolder(t);
	await mkdir(path.join(paths.state, 'journal.jsonl'));
	const store = await openStore(paths);
	t.is(store.damaged.length, 1);
	await t.throwsAsync(store.journal.append({}), {code: 'state-not-writable'});
	t.is(await store.ledger.append({}), 1);
	await store.close();
});
