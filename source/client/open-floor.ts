import {setImmediate} from 'node:timers/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import {StyleTable} from '../screen/style.js';
import {bringInkChrome} from './chrome/ink-chrome.js';
import {PlainChrome} from './chrome/plain-chrome.js';
import {Display} from './display/display.js';
import {FloorClient} from './floor-client.js';
import type {FloorFeed} from './feed/floor-feed.js';
import {loadFirstModel, type FirstModelOptions} from './first-model.js';
import {leaveWhenTold, type FloorEnd} from './leaving.js';
import {Panes, type PaneOptions} from './panes/panes.js';
import {Store} from './store.js';
import {capabilitiesOf} from './terminal/capabilities.js';
import {openTerminal} from './terminal/open-terminal.js';

export type {FloorEnd} from './leaving.js';

export type OpenOptions = Omit<FirstModelOptions, 'floor' | 'size'> & {
	stdin: ReadStream;
	stdout: WriteStream;
	feed: FloorFeed;
	connectHolder: PaneOptions['connect'];
};

/** Draws the floor until it is left: the first picture without Ink, all others with it. */
export async function showOpenFloor(options: OpenOptions): Promise<FloorEnd> {
	const {environment, stdin, stdout, feed} = options;
	const styles = new StyleTable();
	const shown: {store?: Store} = {};
	const size = {cols: stdout.columns, rows: stdout.rows};
	const panes = new Panes({
		styles,
		connect: options.connectHolder,
		own: environment['MILLWRIGHT_SESSION'],
		theme: () => shown.store?.model.ui.themeName,
	});
	// Sessions are connected as soon as they are known, while the configuration is still being read.
	const open = async () => {
		const floor = await feed.open();
		panes.expect(floor.sessions);
		// Two turns, in which they are connected and asked: they answer while the first picture is made.
		await setImmediate();
		await setImmediate();
		return floor;
	};

	const model = await loadFirstModel({...options, floor: open(), size}).catch((error: unknown) => {
		panes.close();
		throw error;
	});
	const {colours, inside} = capabilitiesOf(environment);
	const {terminal, first} = openTerminal({stdin, stdout, mouse: model.ui.mouse, colours, paths: options.paths, size, styles});
	const store = new Store(model);
	shown.store = store;
	const display = new Display(model, {terminal, panes, styles, colours, chrome: new PlainChrome(size, styles), first});
	const client = new FloorClient({terminal, store, feed, panes, display});
	const callOff = bringInkChrome({keys: terminal.input, size: () => store.model.size, styles}, chrome => {
		display.handOver(chrome);
	});
	try {
		return await leaveWhenTold({...options, terminal, store, panes, display, client, inside});
	} finally {
		callOff();
	}
}
