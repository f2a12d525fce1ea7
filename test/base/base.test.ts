import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {makeFolder, writeDurably} from '../../source/base/durable-file.js';
import {freeName, newId, newToken, slug} from '../../source/base/ids.js';
import {createLog} from '../../source/base/log.js';
import {formatDollars, formatLimit, formatTokens} from '../../source/base/money.js';
import {KeyedMutex, Mutex} from '../../source/base/mutex.js';
import {nearest} from '../../source/base/nearest.js';
import {inParallel} from '../../source/base/pool.js';
import {formatSpan, localDay, startOfLocalDay} from '../../source/base/time.js';
import {anyText} from '../support/any-text.js';

const folder = async (t: {teardown(work: () => Promise<void>): void}) => {
	const made = await mkdtemp(path.join(os.tmpdir(), 'mw-base-'));
	t.teardown(async () => rm(made, {recursive: true, force: true}));
	return made;
};

test('a slug is always a valid task id or empty', t => {
	t.is(slug('Read the CSV export, façade first!'), 'read-the-csv-export-facade-first');
	t.is(slug('../../etc/passwd; rm -rf ~'), 'etc-passwd-rm-rf');
	t.is(slug('a'.repeat(80)).length, 40);
	fc.assert(fc.property(anyText(), title => {
		t.regex(slug(title), /^(?:[0-9a-z][\-0-9a-z]{0,39})?$/v);
	}), {numRuns: 300});
	t.is(freeName('csv', name => ['csv', 'csv-2'].includes(name)), 'csv-3');
	t.is(freeName('a'.repeat(40), name => name === 'a'.repeat(40)), `${'a'.repeat(38)}-2`);
});

test('ids are safe names and tokens have 256 bits', t => {
	t.regex(newId('s'), /^s-[0-9a-z]{10}$/v);
	t.regex(newToken(), /^[0-9a-f]{64}$/v);
	t.is(new Set(Array.from({length: 1000}, () => newId('s'))).size, 1000);
});

test('money, tokens and spans read as the meter shows them', t => {
	t.deepEqual([0, 0.001, 0.31, 4.123, 1204.4, -0.5].map(formatDollars), ['$0.00', '<$0.01', '$0.31', '$4.12', '$1,204', '-$0.50']);
	t.deepEqual([20, 2.5].map(formatLimit), ['$20', '$2.50']);
	t.deepEqual([0, 812, 4100, 9999, 23_400, 999_700, 1_240_000].map(formatTokens), ['0', '812', '4.1k', '10k', '23k', '1.0M', '1.2M']);
	t.deepEqual([-5, 0, 41_900, 192_000, 7_500_000, 370_800_000].map(formatSpan), ['0s', '0s', '41s', '3m12s', '2h05m', '4d07h']);
});

test('a day is the calendar\'s, also when it has 23 or 25 hours', t => {
	const noon = new Date(2026, 2, 30, 12).getTime();
	for (let back = 0; back < 400; back++) {
		const start = startOfLocalDay(noon, back);
		t.is(localDay(start), localDay(new Date(2026, 2, 30 - back, 12).getTime()));
		t.not(localDay(start - 1), localDay(start));
	}
});

