import test from 'ava';
import {makeHome, type Home} from '../support/home.js';
import {passes, plainPlan, scene, type Entry} from '../support/rehearsed.js';
import {git, makeRepository} from '../support/small-repository.js';

const asking: Entry = scene(
	{role: 'planner', contains: 'Ask me'},
	{call: {ask: {question: 'which word?', recommended: 'plain', choices: ['plain', 'fancy'], why: 'Both are fine.'}}},
	{call: {submit_plan: plainPlan()}},
);
const refusing: Entry = {
	when: {role: ['reviewer', 'adversary'], contains: 'Never good'},
	call: {submit_verdict: {
		verdict: 'fail',
		summary: 'It is not good.',
		findings: [{title: 'it adds', severity: 'major', file: 'sum.js', line: 1, quote: 'export const sum = (a, b) => a + b;', detail: 'It does.'}],
	}},
};
const planning: Entry = {when: {role: 'planner', contains: 'look-twice'}, call: {submit_plan: plainPlan('look-twice')}};

async function begin(home: Home, ...options: string[]): Promise<string> {
	await makeRepository(home.repository);
	const {code, stderr} = await home.run(['init', '--yes', ...options]);
	if (code !== 0) {
		throw new Error(stderr);
	}

	return git(home.repository, 'rev-parse', 'main');
}

test('`millwright run` in any repository: a script from outside carries a task to the base, and it exits with 0', async t => {
	const home = await makeHome(t, {turns: [asking]});
	const first = await begin(home);
	const {code, stdout, stderr} = await home.run(['run', '--answer', 'recommended', '--approve', 'Ask me, then write the note']);
	t.is(code, 0, `${stdout}${stderr}`);
	t.regex(stdout, /which word\? Answered: plain/v);
	t.regex(stdout, /merged, \$0\.\d\d, merge commit [\da-f]{10}\.\n$/v);
	t.is(await git(home.repository, 'rev-parse', 'main~1'), first, 'one commit on the base');
	t.is(await git(home.repository, 'status', '--porcelain'), '', 'the checkout was clean and on the base, so it has the change');
	t.regex(await git(home.repository, 'ls-files'), /note-/v);
	t.is(await git(home.repository, 'for-each-ref', 'refs/heads/millwright/runs'), '');
	t.is((await git(home.repository, 'worktree', 'list')).split('\n').filter(line => !line.includes('millwright/inputs')).length, 1);
	// A task that is known is followed, and nothing is done twice.
	t.is((await home.run(['run', stdout.split(' ', 1)[0]!])).code, 0);
	t.is(await git(home.repository, 'rev-parse', 'main~1'), first);
});

test('the other exit codes of `millwright run`: failed, cancelled, nobody there', async t => {
	const home = await makeHome(t, {turns: [asking, refusing, planning]});
	const first = await begin(home);
	const daemon = await home.link();
	const {text} = await daemon.request('inputs.read', {project: 'shop', file: 'pipeline.yaml'});
	// The first failure is as good as the third.
	await daemon.request('inputs.write', {project: 'shop', file: 'pipeline.yaml', text: text.replace(/^generations: \d+$/mv, 'generations: 1'), cause: 'ask at the first failure'});
	const nobody = await home.run(['run', 'Write the note']);
	t.is(nobody.code, 5, `${nobody.stdout}${nobody.stderr}`);
	t.regex(nobody.stderr, /--approve decide/v);
	const asked = await home.run(['run', 'Ask me, then write it']);
	t.is(asked.code, 5, asked.stdout);

	const failed = await home.run(['run', '--approve', 'Never good enough']);
	t.is(failed.code, 3, `${failed.stdout}${failed.stderr}`);

	t.is((await home.run(['cancel', 'write-the-note'])).code, 0);
	const cancelled = await home.run(['run', 'write-the-note']);
	t.is(cancelled.code, 4, `${cancelled.stdout}${cancelled.stderr}`);
	t.is(await git(home.repository, 'rev-parse', 'main'), first, 'nothing of it is on the base');
	const unknown = await home.run(['run', 'no-such-task']);
	t.is(unknown.code, 1);
	t.regex(unknown.stderr, /There is no task `no-such-task`/v);
});

test('a budget that is used up ends `millwright run` with 6, and with more it goes on where it was', async t => {
	const home = await makeHome(t, {turns: [
		scene(
			{role: 'builder'},
			{call: {shell: 'echo first'}, usage: {input: 1000, output: 200_000}},
			{call: {shell: 'echo done >> note.md && git add -A && git commit -q -m "Write the note"'}},
			{call: {finish: 'The note is written.'}},
		),
		{when: {role: ['reviewer', 'adversary']}, ...passes},
	]});
	await begin(home, '--budget', '1');
	const stopped = await home.run(['run', '--approve', 'Write the note']);
	t.is(stopped.code, 6, `${stopped.stdout}${stopped.stderr}`);
	t.regex(stopped.stderr, /spend --budget/v);
	t.regex((await home.run(['ls'])).stdout, /paused/v);
	t.is((await home.run(['spend', '--budget', '50'])).code, 0);
	const merged = await home.run(['run', '--approve', 'write-the-note']);
	t.is(merged.code, 0, `${merged.stdout}${merged.stderr}`);
});

test('`millwright logs` of a task has what each session printed and what the gates did, live with -f and as JSON', async t => {
	const home = await makeHome(t);
	await begin(home);
	t.like(await home.run(['add', 'Write the note']), {code: 0});
	const following = home.run(['logs', '-f', 'write-the-note']);
	t.like(await home.run(['run', '--approve', 'write-the-note']), {code: 0});
	const {code, stdout, stderr} = await following;
	t.is(code, 0, `${stdout}${stderr}`);
	const headings = stdout.split('\n').filter(line => line.startsWith('── ')).map(line => line.split(',', 1)[0]);
	t.deepEqual(headings, ['── plan', '── build 1', '── verify 1', '── verify 1', '── gate 1', '── merge']);
	t.is(stdout.match(/ tokens in, /gv)?.length, 4, 'each session is told once, to its last line');

	const {stdout: json} = await home.run(['logs', 'write-the-note', '--json']);
	const pieces = JSON.parse(json) as Array<{stage: string; text: string; session?: string}>;
	t.deepEqual(pieces.filter(({session}) => session !== undefined).map(({stage}) => stage), ['plan', 'build', 'verify', 'verify']);
	t.true(pieces.some(({stage, text}) => stage === 'gate' && text.includes('green')));
	const {stdout: lines} = await home.run(['logs', '-f', 'write-the-note', '--json']);
	t.deepEqual(lines.trimEnd().split('\n').map(line => JSON.parse(line) as unknown), pieces);
});
