import {Buffer} from 'node:buffer';
import {mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {openStore} from '../../../source/daemon/store/open.js';
import {seal} from '../../../source/daemon/store/envelope.js';
import {project, stateFolder, task} from './fixtures.js';

test('what was put, changed and removed is so after the next start', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await store.projects.put(project('shop'));
	await Promise.all(['a', 'b', 'c'].map(async id => store.tasks.put(task(id))));
	await store.tasks.update('shop/a', draft => {
		draft.title = 'Changed';
		draft['later'] = {kept: true};
	});
	await store.tasks.remove('shop/b');
	await store.settings.update(settings => ({...settings, gatewayPort: 4711}));
	await store.close();

	const again = await openStore(paths);
	t.deepEqual(again.tasks.all().map(({id}) => id).toSorted(), ['a', 'c']);
	t.like(again.tasks.get('shop/a'), {title: 'Changed', later: {kept: true}});
	t.is(again.tasks.get('shop/b'), undefined);
	t.is(again.settings.get().gatewayPort, 4711);
	t.is(again.projects.get('shop')!.path, '/repositories/shop');
	t.deepEqual(again.damaged, []);
	await again.close();
});

test('a change is seen at once, told, and answered when it is durable; many at once share the writes', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await store.tasks.put(task('a'));
	const told: string[] = [];
	store.tasks.changed.on(key => {
		told.push(key);
	});
	const changes = Array.from({length: 200}, async (_, index) => store.tasks.update('shop/a', draft => {
		draft.runs.push(`r-${index}`);
	}));
	t.is(store.tasks.get('shop/a')!.runs.length, 200);
	t.is(told.length, 200);
	await Promise.all(changes);
	const written = JSON.parse(await readFile(path.join(paths.state, 'documents/tasks/shop/a.json'), 'utf8')) as {seq: number; data: {runs: string[]}};
	t.is(written.data.runs.length, 200);
	t.true(written.seq <= 4, `${written.seq} writes`);
	await store.close();
});

test('a change that does not fit the schema, or would give another id, changes nothing', async t => {
	const store = await openStore(await stateFolder(t));
	await store.tasks.put(task('a'));
	await t.throwsAsync(store.tasks.update('shop/a', draft => ({...draft, priority: 9})));
	await t.throwsAsync(store.tasks.update('shop/a', draft => ({...draft, id: 'b'})));
	await t.throwsAsync(store.tasks.update('shop/none', () => {}), {code: 'unknown-document'});
	await t.throwsAsync(store.tasks.put(task('../../escape')), {code: 'bad-id'});
	t.is(store.tasks.get('shop/a')!.priority, 3);
	t.throws(() => {
		store.tasks.get('shop/a')!.priority = 1;
	}, {instanceOf: TypeError});
	await store.close();
});

test('files are ours alone', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await store.tasks.put(task('a'));
	const file = await stat(path.join(paths.state, 'documents/tasks/shop/a.json'));
	const folder = await stat(path.join(paths.state, 'documents/tasks/shop'));
	t.is(file.mode & 0o077, 0);
	t.is(folder.mode & 0o077, 0);
	await store.close();
});

test('a damaged document is set aside with its bytes, the copy before is used, and the rest works on', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await store.tasks.put(task('a', {title: 'First'}));
	await store.tasks.update('shop/a', draft => {
		draft.title = 'Second';
	});
	await store.tasks.put(task('b'));
	await store.close();
	const folder = path.join(paths.state, 'documents/tasks/shop');
	await writeFile(path.join(folder, 'a.json'), '\0'.repeat(300));

	const again = await openStore(paths);
	t.is(again.tasks.get('shop/a')!.title, 'First');
	t.is(again.tasks.all().length, 2);
	t.is(again.damaged.length, 1);
	t.is(await readFile(again.damaged[0]!.movedTo!, 'utf8'), '\0'.repeat(300));
	t.regex(again.damaged[0]!.reason, /the copy before it is used/v);
	await again.close();

	const third = await openStore(paths);
	t.deepEqual(third.damaged, []);
	t.is(third.tasks.get('shop/a')!.title, 'First');
	await third.close();
});

