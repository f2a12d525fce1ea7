import type {ReadStream, WriteStream} from 'node:tty';
import {StyleTable} from '../screen/style.js';
import {OffScreen} from './chrome/off-screen.js';
import {Display} from './display/display.js';
import {FloorClient} from './floor-client.js';
import type {FloorFeed} from './feed/floor-feed.js';
import {loadFirstModel, type FirstModelOptions} from './first-model.js';
import {leaveWhenTold, type FloorEnd} from './leaving.js';
import {Panes, type PaneOptions} from './panes/panes.js';
import {Store} from './store.js';
import {capabilitiesOf} from './terminal/capabilities.js';
import {Terminal} from './terminal/terminal.js';

export type {FloorEnd} from './leaving.js';

export type OpenOptions = Omit<FirstModelOptions, 'floor' | 'size'> & {
	stdin: ReadStream;
	stdout: WriteStream;
	feed: FloorFeed;
	connectHolder: PaneOptions['connect'];
};

/** Draws the floor until it is left. */
export async function showOpenFloor(options: OpenOptions): Promise<FloorEnd> {
	const {environment, stdin, stdout, feed} = options;
	const styles = new StyleTable();
	const size = {cols: stdout.columns, rows: stdout.rows};
	const connecting = feed.open();
	// Ink is loaded while the daemon is reached; a failure of the one must not hide that of the other.
	const [floor, {chrome, Chrome}] = await Promise.all([connecting, loadChrome(size, styles)]);
	const model = await loadFirstModel({...options, floor, size});
	const terminal = new Terminal({stdin, stdout, mouse: model.ui.mouse});
	const store = new Store(model);
	const panes = new Panes({styles, connect: options.connectHolder});
	const {colours, inside} = capabilitiesOf(environment);
	const display = new Display(model, {terminal, panes, styles, colours, chrome, Chrome});
	const client = new FloorClient({terminal, store, feed, panes, display});
	return leaveWhenTold({...options, terminal, store, panes, display, client, inside});
}

/** The view is loaded after Ink: see OffScreen. */
async function loadChrome(size: {cols: number; rows: number}, styles: StyleTable) {
	const chrome = await OffScreen.create(size, styles);
	const {Chrome} = await import('./panels/chrome.js');
	return {chrome, Chrome};
}
