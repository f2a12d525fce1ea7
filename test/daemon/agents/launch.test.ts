import {execFile} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {parse} from 'yaml';
import {packageRoot} from '../../../source/base/package-root.js';
import type {Adapter, LaunchRequest} from '../../../source/daemon/agents/adapter.js';
import {launch} from '../../../source/daemon/agents/launch.js';
import {readAdapter} from '../../../source/daemon/agents/read-adapter.js';
import {shippedAdapters} from '../../../source/daemon/agents/shipped.js';

/** Prints what it was started with, as JSON: arguments, environment, what came on stdin. */
const echo = `#!${process.execPath}
let input = '';
process.stdin.on('data', data => { input += data; }).on('end', () => {
	console.log(JSON.stringify({arguments: process.argv.slice(2), environment: process.env, input}));
});
`;

async function room(t: ExecutionContext): Promise<Omit<LaunchRequest, 'adapter' | 'mode'>> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw launch "é" '));
	t.teardown(async () => rm(folder, {recursive: true}));
	const bin = path.join(folder, 'bin');
	await mkdir(bin);
	for (const name of ['echo-agent', 'claude', 'codex', 'opencode', 'gemini']) {
		await writeFile(path.join(bin, name), echo);
		await chmod(path.join(bin, name), 0o755);
	}

	return {
		session: 's-0123456789',
		prompt: 'Do it\u{1B}[201~ now',
		model: 'm-1',
		worktree: path.join(folder, 'tree'),
		checkout: path.join(folder, 'shop'),
		gitdir: path.join(folder, 'shop/.git/worktrees/tree'),
		commondir: path.join(folder, 'shop/.git'),
		home: path.join(folder, 'home'),
		baseUrl: 'http://127.0.0.1:4000/r/token/anthropic',
		wire: 'anthropic',
		token: 'run-token',
		environment: {
			PATH: `${bin}:/usr/bin:/bin`,
			HOME: '/home/ada',
			LANG: 'de_DE.UTF-8',
			LC_TIME: 'en_GB.UTF-8',
			ANTHROPIC_API_KEY: 'sk-ant-secret',
			OPENAI_API_KEY: 'sk-secret',
			OPENAI_BASE_URL: 'https://elsewhere.example',
			ANTHROPIC_BASE_URL: 'https://elsewhere.example',
			GEMINI_API_KEY: 'AIza-secret',
			AWS_SECRET_ACCESS_KEY: 'aws-secret',
			GITHUB_TOKEN: 'gh-secret',
			MY_COMPANY_TOKEN: 'company-secret',
			NODE_OPTIONS: '--require=/tmp/evil.js',
			LD_PRELOAD: '/tmp/evil.so',
			HTTPS_PROXY: 'https://proxy.example:3128',
		},
		identity: {name: 'Ada', email: 'ada@example.com'},
	};
}

const echoAdapter = (mode: Partial<NonNullable<Adapter['headless']>>): Adapter =>
	readAdapter({id: 'echo', declared: {command: 'echo-agent', headless: {arguments: ['-m', '{model}', '-p', '{prompt}'], ...mode}, environment: {WHERE: '{worktree}|{checkout}|{gitdir}|{commondir}', BASE: '{baseUrl}', RUN: '{token}'}}});

test('no key of the person and nothing that is not listed reaches an agent', async t => {
	const request = await room(t);
	for (const adapter of Object.values(shippedAdapters)) {
		for (const mode of ['headless', 'interactive'] as const) {
			const started = launch({...request, adapter, mode, wire: adapter.wires[0]!});
			t.notRegex(JSON.stringify(started), /secret|elsewhere|evil/v, adapter.id);
			t.is(started.environment['MILLWRIGHT_SESSION'], 's-0123456789');
			t.is(started.environment['LC_TIME'], 'en_GB.UTF-8');
			t.is(started.environment['GIT_AUTHOR_EMAIL'], 'ada@example.com');
			t.regex(started.environment['NO_PROXY']!, /127\.0\.0\.1/v);
			t.true(JSON.stringify(started).includes('run-token'));
			for (const file of Object.keys(started.files)) {
				t.true(file.startsWith(`${request.home}/`), 'no file outside of the session\'s folder');
			}
		}
	}
});

