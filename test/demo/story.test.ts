import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import anyTest, {type ExecutionContext, type TestFn} from 'ava';
import {createDemoRepository} from '../../source/demo/repository.js';
import {demoTasks, storyScript} from '../../source/demo/story.js';
import type {Brief, Result, RoleKind} from '../../source/protocol/exchange.js';
import {startRehearsal, type Rehearsal} from '../../source/rehearsal/rehearsal.js';
import {perform, plainBrief, scratch} from '../agent/bench.js';
import {forwardTo} from '../rehearsal/forwarder.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- execFile returns its child besides calling back
const run = promisify(execFile);
const test = anyTest as TestFn<{rehearsal: Rehearsal}>;

test.before(async t => {
	t.context.rehearsal = await startRehearsal({script: storyScript(), pace: 0});
});

test.after.always(async t => {
	await t.context.rehearsal.close();
});

type Part = {repository: string; base: string; task: string; role: string; generation?: number; attempt?: number; rule?: boolean; worktree?: string; wire?: Brief['wire']};
type T = ExecutionContext<{rehearsal: Rehearsal}>;

const kinds: Record<string, RoleKind> = {planner: 'planner', builder: 'builder', reviewer: 'verifier', adversary: 'verifier', distiller: 'distiller'};

async function play(t: T, {base, role, task, generation = 1, attempt, rule = false, ...part}: Part): Promise<{result: Result; worktree: string; printed: string}> {
	const worktree = part.worktree ?? path.join(await scratch(t, 'tree'), 'tree');
	if (part.worktree === undefined) {
		await git(part.repository, 'worktree', 'add', '--quiet', '-b', `run/${path.basename(path.dirname(worktree))}`, worktree, base);
	}

	const {address} = await forwardTo(t, t.context.rehearsal.address, {
		'x-millwright-role': role,
		'x-millwright-task': task,
		'x-millwright-generation': String(generation),
		...(attempt !== undefined && {'x-millwright-attempt': String(attempt)}),
	});
	const wire = part.wire ?? 'anthropic';
	const agent = await perform(t, plainBrief({
		cwd: worktree,
		baseUrl: wire === 'anthropic' ? address : `${address}/v1`,
		wire,
		kind: kinds[role]!,
		role,
		task,
		generation,
		mayAsk: false,
		instructions: rule ? 'Rules in force:\n- stream-csv-input: stream' : 'You work.',
	}));
	const {code, result} = await agent.ended;
	t.is(code, 0, agent.printed());
	return {result, worktree, printed: agent.printed()};
}

async function git(cwd: string, ...parameters: string[]): Promise<string> {
	const {stdout} = await run('git', parameters, {cwd});
	return stdout.trim();
}

async function testsPass(t: T, cwd: string): Promise<void> {
	await t.notThrowsAsync(async () => {
		await git(cwd, 'diff', '--quiet', 'HEAD');
		const {stdout} = await run('npm', ['test'], {cwd}).catch((error: unknown) => {
			throw new Error(String((error as {stdout?: string}).stdout ?? error));
		});
		t.regex(stdout, /ℹ pass [1-9]/v);
	});
}

