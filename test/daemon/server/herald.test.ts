import {existsSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {createLog} from '../../../source/base/log.js';
import {Herald} from '../../../source/daemon/server/herald.js';
import {awaitChange} from '../../support/await-change.js';

test('it is started once somebody has opened a floor, without the daemon’s keys, and not for ever when it falls', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-g-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	// Nothing of it keeps a process from ending.
	const alive = setInterval(() => {}, 60_000);
	t.teardown(() => {
		clearInterval(alive);
	});
	process.env['ANTHROPIC_API_KEY'] = 'a-secret-of-the-daemon';
	const program = path.join(folder, 'herald.mjs');
	const told = (count: number) => path.join(folder, `start-${count}`);
	await writeFile(program, `
		import {existsSync, writeFileSync} from 'node:fs';
		let count = 1;
		while (existsSync(${JSON.stringify(folder)} + '/start-' + count)) count++;
		writeFileSync(${JSON.stringify(folder)} + '/start-' + count, JSON.stringify(process.env));
		process.exit(3);
	`);
	const fallen = Array.from({length: 3}, () => Promise.withResolvers<void>());
	let count = 0;
	const log = {...createLog({file: path.join(folder, 'daemon.log')}), warn() {
		fallen[count++]?.resolve();
	}};
	const herald = new Herald({paths: {state: folder, config: folder, runtime: folder}, log, delay: 1, program});
	for (const [index, {promise}] of fallen.entries()) {
		herald.wanted();
		herald.wanted();
		t.true(herald.isDue);
		await promise;
		const environment = JSON.parse(await awaitChange(told(index + 1))) as Record<string, string>;
		t.is(environment['PATH'], process.env['PATH']);
		t.false(JSON.stringify(environment).includes('a-secret'));
	}

	herald.wanted();
	t.false(herald.isDue);
	t.is(count, 3);
	t.false(existsSync(told(4)));
});
