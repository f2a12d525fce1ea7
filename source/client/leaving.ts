import {Mutex} from '../base/mutex.js';
import type {Paths} from '../base/paths.js';
import {copyText} from './copy/clipboard.js';
import {editText} from './effects/editor.js';
import type {World} from './effects/runner.js';
import {heedWishes} from './effects/wishes.js';
import {withSize} from './floor/size-to-come.js';
import type {FloorClient, Parts} from './floor-client.js';
import {roomToSay} from './panels/lines/hint-line.js';
import {followJobControl, type JobControl} from './terminal/suspend.js';
import type {Wrapper} from './terminal/wrapper.js';
import {watchWaysOut, type WayOut} from './terminal/ways-out.js';

/** How the floor was left. `said` is for the person, after the terminal is their own again. */
export type FloorEnd = {
	how: 'detached' | 'stopped' | 'hangup' | 'signal';
	said?: string;
	/** What the process should exit with. */
	exitCode: number;
};

export type Opened = Parts & {
	paths: Paths;
	environment: Readonly<Record<string, string | undefined>>;
	client: FloorClient;
	inside: Wrapper;
};

/** Runs the client until it is left on one of the many ways there are, and puts the terminal back on each of them. */
export async function leaveWhenTold(opened: Opened): Promise<FloorEnd> {
	const {terminal, client, feed} = opened;
	const {promise, resolve, reject} = Promise.withResolvers<FloorEnd>();
	const restore = () => {
		terminal.leave();
	};

	const unwatch = watchWaysOut({
		restore,
		out(way) {
			if (way.kind === 'crash') {
				reject(way.error instanceof Error ? way.error : new Error(String(way.error)));
			} else {
				resolve(endOf(way));
			}
		},
	});
	const job = followJobControl({
		leave(options) {
			terminal.leave(options);
		},
		enter() {
			client.resume();
		},
	});
	terminal.ended.once(() => {
		resolve({how: 'hangup', exitCode: 0});
	});
	feed.stopped.once(() => {
		resolve(stopped);
	});
	const world = worldOf(opened, {
		leave(how) {
			resolve(how === 'detached' ? detached : stopped);
		},
		job,
	});
	const unheed = heedWishes({...opened, copy: world.copy});
	client.start(world);
	try {
		return await promise;
	} finally {
		await terminal.settle();
		job.dispose();
		unheed();
		client.stop();
		terminal.close();
		unwatch();
	}
}

const detached: FloorEnd = {how: 'detached', said: 'Left the floor; everything goes on. `millwright` opens it again.', exitCode: 0};
const stopped: FloorEnd = {how: 'stopped', said: 'The daemon was stopped. Sessions that run go on in their holders; `millwright` starts it again.', exitCode: 0};

const signalNumbers = {SIGINT: 2, SIGQUIT: 3, SIGTERM: 15} as const;

/** A shell expects 128 and the number of the signal. */
function endOf(way: Exclude<WayOut, {kind: 'crash'}>): FloorEnd {
	return way.kind === 'hangup' ? {how: 'hangup', exitCode: 0} : {how: 'signal', exitCode: 128 + signalNumbers[way.signal]};
}

function worldOf({paths, environment, terminal, store, feed, panes, display, client, inside}: Opened, {leave, job}: {leave: World['leave']; job: JobControl}): World {
	const copying = new Mutex();
	return {
		leave,
		suspend: job.stop,
		dispatch(action) {
			store.dispatch(action);
		},
		request: async (name, params) => feed.request(name, withSize(name, params, store.model)),
		async edit(text, suffix) {
			await terminal.settle();
			return job.lend(async () => editText(text, {suffix, environment}));
		},
		async copy(text, {to, before = ''} = {}) {
			// What was copied last is what is in the clipboard, however long what came before it takes.
			return copying.run(async () => {
				const {sequence, said} = await copyText(text, {paths, inside, environment, to, room: roomToSay(store.model) - before.length});
				terminal.tell('clipboard', sequence);
				return `${before}${said}`;
			});
		},
		pane: async effect => panes.carryOut(effect),
		typeKey(session, key) {
			client.typeKey(session, key);
		},
		redraw() {
			display.redraw();
		},
		setMouse(state) {
			terminal.setMouse(state);
		},
	};
}
