import {PassThrough} from 'node:stream';
import type {ReadStream} from 'node:tty';
import test from 'ava';
import {InputReader} from '../../../source/client/terminal/input-reader.js';
import type {InputEvent} from '../../../source/client/input/event.js';

function reading() {
	const stdin = Object.assign(new PassThrough(), {setRawMode() {}, ref() {}, unref() {}});
	const reader = new InputReader(stdin as unknown as ReadStream);
	const events: Array<{name: string; at: number}> = [];
	let heard = () => {};
	reader.events.on((event: InputEvent) => {
		events.push({name: event.type === 'key' ? `${event.key.alt ? 'alt-' : ''}${event.key.name}` : event.type, at: performance.now()});
		heard();
	});
	reader.start();
	return {
		events,
		type(text: string) {
			stdin.write(text);
		},
		/** Resolves with the next event. */
		async next(): Promise<{name: string; at: number}> {
			const {promise, resolve} = Promise.withResolvers<void>();
			heard = resolve;
			await promise;
			return events.at(-1)!;
		},
	};
}

test('escape alone is a key some 25 milliseconds later, because it may begin a sequence', async t => {
	const {type, next} = reading();
	const before = performance.now();
	type('\u{1B}');
	const {name, at} = await next();
	t.is(name, 'escape');
	t.true(at - before >= 20, `${at - before} ms`);
});

test('where the terminal tells escape from a sequence, it is a key in the very turn in which it came, as is everything that is whole', async t => {
	for (const [bytes, name] of [['\u{1B}[27u', 'escape'], ['\u{1B}[A', 'up'], ['\u{1B}x', 'alt-x'], ['é', 'é']] as const) {
		const {type, next, events} = reading();
		type(bytes);
		// A timer would come after what is due now.
		const soon = new Promise<string>(resolve => {
			setImmediate(() => {
				setImmediate(() => {
					resolve(events.at(-1)?.name ?? 'nothing');
				});
			});
		});
		t.is(await Promise.race([next().then(event => event.name), soon]), name);
	}
});

test('a sequence whose parts come one after the other is one key', async t => {
	const {type, next} = reading();
	const key = next();
	for (const part of '\u{1B}[A') {
		type(part);
	}

	const {name} = await key;
	t.is(name, 'up');
});
