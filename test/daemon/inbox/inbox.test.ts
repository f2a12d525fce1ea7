import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {resolvePaths} from '../../../source/base/paths.js';
import {readInbox} from '../../../source/daemon/inbox/inbox.js';
import {openStore} from '../../../source/daemon/store/open.js';
import type {Project} from '../../../state/project.js';
import type {Run} from '../../../state/run.js';
import type {Session} from '../../../state/session.js';
import type {Task} from '../../../state/task.js';

const project = (id: string): Project => ({id, name: id, path: `/${id}`, gitDir: `/${id}/.git`, base: 'main', gates: [], paused: false, budget: null, slots: null, createdAt: 1});
const task = (id: string, state: Task['state'], more: Partial<Task> = {}): Task => ({
	id, project: 'shop', title: id, priority: 3, order: 1, dependsOn: [], held: false, paused: false, state, attempts: null, agent: null,
	createdAt: 1, since: 1, addKey: null, runs: [], intentVersion: 'c', feedback: [], notices: [], text: '', ...more,
});
const session = (id: string, more: Partial<Session>): Session => ({
	id, number: 1, project: 'shop', role: 'builder', agent: 'claude', state: 'working', evidence: '', since: 1, startedAt: 1, cost: 0, tokens: 0,
	folder: '/f', worktree: '/w', argv: [], frozen: false, ends: 'exit', exchanges: false, launched: true, leftovers: [], ...more,
});
const run = (id: string, more: Partial<Run>): Run => ({
	id, project: 'shop', task: 'ready', generation: 1, state: 'needs', baseCommit: '', stages: [], attempts: [], verifiedBy: ['openai'], startedAt: 1, cost: 0,
	feedback: {findings: []}, answers: [], rules: {cited: [], missed: []}, steps: {}, ...more,
});
const question = {id: 'q', text: 'which?\u{1B}[2J', recommended: 'this', choices: ['this', 'that'], why: 'so'};

test('what waits for the person is read from the state, the most urgent first and of the same urgency the oldest', async t => {
	const root = await mkdtemp(path.join(os.tmpdir(), 'mw-i-'));
	const store = await openStore(resolvePaths({HOME: root}));
	t.teardown(async () => {
		await store.close();
		await rm(root, {recursive: true});
	});
	await store.projects.put(project('shop'));
	await store.projects.put(project('blog'));
	const lines = {added: 2, removed: 1, files: 1};
	await store.runs.put(run('shop.ready.1', {proposed: 1, attempts: [{number: 1, state: 'proposed', branch: '', worktree: '', agent: '', commits: 1, verdicts: [], gates: [], lines}]}));
	await store.runs.put(run('shop.decided.1', {decision: {approved: true, at: 1}}));
	await store.tasks.put(task('stuck', 'failed', {reason: 'nothing was \u{1B}[31mbuilt'}));
	await store.tasks.put(task('ready', 'needs', {runs: ['shop.ready.1']}));
	await store.tasks.put(task('decided', 'needs', {runs: ['shop.decided.1']}));
	await store.tasks.put(task('done', 'merged', {notices: [{id: 'n', kind: 'checkout', text: 'left alone', detail: 'dirty', at: 5}]}));
	await store.sessions.put(session('s-young', {task: 'one', question, askedAt: 20}));
	await store.sessions.put(session('s-old', {task: 'two', question, askedAt: 10}));
	await store.sessions.put(session('s-ended', {question, endedAt: 3}));
	await store.sessions.put(session('s-asks', {state: 'asks', headline: 'may I?'}));
	await store.sessions.put(session('s-builtin', {state: 'asks', exchanges: true}));
	await store.sessions.put(session('s-lost', {promptLost: true, askedAt: 30}));
	const items = readInbox({store, budgetReason: id => id === 'blog' ? 'no money' : undefined});
	t.deepEqual(items.map(({id}) => id), [
		'budget:blog', 'question:s-old', 'question:s-young', 'permission:s-asks', 'prompt:s-lost', 'approval:shop.ready.1', 'failure:shop/stuck', 'notice:shop:done:n',
	]);
	t.is(items[1]!.title, 'two asks: which?[2J');
	t.deepEqual([items[1]!.recommended, items[1]!.choices], ['this', ['this', 'that']]);
	t.is(items[5]!.title, 'ready is ready: approve the merge? (+2 −1 in 1 file)');
	t.regex(items[5]!.detail, /Verified by a single provider, openai\./v);
	t.notRegex(JSON.stringify(items), /\u{1B}/v);
	t.deepEqual(readInbox({store, budgetReason: () => undefined, project: 'blog'}), []);
	t.regex(items[5]!.detail, /no verifier judged it, and no gate proved it/v, 'what nobody proved is not called proved');
	await store.sessions.put(session('s-left', {task: 'one', endedAt: 9, leftovers: [{pid: 77, command: 'server \u{1B}[2J'}]}));
	t.is(readInbox({store, budgetReason: () => undefined}).find(({id}) => id === 'leftover:s-left')!.detail, 'End what still runs by hand: server [2J (77).');
	await store.tasks.put(task('given-up', 'cancelled'));
	await store.tasks.put(task('later', 'waiting', {dependsOn: ['given-up', 'ready']}));
	const waits = readInbox({store, budgetReason: () => undefined}).find(({id}) => id === 'waits:shop/later')!;
	t.is(waits.title, 'later waits for given-up, which was cancelled', 'it would wait for ever, and say nothing');
	t.regex(waits.detail, /Retry given-up, .*edit later --after none/v);
	// Nothing is kept: what is settled is gone by itself.
	await store.sessions.update('s-old', draft => {
		delete draft.question;
	});
	t.false(readInbox({store, budgetReason: () => undefined}).some(({id}) => id === 'question:s-old'));
});
