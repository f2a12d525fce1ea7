import {Buffer} from 'node:buffer';
import test from 'ava';
import {historyCodec} from '../../source/holder/history-codec.js';
import {Housework} from '../../source/holder/housework.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';

const text = (from: number, count: number) => Buffer.from(Array.from({length: count}, (_, index) => `line ${from + index} of a log that says much the same each time\r\n`).join(''));

test('what was packed comes out as it went in, and takes no more than it needs', t => {
	const bytes = new Uint8Array(text(0, 500));
	const packed = historyCodec.pack(bytes);
	t.true(packed.length * 3 < bytes.length, `${packed.length} of ${bytes.length}`);
	t.is(packed.buffer.byteLength, packed.length);
	t.deepEqual(historyCodec.unpack(packed), bytes);
});

test('a long history is packed a few milliseconds at a time, then garbage is collected, once', async t => {
	const engine = new CellEngine({size: {cols: 80, rows: 24}, historyLines: 60_000});
	engine.write(text(0, 60_000));
	const done = Promise.withResolvers<void>();
	let collected = 0;
	const housework = new Housework(engine, {
		collect() {
			collected++;
			done.resolve();
		},
	});
	housework.begin();
	t.is(collected, 0, 'others have their turn before it is done');
	housework.begin();
	// What comes meanwhile is taken in, and what leaves the history leaves it.
	engine.write(text(60_000, 2000));
	await done.promise;
	t.is(collected, 1);
	t.true([...engine.pack(historyCodec)].length < 10);
	t.is(engine.historyLines, 60_000);
	t.regex(engine.line(0).text, /^line 1977 /v);
	t.regex(engine.line(30_000).text, /^line 31977 /v);
});

test('a history of the usual length is left as it is', async t => {
	const engine = new CellEngine({size: {cols: 80, rows: 24}, historyLines: 10_000});
	engine.write(text(0, 11_000));
	const done = Promise.withResolvers<void>();
	const housework = new Housework(engine, {collect: done.resolve});
	housework.begin();
	await done.promise;
	t.true([...engine.pack(historyCodec)].length > 30);
});

test('a history that cannot be packed stays as it is, and what is garbage is collected all the same, each time', async t => {
	const engine = new CellEngine({size: {cols: 80, rows: 24}, historyLines: 50_000});
	engine.write(text(0, 50_000));
	let done = Promise.withResolvers<void>();
	const codec = {
		...historyCodec,
		pack(): never {
			throw new RangeError('There is no room.');
		},
	};
	const housework = new Housework(engine, {
		codec,
		collect() {
			done.resolve();
		},
	});
	for (let time = 0; time < 2; time++) {
		housework.begin();
		await done.promise;
		done = Promise.withResolvers();
	}

	t.regex(engine.line(10).text, /^line 10 /v);
});