test('the files of a shipped declaration stay valid whatever the paths are', async t => {
	const request = await room(t);
	const {files} = launch({...request, adapter: shippedAdapters['claude']!, mode: 'headless'});
	const settings = JSON.parse(files[path.join(request.home, 'claude/.claude.json')]!) as {projects: Record<string, unknown>};
	t.truthy(settings.projects[request.checkout]);
	const codex = launch({...request, adapter: shippedAdapters['codex']!, mode: 'headless', wire: 'openai-responses'});
	t.true(codex.files[path.join(request.home, 'codex/config.toml')]!.includes(`[projects.${JSON.stringify(request.checkout)}]`));
	for (const adapter of [shippedAdapters['opencode']!, shippedAdapters['gemini']!]) {
		for (const text of Object.values(launch({...request, adapter, mode: 'interactive', wire: adapter.wires[0]!}).files)) {
			t.truthy(JSON.parse(text), adapter.id);
		}
	}
});

test('the prompt arrives as an argument, as it is and without control characters', async t => {
	const request = await room(t);
	const prompt = 'Say "$HOME" and `id`; {token}\nsecond line';
	const {argv, environment} = launch({...request, prompt, adapter: echoAdapter({}), mode: 'headless'});
	const got = await start(argv, environment);
	t.deepEqual(got.arguments, ['-m', 'm-1', '-p', prompt]);
	t.is(got.environment['WHERE'], [request.worktree, request.checkout, request.gitdir, request.commondir].join('|'));
	t.is(got.environment['RUN'], 'run-token');
	const unclean = launch({...request, adapter: echoAdapter({}), mode: 'headless'});
	t.is(unclean.argv.at(-1), 'Do it[201~ now');
	const option = launch({...request, prompt: '--help', adapter: echoAdapter({}), mode: 'headless'});
	t.is(option.argv.at(-1), ' --help');
	const none = launch({...request, prompt: '', adapter: echoAdapter({}), mode: 'headless'});
	t.deepEqual(none.argv.slice(1), ['-m', 'm-1']);
});

test('the prompt arrives on stdin from a file, and typed ones are left to the holder', async t => {
	const request = await room(t);
	const piped = launch({...request, adapter: echoAdapter({promptVia: 'stdin', arguments: ['run', '{prompt}']}), mode: 'headless'});
	await mkdir(request.home);
	await writeFile(piped.stdin!, piped.files[piped.stdin!]!);
	const got = await start(piped.argv, piped.environment);
	t.deepEqual([got.arguments, got.input], [['run'], 'Do it[201~ now']);
	const typed = launch({...request, adapter: echoAdapter({promptVia: 'type', arguments: ['chat']}), mode: 'headless'});
	t.deepEqual([typed.argv.slice(1), typed.typePrompt], [['chat'], 'Do it[201~ now']);
});

test('a prompt that is too long for an argument stands in a file', async t => {
	const request = await room(t);
	const prompt = 'ä'.repeat(100_000);
	const {argv, environment, files} = launch({...request, prompt, adapter: echoAdapter({}), mode: 'headless'});
	const got = await start(argv, environment);
	const file = path.join(request.home, 'prompt.md');
	t.true(got.arguments.at(-1)!.includes(file));
	t.is(files[file], prompt);
});

test('an agent that cannot be started is refused with its cure', async t => {
	const request = await room(t);
	t.throws(() => launch({...request, adapter: {...shippedAdapters['claude']!, command: 'no-such-agent'}, mode: 'headless'}), {code: 'agent-not-installed', message: /no program no-such-agent in PATH/v});
	t.throws(() => launch({...request, adapter: shippedAdapters['claude']!, mode: 'headless', wire: 'openai-chat'}), {code: 'agent-wire', message: /claude speaks anthropic.*speaks openai-chat/v});
	t.throws(() => launch({...request, adapter: echoAdapter({}), mode: 'interactive'}), {code: 'agent-mode', message: /echo is not declared to run interactive/v});
});

test('the example in docs/agents.md is a valid declaration', async t => {
	const page = await readFile(path.join(packageRoot(), 'docs', 'agents.md'), 'utf8');
	const example = /```yaml\n(?<example>agents:[\s\S]*?)```/v.exec(page)?.groups?.['example'] ?? '';
	const {agents} = parse(example) as {agents: Record<string, unknown>};
	t.deepEqual(Object.keys(agents), ['aider', 'codex']);
	t.is(readAdapter({id: 'aider', declared: agents['aider']}).headless?.ends, 'exit');
	t.is(readAdapter({id: 'codex', declared: agents['codex'], shipped: shippedAdapters['codex']!}).command, 'codex');
});

type Started = {arguments: string[]; environment: Record<string, string>; input: string};

async function start(argv: string[], environment: Record<string, string>): Promise<Started> {
	const {promise, resolve, reject} = Promise.withResolvers<Started>();
	const child = execFile(argv[0]!, argv.slice(1), {env: environment}, (error, stdout) => {
		if (error === null) {
			resolve(JSON.parse(stdout) as Started);
		} else {
			reject(error);
		}
	});
	child.stdin?.end();
	return promise;
}
