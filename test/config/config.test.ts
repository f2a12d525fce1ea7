import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {packageRoot} from '../../source/base/package-root.js';
import {configJsonSchema} from '../../source/config/json-schema.js';
import {defaultConfig} from '../../source/config/defaults.js';
import {loadConfig} from '../../source/config/load.js';
import {parseConfig} from '../../source/config/parse.js';
import {configSchema} from '../../source/config/schema.js';

const refuse = (text: string): {message: string; hint: string | undefined} => {
	try {
		parseConfig(text, 'config.yaml');
	} catch (error) {
		if (error instanceof MillwrightError) {
			return {message: error.message, hint: error.hint};
		}

		throw error;
	}

	throw new Error('It was accepted.');
};

test('without a file, and with an empty one, there are defaults', async t => {
	const config = await mkdtemp(path.join(os.tmpdir(), 'mw-config-'));
	t.teardown(async () => rm(config, {recursive: true, force: true}));
	t.deepEqual(await loadConfig({config, runtime: config}), defaultConfig());
	t.like(defaultConfig(), {slots: {overall: 8, project: 6}, keys: {prefix: 'ctrl-]'}, mouse: 'auto', historyLines: 10_000, lessons: 'auto', budgets: {day: null}});
	await writeFile(path.join(config, 'config.yaml'), '# nothing yet\n');
	t.deepEqual(await loadConfig({config, runtime: config}), defaultConfig());
	await rm(path.join(config, 'config.yaml'));
	await mkdir(path.join(config, 'config.yaml'));
	await t.throwsAsync(loadConfig({config, runtime: config}), {code: 'bad-config', message: /cannot be read \(EISDIR\)/v});
});

test('a configuration that was read before is read again when it changed, when what was kept of it is broken, and not otherwise', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-config-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const paths = {config: folder, runtime: folder};
	const [file, kept] = [path.join(folder, 'config.yaml'), path.join(folder, 'config.json')];
	const text = 'providers: {mine: {wire: anthropic, baseUrl: "http://127.0.0.1:1", keyFrom: {env: KEY}}}\nsessionSize: 120x40\nkeys: {zoom: [Z]}\n';
	await writeFile(file, text);
	const first = await loadConfig(paths);
	t.deepEqual(first, parseConfig(text, file));
	t.deepEqual(await loadConfig(paths), first);
	// What is kept is what is believed, as long as the text is the same.
	const known = JSON.parse(await readFile(kept, 'utf8')) as {config: {mouse: unknown}};
	await writeFile(kept, JSON.stringify({...known, config: {...known.config, mouse: false}}));
	t.false((await loadConfig(paths)).mouse);
	await writeFile(file, `${text}historyLines: 5\n`);
	t.like(await loadConfig(paths), {historyLines: 5, mouse: 'auto'});
	await writeFile(kept, '{"reader":');
	t.like(await loadConfig(paths), {historyLines: 5, mouse: 'auto'});
	await writeFile(file, 'historyLines: many\n');
	await t.throwsAsync(loadConfig(paths), {code: 'bad-config'});
	await t.throwsAsync(loadConfig(paths), {code: 'bad-config'});
	t.like(await loadConfig({config: folder, runtime: path.join(folder, 'not', 'there')}).catch((error: unknown) => error), {code: 'bad-config'});
});

test('the defaults are what the schema makes of nothing', t => {
	t.deepEqual(defaultConfig(), configSchema.parse({}));
});

test('every section is read', t => {
	const config = parseConfig(`
providers:
  anthropic: {wire: anthropic, baseUrl: https://example.com, keyFrom: {env: KEY}, models: [big, small]}
  local: {wire: openai-chat, baseUrl: http://127.0.0.1:11434/v1}
agents:
  mine: {command: [my-agent], anything: 1}
roles:
  adversary: {provider: local, model: small}
budgets: {day: 20}
slots: {overall: 4}
keys: {prefix: ctrl-a, approve: y}
theme: high-contrast
mouse: false
historyLines: 500
layouts: {first: grid}
lessons: ask
`, 'config.yaml');
	t.like(config, {
		providers: {anthropic: {keyFrom: {env: 'KEY'}, models: ['big', 'small']}, local: {models: []}},
		agents: {mine: {anything: 1}},
		roles: {adversary: {provider: 'local'}},
		budgets: {day: 20},
		slots: {overall: 4, project: 6},
		keys: {prefix: 'ctrl-a', approve: 'y'},
		theme: 'high-contrast',
		mouse: false,
		historyLines: 500,
		layouts: {first: 'grid'},
		lessons: 'ask',
	});
});

