import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {firstPicture, type Source} from '../../../source/client/herald/first-picture.js';
import {wholeScreen} from '../../../source/client/herald/in-terminal.js';
import {practise} from '../../../source/client/herald/practise.js';
import {emptyFloor} from '../../../source/client/floor/start.js';
import type {PictureRequest} from '../../../source/protocol/first-picture.js';
import type {FloorView} from '../../../source/protocol/floor.js';
import {decodeScreenUpdate} from '../../../source/protocol/screen-update.js';
import {Grid, type Area} from '../../../source/screen/grid.js';
import {Screen} from '../../../source/screen/screen.js';
import {StyleTable} from '../../../source/screen/style.js';
import {Emulator, gridCells} from '../compositor/emulator.js';
import {project, session} from '../fixtures/floor.js';

const size = {cols: 120, rows: 40};

async function atHome(t: ExecutionContext) {
	const home = await mkdtemp(path.join(os.tmpdir(), 'mw-h-'));
	t.teardown(async () => rm(home, {recursive: true, force: true}));
	const checkout = path.join(home, 'shop');
	await mkdir(path.join(checkout, '.git'), {recursive: true});
	const paths = {state: home, config: path.join(home, 'c'), runtime: home};
	const floor: FloorView = {...emptyFloor, projects: [project({path: checkout})], sessions: [1, 2].map(number => session(number, {id: `s-${number}`, socket: `socket ${number}`}))};
	const source: Source = {paths, floor: async () => floor, screen: async (socket, place) => says(`words of ${socket}, 中文 and e\u{301}`, place)};
	const request: PictureRequest = {size, cwd: checkout, config: paths.config, environment: {TERM: 'xterm-256color', COLORTERM: 'truecolor'}};
	return {paths, floor, source, request};
}

function says(text: string, {width: cols, height: rows}: Pick<Area, 'width' | 'height'>) {
	const grid = new Grid({cols, rows}, new StyleTable());
	grid.put({x: 0, y: 0}, text);
	return wholeScreen(grid);
}

test('what the first picture brings to the terminal is what it says of it, sessions and chrome', async t => {
	const {source, request} = await atHome(t);
	const made = await firstPicture(request, source);
	const emulator = new Emulator(size);
	await emulator.write(made!.bytes);
	const screen = new Screen(new StyleTable());
	screen.apply(decodeScreenUpdate(made!.update));
	t.deepEqual(emulator.cells(), gridCells(screen.grid));
	const text = emulator.text().join('\n');
	t.deepEqual(['words of socket 1, 中文', 'words of socket 2', 'millwright', '? help'].filter(part => !text.includes(part)), []);

	await emulator.write(made!.restore);
	t.is(emulator.terminal.buffer.active.type, 'normal');
});

test('there is no picture where a client would show something else', async t => {
	const {source, request, floor} = await atHome(t);
	const has = async (less: Partial<typeof request>, more: Partial<Source> = {}) => await firstPicture({...request, ...less}, {...source, ...more}) !== undefined;
	t.true(await has({}));
	t.false(await has({cwd: path.dirname(request.cwd)}), 'no floor opens in that folder');
	t.false(await has({size: {cols: 59, rows: 14}}), 'too small');
	t.false(await has({environment: {TERM: 'dumb'}}));
	t.false(await has({}, {screen: async (_socket, {width, height}) => says('', {width: width - 1, height})}), 'a session has another size');
	t.false(await has({}, {screen: async () => undefined}), 'a holder is gone');
	t.false(await has({}, {floor: async () => ({...floor, sessions: floor.sessions.map(({socket, ...one}) => one)})}), 'a session waits');
});

test('practice makes whole pictures', async t => {
	const {paths, floor} = await atHome(t);
	t.true(await practise(floor, paths) > 1);
	t.is(await practise({...floor, projects: []}, paths), 0);
});
