import {PassThrough, Writable} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import {StyleTable} from '../../screen/style.js';
import {PlainChrome} from '../chrome/plain-chrome.js';
import {Controls} from '../controls.js';
import {Display} from '../display/display.js';
import {arrange} from '../floor/arrange.js';
import type {ClientModel} from '../floor/model.js';
import {Panes} from '../panes/panes.js';
import {Store} from '../store.js';
import {Terminal} from '../terminal/terminal.js';
import {playHolder} from './played-holder.js';

// As often as Node runs something before it compiles it well; what is compiled less costs twice the time, and a person types for minutes to get there.
const keys = 450;

/**
Types into a floor like the one that is shown, of which nobody sees anything: from a terminal to a session and back, so that the way of
a key is compiled before a person takes it. One key a turn, so that what is really typed meanwhile does not wait. Ends with `signal`.
Returns how many echoes were drawn.
*/
export async function practise(model: ClientModel, signal?: AbortSignal): Promise<number> {
	const place = arrange(model).panes.find(({session}) => session === model.ui.focus);
	const session = model.floor.sessions.find(({id}) => id === place?.session);
	if (place === undefined || session === undefined) {
		return 0;
	}

	const styles = new StyleTable();
	const stdin = Object.assign(new PassThrough(), {setRawMode() {}, ref() {}, unref() {}});
	let drawn = 0;
	const stdout = Object.assign(new Writable({
		write(_chunk, _encoding, done) {
			drawn++;
			done();
		},
	}), {columns: model.size.cols, rows: model.size.rows});
	const terminal = new Terminal({stdin: stdin as unknown as ReadStream, stdout: stdout as unknown as WriteStream, mouse: false});
	const store = new Store(model);
	const area = place.rect;
	const panes = new Panes({styles, connect: async (_socket, begin) => playHolder({cols: area.width, rows: area.height}, begin())});
	const display = new Display(model, {terminal, panes, styles, colours: 'full', chrome: new PlainChrome(model.size, styles), isPractice: true});
	const controls = new Controls({store, panes, spoken: () => 0, carryOut() {}});
	terminal.input.on(event => {
		controls.hear(event);
	});
	panes.changed.on(() => {
		display.request('now');
	});
	terminal.enter();
	panes.arrange([{session, area}], new Set([session.id]));
	display.show(model, 'now');
	await display.begin();
	const before = drawn;
	for (let key = 0; key < keys && signal?.aborted !== true; key++) {
		stdin.write(Uint8Array.of(0x61 + (key % 26)));
		await setImmediate();
		await setImmediate();
	}

	display.close();
	panes.close();
	terminal.writer.close();
	stdin.destroy();
	return drawn - before;
}
