import {appendFile, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import {untilMore} from '../../../source/daemon/handlers/until-more.js';

const soon = async <Value>(promise: Promise<Value>): Promise<Value> => within(60_000, promise, () => new Error('It was not answered.'));

test('a reader who waits is answered when the file grows, and when what writes it has ended', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-more-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'log');
	await writeFile(file, 'first');
	const changed = new Emitter<unknown>();
	let ended = false;
	let offset = 0;
	const watched = new Emitter<void>();
	const read = async () => {
		const text = (await readFile(file, 'utf8')).slice(offset);
		watched.emit();
		return {text, next: offset + text.length, ended: ended && text === ''};
	};

	t.is((await soon(untilMore({file, changed, read}))).text, 'first');
	offset = 5;
	watched.once(() => {
		void appendFile(file, ' second');
	});
	t.is((await soon(untilMore({file, changed, read}))).text, ' second');
	offset = 12;
	watched.once(() => {
		ended = true;
		changed.emit(undefined);
	});
	t.true((await soon(untilMore({file, changed, read}))).ended);
	t.is(changed.size, 0);
});

test('a file that is not there yet is waited for by the change of its run', async t => {
	const changed = new Emitter<unknown>();
	let text = '';
	const reply = untilMore({file: undefined, changed, read: async () => ({text, next: text.length, ended: false})});
	text = 'there';
	changed.emit(undefined);
	t.is((await soon(reply)).text, 'there');
});
