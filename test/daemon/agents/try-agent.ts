import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import type {ExecutionContext} from 'ava';
import {spawn, type IPty} from 'node-pty';
import type {Adapter, Launch, ModeName} from '../../../source/daemon/agents/adapter.js';
import {launch} from '../../../source/daemon/agents/launch.js';
import {startGateway} from '../../../source/daemon/gateway/gateway.js';
import type {SettleRecord} from '../../../source/daemon/gateway/ledger.js';
import {openMeter} from '../../../source/daemon/gateway/meter.js';
import {loadProviders} from '../../../source/daemon/models/providers.js';
import type {ProviderWire} from '../../../source/daemon/models/provider.js';
import {startRehearsal} from '../../../source/rehearsal/rehearsal.js';
import {memoryLedger} from '../gateway/stand-in.js';

export type Trial = {
	adapter: Adapter;
	mode: ModeName;
	wire: ProviderWire;
	/** The folder of the real programs. */
	bin: string;
	/** The sentence that every call is refused with. */
	refused?: string;
};

export type Tried = {
	subject: string;
	file: string | undefined;
	status: string;
	settled: SettleRecord[];
	refusals: number;
	exitCode: number | undefined;
	screen: string;
	summary: string;
};

const script = `rehearsal: 1
pace: 0
turns:
  - when: {role: builder}
    steps:
      - call: {read: README.md}
      - call: {write: {path: greeting.txt, content: "hello\\n"}}
      - call: {shell: git add greeting.txt && git commit -q -m 'Say hello'}
      - say: I wrote the greeting and committed it.
  - say: "{}"
`;

/** Runs a real agent CLI in a worktree of a throwaway repository, as a session would. */
export async function tryAgent(t: ExecutionContext, {adapter, mode, wire, bin, refused}: Trial): Promise<Tried> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-cli-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true, maxRetries: 5}));
	const scriptFile = path.join(folder, 'script.yaml');
	await writeFile(scriptFile, script);
	const rehearsal = await startRehearsal({script: scriptFile, pace: 0});
	const ledger = memoryLedger();
	const meter = await openMeter({store: ledger});
	const gateway = await startGateway({
		providers: loadProviders({environment: {}, rehearsal: rehearsal.address}),
		admit: async () => (refused === undefined ? {ok: true} : {ok: false, refused}),
		record: async record => meter.record(record),
	});
	t.teardown(async () => {
		await gateway.close();
		await rehearsal.close();
	});
	let refusals = 0;
	gateway.calls.on(event => {
		refusals += event.type === 'refused' ? 1 : 0;
	});
	const provider = loadProviders({environment: {}, rehearsal: rehearsal.address}).find(one => one.wire === wire)!;
	const grant = gateway.grant({session: 's-real', project: 'shop', task: 'hello', role: 'builder', stage: 'build', provider: provider.name});
	const repository = await makeRepository(folder);
	const start = launch({
		adapter,
		mode,
		session: 's-real',
		prompt: 'Write "hello" into greeting.txt and commit it.',
		model: provider.models.builder!,
		...repository,
		home: path.join(folder, 'home'),
		baseUrl: gateway.baseUrl(grant, wire),
		wire,
		token: grant.token,
		environment: {...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: path.join(folder, 'person'), ANTHROPIC_API_KEY: 'sk-of-the-person', OPENAI_API_KEY: 'sk-of-the-person'},
		identity: {name: 'Ada', email: 'ada@example.com'},
	});
	const {screen, exitCode} = await run(start, repository.worktree);
	const settled = ledger.records.filter(record => record.type === 'settle');
	return {
		subject: await git(repository.worktree, 'log', '-1', '--format=%s'),
		file: await readFile(path.join(repository.worktree, 'greeting.txt'), 'utf8').catch(() => undefined),
		status: await git(repository.worktree, 'status', '--porcelain'),
		settled,
		refusals,
		exitCode,
		screen,
		summary: `${settled.length} calls, ${refusals} refused, ${settled.map(({model, usage, end, estimated}) => `${model} ${usage.input}+${usage.output}${estimated ? '~' : ''} ${end}`).join(', ')}; exit ${exitCode}`,
	};
}

async function makeRepository(folder: string) {
	const checkout = path.join(folder, 'shop');
	const worktree = path.join(folder, 'tree');
	await mkdir(checkout);
	await mkdir(path.join(folder, 'person'));
	await mkdir(path.join(folder, 'home'));
	await git(checkout, 'init', '-q', '-b', 'main');
	await writeFile(path.join(checkout, 'README.md'), '# Shop\n');
	await git(checkout, 'add', '.');
	await git(checkout, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-q', '-m', 'First');
	await git(checkout, 'worktree', 'add', '-q', '-b', 'attempt', worktree);
	return {checkout, worktree, commondir: path.join(checkout, '.git'), gitdir: path.join(checkout, '.git', 'worktrees', 'tree')};
}

/** Ends when the declaration says that the work is done. The guard only keeps a test from hanging. */
async function run(start: Launch, cwd: string): Promise<{screen: string; exitCode: number | undefined}> {
	for (const [file, text] of Object.entries(start.files)) {
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, text, {mode: 0o600});
	}

	const pty = spawn(start.argv[0]!, start.argv.slice(1), {cwd, env: start.environment, cols: 100, rows: 40});
	const done = Promise.withResolvers<number | undefined>();
	let output = '';
	let stillness: NodeJS.Timeout | undefined;
	const guard = setTimeout(() => {
		done.resolve(undefined);
	}, 240_000);
	pty.onData(data => {
		output += data;
		answer(pty, data);
		if (start.mode.ends === 'osc7501-done' && output.includes('\u{1B}]7501;state=done')) {
			done.resolve(undefined);
		}

		if (start.mode.ends !== 'quiet') {
			return;
		}

		clearTimeout(stillness);
		stillness = setTimeout(() => {
			done.resolve(undefined);
		}, (start.mode.quiet ?? 0) * 1000);
	});
	pty.onExit(({exitCode}) => {
		done.resolve(exitCode);
	});
	const exitCode = await done.promise;
	clearTimeout(guard);
	clearTimeout(stillness);
	if (exitCode === undefined) {
		await endGroup(pty);
	}

	return {screen: stripVTControlCharacters(output), exitCode};
}

/** What a holder's terminal answers, as far as agents wait for it. */
function answer(pty: IPty, data: string): void {
	for (const [query, reply] of [['\u{1B}]7501;?', '\u{1B}]7501;?\u{1B}\\'], ['\u{1B}[c', '\u{1B}[?62;22c'], ['\u{1B}[6n', '\u{1B}[1;1R']] as const) {
		if (data.includes(query)) {
			pty.write(reply);
		}
	}
}

async function endGroup(pty: IPty): Promise<void> {
	const gone = Promise.withResolvers<void>();
	pty.onExit(() => {
		gone.resolve();
	});
	process.kill(-pty.pid, 'SIGKILL');
	await gone.promise;
}

async function git(cwd: string, ...parameters: string[]): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	execFile('git', parameters, {cwd, env: {PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: cwd}}, (error, stdout) => {
		if (error === null) {
			resolve(stdout.trim());
		} else {
			reject(error);
		}
	});
	return promise;
}
