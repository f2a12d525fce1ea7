import {PassThrough} from 'node:stream';
import type {WriteStream} from 'node:tty';
import test from 'ava';
import {Writer} from '../../../source/client/terminal/writer.js';

const askReady = '\u{1B}[5n';

function writerTo(stream: PassThrough) {
	return new Writer(stream as unknown as WriteStream);
}

const piece = 'x'.repeat(5000);

/** The moment after everything that waits in this turn. */
const turn = async () => new Promise<void>(resolve => {
	setImmediate(resolve);
});

test('a picture that may take its time is asked about, and after more than a little of that no other is drawn until the terminal has it', async t => {
	const stream = new PassThrough();
	const writer = writerTo(stream);
	t.teardown(() => {
		writer.close();
	});
	writer.ready();
	stream.resume();
	writer.draw(piece);
	await turn();
	t.true(writer.isAwaited);
	t.false(writer.busy);
	writer.draw(piece);
	await turn();
	t.true(writer.busy);
	t.false(writer.full);
	let freed = 0;
	writer.free.on(() => {
		freed++;
	});
	writer.ready();
	writer.ready();
	t.false(writer.isAwaited);
	t.false(writer.busy);
	t.is(freed, 2);
});

test('a terminal that never says that it is ready is not waited for', async t => {
	const stream = new PassThrough();
	const writer = writerTo(stream);
	for (let count = 0; count < 10; count++) {
		writer.draw(piece);
	}

	t.false(writer.isAwaited);
	await turn();
	stream.end();
	const written = (await stream.toArray() as Uint8Array[]).join('');
	t.false(written.includes(askReady));
});
