import test, {type ExecutionContext} from 'ava';
import {untilFloor} from '../support/factory.js';
import {makeHome, type Home, type HomeOptions} from '../support/home.js';
import {plainPlan, scene, type Entry} from '../support/rehearsed.js';
import {git, makeRepository} from '../support/small-repository.js';

const asking: Entry = scene(
	{role: 'planner', generation: 1},
	{call: {ask: {question: 'which word shall the note have?', recommended: 'plain', choices: ['plain', 'fancy'], why: 'Both are fine.'}}},
	{call: {submit_plan: plainPlan()}},
);

async function begin(t: ExecutionContext, turns: HomeOptions['turns'], ...options: string[]): Promise<Home> {
	const home = await makeHome(t, {turns});
	await makeRepository(home.repository);
	t.like(await home.run(['init', '--yes', ...options]), {code: 0});
	return home;
}

test('a question is answered by a key on the floor, with the person\'s own words', async t => {
	const home = await begin(t, [asking]);
	const pty = home.open({cols: 100, rows: 30});
	await pty.untilShows('queue');
	t.is((await home.run(['add', 'Write the note'])).code, 0);
	await pty.until(screen => screen.includes('write-the-note asks: which word') && screen.includes('a answer'), 'who needs the person, and why');
	pty.type('a');
	await pty.untilShows('enter answer');
	pty.type('\u{15}something else\r');
	await pty.untilShows('is ready: approve');
	t.regex((await home.run(['show', 'write-the-note', '--plan'])).stdout, /something else/v);
});

test('a question is answered by the command, and the floor sees it', async t => {
	const home = await begin(t, [asking]);
	const pty = home.open({cols: 100, rows: 30});
	await pty.untilShows('queue');
	await home.run(['add', 'Write the note']);
	await pty.untilShows('asks: which word');
	const list = await home.run(['answer']);
	t.regex(list.stdout, /which word shall the note have\?/v);
	t.is((await home.run(['answer', 'write-the-note', 'very', 'fancy'])).code, 0);
	await pty.untilShows('is ready: approve');
	t.regex((await home.run(['show', 'write-the-note', '--plan'])).stdout, /very fancy/v);
	t.is((await home.run(['approve', 'write-the-note'])).code, 0);
	await pty.until(screen => /✓ write-the-note +merged/v.test(screen), 'that it is merged');
});

test('a rejection with a reason is feedback: it is planned and built again, knowing it', async t => {
	const home = await begin(t, [
		scene({role: 'planner', generation: '2..', contains: 'make it fancy'}, {call: {submit_plan: plainPlan('look-twice')}}),
		scene({role: 'builder', generation: '2..'}, {call: {shell: 'echo fancy > fancy.md && git add -A && git commit -q -m "Write it fancy"'}}, {call: {finish: 'It is fancy.'}}),
	]);
	const pty = home.open({cols: 100, rows: 30});
	await pty.untilShows('queue');
	await home.run(['add', 'Write the note']);
	await pty.untilShows('is ready: approve');
	pty.type('a');
	await pty.until(screen => screen.includes('a approve') && screen.includes('note-'), 'the diff');
	pty.type('r');
	await pty.untilShows('escape close');
	pty.type('make it fancy\r');
	await pty.until(screen => !screen.includes('escape close'), 'the end of the dialog');
	const daemon = await home.link();
	await untilFloor(daemon, ({tasks, inbox}) => tasks[0]?.generation === 2 && inbox.some(({kind}) => kind === 'approval'));
	await pty.untilShows('is ready: approve');
	const {stdout} = await home.run(['show', 'write-the-note']);
	t.regex(stdout, /make it fancy/v);
	t.is((await home.run(['approve', 'write-the-note'])).code, 0);
	await pty.until(screen => /✓ write-the-note +merged/v.test(screen), 'that it is merged');
	t.is(await git(home.repository, 'show', 'main:fancy.md'), 'fancy');
	t.notRegex(await git(home.repository, 'ls-tree', '--name-only', 'main'), /note-/v, 'what was rejected is not there');
});

test('a budget that is used up is said on every layout, and when it is raised by a key the work goes on', async t => {
	const home = await begin(t, [
		scene(
			{role: 'builder'},
			{call: {shell: 'echo first'}, usage: {input: 1000, output: 200_000}},
			{call: {shell: 'echo done >> note.md && git add -A && git commit -q -m "Write the note"'}},
			{call: {finish: 'The note is written.'}},
		),
	], '--budget', '1');
	const pty = home.open({cols: 120, rows: 40});
	await pty.untilShows('queue');
	await home.run(['add', 'Write the note']);
	await pty.untilShows('has used up its budget');
	t.regex((await home.run(['ls'])).stdout, /■ paused/v);
	for (let turn = 0; turn < 4; turn++) {
		const before = pty.screen;
		pty.type('l');
		await pty.until(screen => screen !== before && screen.split('\n', 2)[1]!.includes('has used up its budget'), 'the budget on another layout');
	}

	pty.type('b');
	await pty.untilShows('escape close');
	pty.type('50\r');
	await pty.untilShows('is ready: approve');
	t.false(pty.screen.includes('has used up its budget'));
	t.is((await home.run(['approve', 'write-the-note'])).code, 0);
});
