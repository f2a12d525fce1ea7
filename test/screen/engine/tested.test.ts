import test from 'ava';
import {feed, told, write} from './feed.js';

test('a test suite reads the screen by checksums', t => {
	t.is(told('AB\r\nC\u{1B}[7;1;1;1;2;2*y', {isTested: true}), '\u{1B}P7!~00E6\u{1B}\\');
});

test('a test suite is answered as often as it asks', t => {
	t.is(told('\u{1B}[5n'.repeat(5000), {isTested: true}), '\u{1B}[0n'.repeat(5000));
});

test('a test suite chooses the size, and no program does', t => {
	for (const isTested of [true, false]) {
		const engine = feed('', {isTested});
		const sizes: unknown[] = [];
		engine.events.on(event => {
			sizes.push(event);
		});
		write(engine, '\u{1B}[8;10;90t\u{1B}[8;;99999t');
		t.deepEqual(sizes, isTested ? [{type: 'resize', size: {rows: 10, cols: 90}}, {type: 'resize', size: {rows: 6, cols: 2000}}] : []);
	}
});
