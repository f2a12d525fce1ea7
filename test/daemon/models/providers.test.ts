import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {loadProviders} from '../../../source/daemon/models/providers.js';

test('keys and addresses of the environment become providers, and the configuration comes first', t => {
	const environment = {ANTHROPIC_API_KEY: 'a', OPENAI_API_KEY: 'b', MILLWRIGHT_LOCAL_URL: 'http://127.0.0.1:11434/v1/', MILLWRIGHT_LOCAL_MODEL: 'qwen3'};
	const found = loadProviders({environment, config: {mine: {wire: 'openai-chat', baseUrl: 'https://models.example.com/v1'}, anthropic: {wire: 'anthropic', baseUrl: 'https://proxy.example.com/v1', keyFrom: {env: 'OTHER'}}}});
	t.deepEqual(found.map(({name, wire, baseUrl}) => [name, wire, baseUrl]), [
		['mine', 'openai-chat', 'https://models.example.com/v1'],
		['anthropic', 'anthropic', 'https://proxy.example.com'],
		['openai', 'openai-responses', 'https://api.openai.com/v1'],
		['local', 'openai-chat', 'http://127.0.0.1:11434/v1'],
	]);
	t.is(found[3]!.models.builder, 'qwen3');
	t.deepEqual(loadProviders({environment: {ANTHROPIC_API_KEY: ''}}), []);
});

test('an OpenAI-compatible address is spoken to by Chat Completions', t => {
	const [openai] = loadProviders({environment: {OPENAI_BASE_URL: 'http://10.0.0.5:8000/v1'}});
	t.is(openai?.wire, 'openai-chat');
});

test('a key is read when it is used, from the variable, the file or the program, and from nowhere else', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-key-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const environment: Record<string, string> = {};
	const file = path.join(folder, 'key');
	const [fromVariable, fromFile, fromProgram, without] = loadProviders({environment, config: {
		one: {wire: 'anthropic', keyFrom: {env: 'MY_KEY'}},
		two: {wire: 'anthropic', keyFrom: {file}},
		three: {wire: 'anthropic', keyFrom: {command: [process.execPath, '-e', 'console.log("from-program")']}},
		four: {wire: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1'},
	}});
	await t.throwsAsync(fromVariable!.key(), {code: 'no-provider-key', message: /one is not there: the variable MY_KEY/v});
	environment['MY_KEY'] = ' late ';
	t.is(await fromVariable!.key(), 'late');
	await t.throwsAsync(fromFile!.key(), {code: 'no-provider-key'});
	await writeFile(file, 'from-file\n');
	t.is(await fromFile!.key(), 'from-file');
	t.is(await fromProgram!.key(), 'from-program');
	t.is(await without!.key(), undefined);
});

test('an error about a key does not hold what a program printed', async t => {
	const [provider] = loadProviders({environment: {}, config: {one: {wire: 'anthropic', keyFrom: {command: [process.execPath, '-e', 'console.log("sk-secret"); process.exit(3)']}}}});
	const error = await t.throwsAsync(provider!.key());
	t.false(JSON.stringify([error.message, String(error.cause), error.stack]).includes('sk-secret'));
});

test('an address with a password in it is refused without saying it', t => {
	const error = t.throws(() => loadProviders({environment: {}, config: {one: {wire: 'anthropic', baseUrl: 'https://me:hunter2@example.com'}}}), {code: 'bad-provider-address'});
	t.false(error.message.includes('hunter2'));
	t.throws(() => loadProviders({environment: {}, config: {one: {wire: 'anthropic', baseUrl: 'file:///etc/passwd'}}}), {code: 'bad-provider-address'});
});