test('the whole story holds: each build passes its tests, the finding stands, and all three merge in either order', async t => {
	const repository = path.join(await scratch(t, 'demo'), 'shop');
	const base = await createDemoRepository(repository);
	await testsPass(t, repository);
	const part = {repository, base, task: 'csv-import'};

	// Generation 1 passes its tests, and the finding stands where it says.
	const first = await play(t, {...part, role: 'builder', wire: 'openai-responses'});
	await testsPass(t, first.worktree);
	const {result: praise} = await play(t, {...part, role: 'reviewer', worktree: first.worktree});
	t.like(praise, {kind: 'verdict', verdict: 'pass'});
	const {result: verdict} = await play(t, {...part, role: 'adversary', worktree: first.worktree, wire: 'openai-responses'});
	if (verdict.kind !== 'verdict') {
		throw new Error('no verdict');
	}

	t.is(verdict.verdict, 'fail');
	const {file = '', line = 0, quote = ''} = verdict.findings[0]!;
	const source = await readFile(path.join(first.worktree, file), 'utf8');
	t.is(source.split('\n')[line - 1]!.trim(), quote);
	const {result: lesson} = await play(t, {...part, role: 'distiller', worktree: first.worktree});
	t.like(lesson, {kind: 'lesson', id: 'stream-csv-input', title: 'stream CSV input'});

	// Generation 2 streams, and both verifiers are content.
	const second = await play(t, {...part, role: 'builder', generation: 2, rule: true});
	t.true(second.printed.includes('\n250000\n'), 'what the builder claims of memory is measured');
	await testsPass(t, second.worktree);
	t.notRegex(await readFile(path.join(second.worktree, 'source/import.js'), 'utf8'), /readFile/v);
	const {result: better} = await play(t, {...part, role: 'adversary', generation: 2, rule: true, worktree: second.worktree});
	t.like(better, {kind: 'verdict', verdict: 'pass'});

	// The two attempts of schema-errors differ and both pass.
	const one = await play(t, {...part, task: 'schema-errors', role: 'builder', attempt: 1, wire: 'openai-chat'});
	const two = await play(t, {...part, task: 'schema-errors', role: 'builder', attempt: 2});
	await testsPass(t, one.worktree);
	await testsPass(t, two.worktree);
	t.not(await git(one.worktree, 'rev-parse', 'HEAD^{tree}'), await git(two.worktree, 'rev-parse', 'HEAD^{tree}'));
	const {result: odd} = await play(t, {...part, task: 'schema-errors', role: 'adversary', worktree: one.worktree});
	t.like(odd, {kind: 'verdict', verdict: 'pass'});

	// The third is built on the first.
	const third = await play(t, {...part, base: await git(second.worktree, 'rev-parse', 'HEAD'), task: 'cli-help', role: 'builder', rule: true});
	await testsPass(t, third.worktree);

	// Any order that the dependency allows gives the same tree, without a conflict, and the tests pass.
	const schema = await git(one.worktree, 'rev-parse', 'HEAD');
	const help = await git(third.worktree, 'rev-parse', 'HEAD');
	const streamed = await git(second.worktree, 'rev-parse', 'HEAD');
	const trees: string[] = [];
	for (const order of [[schema, streamed, help], [streamed, schema, help], [streamed, help, schema]]) {
		await git(repository, 'checkout', '--quiet', '--detach', base);
		for (const commit of order) {
			const since = await git(repository, 'merge-base', 'HEAD', commit);
			await git(repository, 'cherry-pick', '--keep-redundant-commits', `${since === base && commit === help ? streamed : since}..${commit}`);
		}

		trees.push(await git(repository, 'rev-parse', 'HEAD^{tree}'));
	}

	t.is(new Set(trees).size, 1);
	await testsPass(t, repository);
});

test('every planner writes numbered steps, and cites the rule once it is in force', async t => {
	const repository = path.join(await scratch(t, 'demo'), 'shop');
	const base = await createDemoRepository(repository);
	for (const {id: task = ''} of demoTasks) {
		for (const rule of [false, true]) {
			const {result} = await play(t, {repository, base, task, role: 'planner', generation: rule ? 2 : 1, rule, worktree: repository});
			t.is(result.kind, 'plan');
			const plan = result.kind === 'plan' ? result.plan : '';
			t.regex(plan, /^1\. /v);
			t.regex(plan, /Check: /v);
			t.true(!rule || plan.includes('[rule: stream-csv-input]'), task);
		}
	}

	t.is(await git(repository, 'status', '--porcelain'), '');
});

test('a repository made twice is the same to the commit', async t => {
	const folder = await scratch(t, 'demo');
	t.is(await createDemoRepository(path.join(folder, 'a')), await createDemoRepository(path.join(folder, 'b')));
});
