import {PassThrough} from 'node:stream';
import type {WriteStream} from 'node:tty';
import test from 'ava';
import {Writer} from '../../../source/client/terminal/writer.js';

const askReady = '\u{1B}[5n';

function writerTo(stream: PassThrough) {
	return new Writer(stream as unknown as WriteStream);
}

test('after a large picture none is drawn until the terminal has it, and a small one is not asked about', async t => {
	const stream = new PassThrough();
	const writer = writerTo(stream);
	t.teardown(() => {
		writer.close();
	});
	writer.ready();
	const written = new Promise<void>(resolve => {
		stream.once('data', () => {
			resolve();
		});
	});
	writer.draw('x'.repeat(5000));
	await written;
	t.true(writer.busy);
	let freed = 0;
	writer.free.on(() => {
		freed++;
	});
	writer.ready();
	t.false(writer.isAwaited);
	writer.draw('small');
	t.false(writer.isAwaited);
	stream.end();
	const rest = await stream.toArray() as Uint8Array[];
	t.false(rest.some(chunk => String(chunk).includes(askReady)));
	t.true(freed > 0);
});

test('a terminal that never says that it is ready is not waited for', t => {
	const writer = writerTo(new PassThrough());
	writer.draw('x'.repeat(5000));
	t.false(writer.isAwaited);
});
