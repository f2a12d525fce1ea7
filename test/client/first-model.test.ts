import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {resolvePaths} from '../../source/base/paths.js';
import {loadFirstModel} from '../../source/client/first-model.js';
import type {ClientModel} from '../../source/client/floor/model.js';
import type {FloorView} from '../../source/protocol/floor.js';
import {richFloor, session} from './fixtures/floor.js';
import {draw, press} from './fixtures/frame.js';

async function opened(t: ExecutionContext, config: string, {layout, show, own = {}, floor = richFloor(), environment = {}}: {environment?: Record<string, string>; layout?: string; show?: string; own?: Record<string, string>; floor?: FloorView} = {}): Promise<ClientModel> {
	const home = await mkdtemp(path.join(os.tmpdir(), 'mwf-'));
	t.teardown(async () => rm(home, {recursive: true, force: true}));
	const paths = resolvePaths({HOME: home, XDG_CONFIG_HOME: home});
	await mkdir(path.join(paths.config, 'layouts'), {recursive: true});
	await writeFile(path.join(paths.config, 'config.yaml'), config);
	await Promise.all(Object.entries(own).map(async ([name, text]) => writeFile(path.join(paths.config, 'layouts', name), text)));
	return loadFirstModel({paths, environment, floor: Promise.resolve(floor), size: {cols: 120, rows: 40}, ...(layout === undefined ? {} : {layout}), ...(show === undefined ? {} : {show})});
}

const wrong: Array<{config: string; message: RegExp; hint?: RegExp}> = [
	{config: 'mouse: true\nkeys:\n  zoom: hyper-z\n', message: /config\.yaml, line 3: "keys\.zoom" should be one character or one of enter, .*, and it is "hyper-z"\.$/v},
	{config: 'keys:\n  prefix: ctrl-a\n  help: [F1, pagup]\n', message: /line 3: "keys\.help" should be .* and it is "pagup"/v, hint: /Did you mean "pageup"\?/v},
	{config: 'keys: {zom: Z}\n', message: /line 1: "keys" should hold names of actions, and "zom" is none/v, hint: /Did you mean "zoom"\?/v},
	{config: 'keys:\n  zoom: Z\n  help: Z\n', message: /line \d: "keys\.\w+" should be a key of its own, and "Z" is given to/v},
	{config: 'keys:\n  zoom: 5\n', message: /line 2: "keys\.zoom" should be a string or a list of strings, and it is 5/v},
	{config: '\n\nlayouts: {first: flor}\n', message: /line 3: "layouts\.first" should be one of the layouts floor, focus, .*, and it is "flor"/v, hint: /Did you mean "floor"\?/v},
	{config: 'layouts:\n  order:\n    - floor\n    - gird\n', message: /line 4: "layouts\.order\.1" should be one of the layouts .* and it is "gird"/v, hint: /"grid"/v},
	{config: 'theme: solarised\n', message: /line 1: "theme" should be one of auto, dark, light, high-contrast, and it is "solarised"/v},
];

for (const {config, message, hint = /./v} of wrong) {
	test(`what is wrong in ${JSON.stringify(config)} is told with file, line, key, what was expected and what was given`, async t => {
		const error = await t.throwsAsync<Error & {hint?: string}>(opened(t, config), {code: 'bad-config', message});
		t.regex(error.hint ?? '', hint);
	});
}

test('the layout key goes through the configured layouts, and through the person\'s own', async t => {
	const model = await opened(t, 'layouts: {first: grid, order: [grid, floor]}\n', {own: {'calm.yaml': 'arrangements: [{tree: inbox}]'}});
	const seen = ['l', 'l', 'l'].map((_, index, keys) => press(model, ...keys.slice(0, index + 1)).model.ui.layout);
	t.deepEqual([model.ui.layout, ...seen], ['grid', 'floor', 'calm', 'grid']);
});

test('an action may have several keys, or none', async t => {
	const model = await opened(t, 'keys: {zoom: [Z, f5], theme: []}\n');
	t.true(press(model, 'f5').model.ui.zoomed);
	t.regex(draw(press(model, 'T').model).at(-1) ?? '', /T means nothing here/v);
});

test('a layout that was asked for on the command line is refused by its name', async t => {
	await t.throwsAsync(opened(t, '', {layout: 'flor'}), {code: 'unknown-layout', message: /“flor”/v});
});

for (const layout of ['floor', 'calm']) {
	test(`what the command line asks to see is shown alone, over the layout ${layout}`, async t => {
		const own = {'calm.yaml': 'arrangements: [{tree: inbox}]'};
		const model = await opened(t, '', {layout, own, show: 'csv-import'});
		t.like(model.ui, {focus: 's-0000000002', zoomed: true});
		t.is(press(model, 'escape').model.ui.layout, layout);
	});
}

test('what the command line opened and has to wait is in front, and said to wait', async t => {
	const own = session(7, {id: 's-own', task: undefined, role: 'by hand', agent: 'shell', state: 'starting', waits: 'waits for a slot: 8 of 8 taken'});
	const model = await opened(t, '', {show: 's-own', floor: richFloor({sessions: [session(1), own]})});
	t.like(model.ui, {focus: 's-own', zoomed: true, message: {text: 'shell waits for a slot: 8 of 8 taken. It opens by itself.'}});
});

test('inside GNU screen the mouse is off at first, unless the person wants it', async t => {
	const environment = {STY: '4711.pts-1.host'};
	t.false((await opened(t, '', {environment})).ui.mouse);
	t.false((await opened(t, 'mouse: auto\n', {environment})).ui.mouse);
	t.true((await opened(t, 'mouse: true\n', {environment})).ui.mouse);
	t.true((await opened(t, '')).ui.mouse);
	t.false((await opened(t, 'mouse: false\n')).ui.mouse);
});