test('what a newer Millwright wrote is left alone, reported, and never written over', async t => {
	const paths = await stateFolder(t);
	const folder = path.join(paths.state, 'documents/tasks/shop');
	await mkdir(folder, {recursive: true});
	const newer = seal(JSON.stringify({...task('a'), priority: 'urgent'}), {version: 99, seq: 1});
	await writeFile(path.join(folder, 'a.json'), newer);
	await writeFile(path.join(paths.state, 'documents/settings.json'), seal('{"gatewayPort":"x"}', {version: 7, seq: 1}));
	const store = await openStore(paths);
	t.is(store.tasks.get('shop/a'), undefined);
	t.is(store.damaged.length, 2);
	t.regex(store.damaged.map(({reason}) => reason).join('\n'), /newer Millwright \(version 99; this one knows 1\)/v);
	await t.throwsAsync(store.tasks.put(task('a')), {code: 'document-blocked'});
	await t.throwsAsync(store.settings.update(() => {}), {code: 'document-blocked'});
	t.is(store.settings.get().gatewayPort, null);
	await store.tasks.put(task('b'));
	await store.close();
	t.is(await readFile(path.join(folder, 'a.json'), 'utf8'), newer);
});

test('a folder in the place of a document, and a document under another name, do not keep the rest from opening', async t => {
	const paths = await stateFolder(t);
	const folder = path.join(paths.state, 'documents/tasks/shop');
	await mkdir(path.join(folder, 'a.json'), {recursive: true});
	const misplaced = seal(JSON.stringify(task('other')), {version: 1, seq: 1});
	await writeFile(path.join(folder, 'b.json'), misplaced);
	await writeFile(path.join(folder, 'notes.txt'), 'mine');
	await writeFile(path.join(folder, 'c.json.0123456789ab.tmp'), 'half');
	const store = await openStore(paths);
	t.deepEqual(store.tasks.all(), []);
	t.is(store.damaged.length, 2);
	await t.throwsAsync(store.tasks.put(task('b')), {code: 'document-blocked'});
	await store.close();
	t.is(await readFile(path.join(folder, 'b.json'), 'utf8'), misplaced);
	t.deepEqual((await readdir(folder)).toSorted(), ['a.json', 'b.json', 'notes.txt']);
});

const wrongTypes = [null, 0, [], 'text', true, {}, {v: 1}, {v: 1, seq: 1, sha256: '', data: {}}, {v: '1', seq: 1, sha256: 'x', data: null}].map(value => Buffer.from(JSON.stringify(value)));

test('no mutation of a document crashes the start, is taken for truth, or loses its bytes', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	await store.tasks.put(task('a', {title: 'The original'}));
	await store.tasks.put(task('b'));
	await store.close();
	const folder = path.join(paths.state, 'documents/tasks/shop');
	const file = path.join(folder, 'a.json');
	const good = await readFile(file);
	const mutation = fc.oneof(
		fc.record({at: fc.nat(good.length - 1), bit: fc.nat(7)}).map(({at, bit}) => {
			const bytes = Buffer.from(good);
			bytes[at]! ^= 1 << bit;
			return bytes;
		}),
		fc.nat(good.length - 1).map(length => good.subarray(0, length)),
		fc.record({at: fc.nat(good.length - 1), length: fc.integer({min: 1, max: 64})}).map(({at, length}) => Buffer.from(good).fill(0, at, Math.min(at + length, good.length))),
		fc.uint8Array({maxLength: 200}).map(bytes => Buffer.from(bytes)),
		fc.constantFrom(...wrongTypes),
		fc.integer({min: 2, max: 50}).map(version => Buffer.from(seal(JSON.stringify({...task('a'), title: 5}), {version, seq: 9}))),
	);
	await fc.assert(fc.asyncProperty(mutation, async bytes => {
		for (const name of await readdir(folder)) {
			if (name.startsWith('a.json')) {
				await rm(path.join(folder, name));
			}
		}

		await writeFile(file, bytes);
		const again = await openStore(paths);
		const value = again.tasks.get('shop/a');
		const kept = await Promise.all((await readdir(folder)).filter(name => name.startsWith('a.json')).map(async name => readFile(path.join(folder, name))));
		t.true(kept.some(content => content.equals(bytes)), 'the bytes are kept');
		t.is(again.tasks.get('shop/b')!.title, 'Task b');
		if (value === undefined) {
			t.is(again.damaged.length, 1);
		} else {
			t.is(value.title, 'The original');
		}

		await again.close();
	}), {numRuns: 60});
});