test('what does not fit is told with file, line, key, what was expected and what stands there', t => {
	t.is(refuse('mouse: true\nslots:\n  overall: many\n').message, 'config.yaml, line 3: "slots.overall" should be a number, and it is "many".');
	t.is(refuse('slots: {overall: 0}').message, 'config.yaml, line 1: "slots.overall" should be at least 1, and it is 0.');
	t.is(refuse('slots: {overall: 1.5}').message, 'config.yaml, line 1: "slots.overall" should be a whole number, and it is 1.5.');
	t.is(refuse('budgets:\n  day: -1').message, 'config.yaml, line 2: "budgets.day" should be more than 0, and it is -1.');
	t.is(refuse('\n\ntheme: pink').message, 'config.yaml, line 3: "theme" should be one of auto, dark, light, high-contrast, and it is "pink".');
	t.is(refuse('providers:\n  x:\n    wire: anthropic\n').message, 'config.yaml, line 2: "providers.x.baseUrl" should be a string, and it is missing.');
	t.is(refuse('providers:\n  x: {wire: anthropic, baseUrl: nowhere}').message, 'config.yaml, line 2: "providers.x.baseUrl" should be a valid address such as http://127.0.0.1:8080, and it is "nowhere".');
	t.is(refuse('sessionSize: 10').message, 'config.yaml, line 1: "sessionSize" should be latest, largest, smallest, or columns and rows such as 120x40, and it is 10.');
	t.is(refuse('sessionSize: 5x5').message, 'config.yaml, line 1: "sessionSize" should be latest, largest, smallest, or columns and rows such as 120x40, and it is "5x5".');
	t.regex(refuse('- a list').message, /the file should be a mapping, and it is \["a list"\]/v);
});

test('an unknown key is refused with the nearest known one', t => {
	t.deepEqual(refuse('mouse: true\nthem: dark\n'), {
		message: 'config.yaml, line 2: there is no key "them" at the top; expected one of providers, agents, roles, budgets, slots, keys, theme, mouse, historyLines, record, sessionSize, ambiguousWidth, clipboard, notifications, layouts, keep, lessons.',
		hint: 'Did you mean "theme"?',
	});
	t.like(refuse('slots:\n  overal: 3\n'), {hint: 'Did you mean "overall"?'});
	t.is(refuse('zzzzzz: 1').hint, 'Remove it, or correct its name.');
});

test('a key that was put into the configuration is refused, and not repeated in the sentence', t => {
	const {message} = refuse('providers:\n  x:\n    wire: anthropic\n    baseUrl: http://h\n    keyFrom: sk-ant-0123456789abcdef\n');
	t.regex(message, /line 5: "providers\.x\.keyFrom" should be a mapping with one of the keys env, file, command/v);
	t.notRegex(message, /0123456789/v);
});

test('what is no YAML is told with its line, and a bomb of aliases is refused', t => {
	t.regex(refuse('mouse: true\nslots: {overall: 3\n').message, /^config\.yaml, line \d: this is no YAML: /v);
	t.regex(refuse('mouse: true\nmouse: false\n').message, /line 2: this is no YAML: .*unique/v);
	const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array.from({length: 9}, () => `*${'abcdefgh'[index]}`).join(', ')}]`)].join('\n');
	t.regex(refuse(bomb).message, /cannot be read/v);
});

test('docs/config.schema.json is the schema that the program uses', async t => {
	const written = await readFile(path.join(packageRoot(), 'docs', 'config.schema.json'), 'utf8');
	t.deepEqual(JSON.parse(written), structuredClone(configJsonSchema()), 'Write it again with `npm run docs`.');
});
