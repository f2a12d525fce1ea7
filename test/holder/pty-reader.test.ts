import os from 'node:os';
import process from 'node:process';
import test from 'ava';
import {Pty, type PtyExit} from '../../source/holder/pty.js';

/** Takes so many milliseconds, as parsing does that is not compiled yet. */
function work(milliseconds: number): void {
	const start = performance.now();
	while (performance.now() - start < milliseconds) {
		// As said.
	}
}

test('a program that prints little and steadily and then a flood is not kept waiting, also where each piece takes long to parse', async t => {
	const script = `
		for (let count = 0; count < 40; count++) {
			require('node:fs').writeSync(1, 'little');
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
		}
		process.stdout.write('x'.repeat(400_000));
	`;
	const pty = new Pty({
		file: process.execPath,
		arguments: ['-e', script],
		cwd: os.tmpdir(),
		environment: {},
		size: {cols: 80, rows: 24},
		isShown: () => false,
	});
	const ended = Promise.withResolvers<PtyExit>();
	pty.exited.once(ended.resolve);
	let bytes = 0;
	let pieces = 0;
	let begun = 0;
	pty.data.on(chunk => {
		bytes += chunk.length;
		if (chunk.length < 1000 && begun === 0) {
			return;
		}

		begun ||= performance.now();
		pieces++;
		work(2.5);
	});
	await ended.promise;
	t.true(bytes >= 400_000);
	const each = (performance.now() - begun) / pieces;
	// 66 more where it gathers between two pieces all the while.
	t.true(each < 30, `${each} ms a piece`);
});

test('what a program printed last comes whole, also where the holder gets no core for longer than it waits for that', async t => {
	// More than one read gives, and less than the system keeps of what nobody reads.
	const last = Array.from({length: 1500}, (_, line) => `line ${line}`).join('\n');
	const pty = new Pty({
		file: process.execPath,
		arguments: ['-e', `process.stdin.once('data', () => { require('node:fs').writeSync(1, ${JSON.stringify(last)}); process.exit(3); }); console.log('ready');`],
		cwd: os.tmpdir(),
		environment: {},
		size: {cols: 80, rows: 24},
		isShown: () => false,
	});
	const [ready, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<PtyExit>()];
	pty.exited.once(ended.resolve);
	let text = '';
	let isOver = false;
	pty.data.on(chunk => {
		text += new TextDecoder().decode(chunk);
		if (text.includes('ready')) {
			ready.resolve();
		}

		// The first piece after the end: the others wait longer than the mark behind them is waited for.
		work(isOver ? 1200 : 0);
		isOver = false;
	});
	await ready.promise;
	// Nothing is read until it has ended.
	pty.pause();
	isOver = true;
	await pty.write(new TextEncoder().encode('\n'));
	t.deepEqual(await ended.promise, {code: 3, signal: null});
	t.true(text.endsWith(last.replaceAll('\n', '\r\n')), `${text.length} characters, the last of them ${JSON.stringify(text.slice(-40))}`);
});
