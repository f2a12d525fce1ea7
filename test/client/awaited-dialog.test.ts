import {Buffer} from 'node:buffer';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {AwaitedDialog} from '../../source/client/awaited-dialog.js';
import type {InputEvent} from '../../source/client/input/event.js';

const key = (name: string): InputEvent => ({type: 'key', key: {name, text: name, ctrl: false, alt: false, shift: false}, raw: Buffer.from(name), legacy: true});

function stage() {
	const heard: string[] = [];
	const awaited = new AwaitedDialog(event => {
		heard.push(event.type === 'key' ? event.key.name : event.type);
	});
	return {heard, awaited};
}

test('what is typed before a dialog is there comes to it, in order, and all else does not wait', async t => {
	const {heard, awaited} = stage();
	const dialog = Promise.withResolvers<void>();
	const done = awaited.until(dialog.promise);
	for (const event of [key('a'), {type: 'focus', focused: true}, {type: 'paste', text: 'b'}, key('c')] satisfies InputEvent[]) {
		awaited.hear(event);
	}

	await setImmediate();
	t.deepEqual(heard, ['focus']);
	dialog.resolve();
	await done;
	t.deepEqual(heard, ['focus', 'a', 'paste', 'c']);
	awaited.hear(key('d'));
	t.is(heard.at(-1), 'd');
});

test('where a key that was kept asks for a dialog itself, those behind it are for that one', async t => {
	const heard: string[] = [];
	const second = Promise.withResolvers<void>();
	let done: Promise<void> | undefined;
	const awaited = new AwaitedDialog(event => {
		const name = event.type === 'key' ? event.key.name : event.type;
		heard.push(name);
		if (name === 'A') {
			done = awaited.until(second.promise);
		}
	});
	const first = awaited.until(Promise.resolve());
	awaited.hear(key('A'));
	awaited.hear(key('x'));
	await first;
	t.deepEqual(heard, ['A']);
	second.resolve();
	await done;
	t.deepEqual(heard, ['A', 'x']);
});

test('keys go on where the dialog is refused, or never comes', async t => {
	const {heard, awaited} = stage();
	const refused = awaited.until(Promise.reject(new Error('No.')));
	awaited.hear(key('a'));
	await refused;
	const never = awaited.until(new Promise(() => {}));
	awaited.hear(key('b'));
	t.deepEqual(heard, ['a']);
	await never;
	t.deepEqual(heard, ['a', 'b']);
});
