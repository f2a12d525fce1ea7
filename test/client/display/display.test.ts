import type {ReadStream, WriteStream} from 'node:tty';
import {PassThrough, Writable} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {PlainChrome} from '../../../source/client/chrome/plain-chrome.js';
import {Display} from '../../../source/client/display/display.js';
import {Panes} from '../../../source/client/panes/panes.js';
import {playHolder} from '../../../source/client/practice/played-holder.js';
import {Terminal} from '../../../source/client/terminal/terminal.js';
import {StyleTable} from '../../../source/screen/style.js';
import {session} from '../fixtures/floor.js';
import {model} from '../fixtures/model.js';

const area = {x: 1, y: 3, width: 40, height: 10};

/** A display whose terminal takes all that it is sent, and the order in which its chrome is drawn and pictures are sent. */
function stage(connect: ConstructorParameters<typeof Panes>[0]['connect']) {
	const order: string[] = [];
	const stdin = Object.assign(new PassThrough(), {setRawMode() {}, ref() {}, unref() {}});
	const stdout = Object.assign(new Writable({
		write(chunk: Uint8Array, _encoding, done) {
			order.push(String(chunk).includes('millwright') ? 'chrome sent' : 'sent');
			done();
		},
	}), {columns: 120, rows: 40});
	const terminal = new Terminal({stdin: stdin as unknown as ReadStream, stdout: stdout as unknown as WriteStream, mouse: false});
	const styles = new StyleTable();
	const panes = new Panes({styles, connect});
	const plain = new PlainChrome({cols: 120, rows: 40}, styles);
	const chrome = {
		get grid() {
			return plain.grid;
		},
		resize(size: {cols: number; rows: number}) {
			plain.resize(size);
		},
		draw(shown: Parameters<PlainChrome['draw']>[0]) {
			order.push('chrome drawn');
			plain.draw(shown);
		},
		close() {
			plain.close();
		},
	};
	const shown = model({size: {cols: 120, rows: 40}});
	const display = new Display(shown, {terminal, panes, styles, colours: 'full', chrome});
	terminal.enter();
	order.length = 0;
	return {order, display, panes, shown};
}

test('the sessions are on their way to the terminal before the chrome is drawn', async t => {
	const {order, display, panes, shown} = stage(async (_socket, begin) => playHolder({cols: area.width, rows: area.height}, begin()));
	const one = session(1, {socket: '/nowhere'});
	panes.arrange([{session: one, area}], new Set([one.id]));
	display.show(shown, 'now');
	await display.begin();
	await setImmediate();
	t.deepEqual(order, ['sent', 'chrome drawn', 'chrome sent']);
	display.close();
	panes.close();
});

test('where no session is shown the chrome is all there is to wait for', async t => {
	const {order, display, shown} = stage(async () => {
		throw new Error('Nobody is asked.');
	});
	display.show(shown, 'now');
	await display.begin();
	await setImmediate();
	t.deepEqual(order, ['chrome drawn', 'chrome sent']);
	display.close();
});
