import {Buffer} from 'node:buffer';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {HeldSession} from '../../source/holder/held-session.js';
import type {EngineLine} from '../../source/screen/engine.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';

/** An engine with a fault. */
class Faulty extends CellEngine {
	isFaulty = false;

	override line(number: number): EngineLine {
		if (this.isFaulty) {
			throw new Error('a fault');
		}

		return super.line(number);
	}
}

test('a fault while a text is typed holds neither the person\'s keys nor the next text', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-'));
	const engine = new Faulty({size: {cols: 80, rows: 24}, historyLines: 100});
	const session = new HeldSession({
		session: 's-faulty', argv: ['sh', '-c', 'read one; read two; echo "[$one|$two]"'], cwd: folder, environment: {PATH: process.env['PATH']!},
		size: engine.size, historyLines: 100, socket: path.join(folder, 's.sock'), token: 'none', version: '0.0.0-test',
	}, folder, () => engine);
	t.truthy(session.start());
	const ended = new Promise(resolve => {
		session.ended.once(resolve);
	});
	engine.isFaulty = true;
	const typed = session.type('machine', {submit: true});
	session.press(Buffer.from('person\r'));
	await t.throwsAsync(typed, {message: 'a fault'});
	engine.isFaulty = false;
	t.true(await session.type('machine', {submit: true}));
	await ended;
	t.is(engine.line(2).text, '[person|machine]');
	await rm(folder, {recursive: true});
});