test('a mutex runs one at a time, in order, also after a failure', async t => {
	const mutex = new Mutex();
	const seen: number[] = [];
	let running = 0;
	const results = await Promise.allSettled([1, 2, 3, 4].map(async number => mutex.run(async () => {
		running++;
		t.is(running, 1);
		await Promise.resolve();
		running--;
		seen.push(number);
		if (number === 2) {
			throw new Error('two');
		}
	})));
	t.deepEqual(seen, [1, 2, 3, 4]);
	t.deepEqual(results.map(({status}) => status), ['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

test('a keyed mutex keeps keys apart', async t => {
	const mutex = new KeyedMutex();
	const gate = Promise.withResolvers<void>();
	const first = mutex.run('a', async () => gate.promise);
	t.is(await mutex.run('b', () => 'free'), 'free');
	const second = mutex.run('a', () => 'after');
	gate.resolve();
	await first;
	t.is(await second, 'after');
});

test('a pool runs as many at a time as it is wide, and keeps the order', async t => {
	let running = 0;
	let most = 0;
	const results = await inParallel([5, 1, 4, 2, 3], 2, async number => {
		running++;
		most = Math.max(most, running);
		for (let turn = 0; turn < number; turn++) {
			await Promise.resolve();
		}

		running--;
		return number * 10;
	});
	t.deepEqual(results, [50, 10, 40, 20, 30]);
	t.is(most, 2);
	t.deepEqual(await inParallel([], 4, async () => 1), []);
});

test('a misspelt word finds the one that was meant, and a strange one finds none', t => {
	const names = ['theme', 'mouse', 'budgets', 'slots'];
	t.is(nearest('them', names), 'theme');
	t.is(nearest('budgest', names), 'budgets');
	t.is(nearest('Slot', names), 'slots');
	t.is(nearest('wallpaper', names), undefined);
});

test('a durable write replaces the whole file, keeps the copy before, and leaves nothing else', async t => {
	const made = path.join(await folder(t), 'deep', 'er');
	await makeFolder(made);
	const file = path.join(made, 'x.json');
	await writeDurably(file, 'one', {backup: `${file}.bak`});
	await writeDurably(file, 'two', {backup: `${file}.bak`});
	await Promise.all(['a', 'b', 'c'].map(async text => writeDurably(file, text.repeat(100_000))));
	t.regex(await readFile(file, 'utf8'), /^(?:a{100000}|b{100000}|c{100000})$/v);
	t.is(await readFile(`${file}.bak`, 'utf8'), 'one');
	t.is((await stat(file)).mode & 0o777, 0o600);
	t.deepEqual((await readdir(made)).toSorted(), ['x.json', 'x.json.bak']);
	await t.throwsAsync(writeDurably(path.join(made, 'none', 'x'), ''), {code: 'ENOENT'});
	const pieces = async function * (last: () => string) {
		yield 'first, ';
		yield 'zwölf, ';
		yield last();
	};

	await writeDurably(file, pieces(() => 'last'));
	t.is(await readFile(file, 'utf8'), 'first, zwölf, last', 'pieces come one behind the other');
	await t.throwsAsync(writeDurably(file, pieces(() => {
		throw new RangeError('There is no more.');
	})), {message: 'There is no more.'});
	t.is(await readFile(file, 'utf8'), 'first, zwölf, last', 'and what is not whole replaces nothing');
	t.deepEqual((await readdir(made)).toSorted(), ['x.json', 'x.json.bak']);
});

test('a log is one line each, without secrets, and is put aside when it is full', async t => {
	const file = path.join(await folder(t), 'logs', 'x.log');
	const log = createLog({file, limit: 400, keep: 2, now: () => 0});
	log.conceal('hunter2hunter2');
	log.info('two\nlines \u{1B}[31m', {apiKey: 'abc', error: new Error('broke'), note: 'hunter2hunter2', url: '/r/0123456789abcdefXYZ/anthropic', header: 'Bearer abcdefghijklmnop'});
	const text = await readFile(file, 'utf8');
	t.is(text, '1970-01-01T00:00:00.000Z info two lines  [31m {"apiKey":"[hidden]","error":"broke","note":"[hidden]","url":"/r/[hidden]/anthropic","header":"Bearer [hidden]"}\n');
	log.warn('key sk-ant-api03-abcdefghijk');
	t.notRegex(await readFile(file, 'utf8'), /api03/v);
	for (let line = 0; line < 40; line++) {
		log.error(`line ${line}`);
	}

	t.deepEqual((await readdir(path.dirname(file))).toSorted(), ['x.log', 'x.log.1', 'x.log.2']);
	t.regex(await readFile(file, 'utf8'), /line 39\n$/v);
	t.notThrows(() => {
		createLog({file: path.join(file, 'not', 'a', 'folder')}).info('dropped');
	});
});
