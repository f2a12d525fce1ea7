import {mkdtemp, mkdir, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {findLayout, loadLayouts} from '../../../source/client/floor/load-layouts.js';
import {parseLayout} from '../../../source/client/floor/parse-layout.js';

async function configWith(files: Record<string, string>): Promise<string> {
	const config = await mkdtemp(path.join(os.tmpdir(), 'millwright-layouts-'));
	await mkdir(path.join(config, 'layouts'));
	await Promise.all(Object.entries(files).map(async ([name, text]) => writeFile(path.join(config, 'layouts', name), text)));
	return config;
}

test('the shipped layouts are all right', async t => {
	const {layouts, errors} = await loadLayouts('/nowhere');
	t.deepEqual(errors, []);
	t.deepEqual(layouts.map(({name}) => name), ['floor', 'focus', 'grid', 'narrow', 'review']);
});

test('a person\'s own layout stands in for the shipped one of its name, and a new one is added', async t => {
	const config = await configWith({'grid.yaml': 'words: mine\narrangements: [{tree: "rows(sessions, log =5)"}]', 'calm.yaml': 'arrangements: [{tree: inbox}]'});
	const {layouts, errors} = await loadLayouts(config);
	t.deepEqual(errors, []);
	t.is(findLayout(layouts, 'grid').words, 'mine');
	t.is(layouts.at(-1)?.name, 'calm');
});

test('a wrong layout is told with file, line, key, expected and got, and the others work', async t => {
	const config = await configWith({'mine.yaml': 'words: x\narrangements:\n  - cols: 80\n    tree: |\n      rows(\n        sessions,\n        qeue\n      )\n', 'other.yaml': 'arrangements:\n  - cols: wide\n    tree: sessions\n', 'third.yaml': 'arrangements: [\n'});
	const {layouts, errors} = await loadLayouts(config);
	t.is(layouts.length, 5);
	const [mine, other, third] = errors.map(({message}) => message);
	t.regex(mine ?? '', /mine\.yaml, line 7, key arrangements\.0\.tree: expected one of rows, columns, .*got “qeue”/v);
	t.regex(other ?? '', /other\.yaml, line 2, key arrangements\.0\.cols: .*expected number, received string/v);
	t.regex(third ?? '', /third\.yaml, line \d: expected YAML/v);
});

test('an unknown key of a layout and an unknown name are refused', async t => {
	t.throws(() => parseLayout('colour: red\narrangements: [{tree: sessions}]', {file: 'x.yaml', name: 'x'}), {message: /x\.yaml.*colour/v, code: 'bad-layout'});
	const {layouts} = await loadLayouts('/nowhere');
	t.throws(() => findLayout(layouts, 'flor'), {code: 'unknown-layout', message: /flor/v});
});
