import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {startFactory, type TestFactory} from '../../support/factory.js';

/** Agents of a few lines, each with another habit. */
const programs = {
	good: 'echo "$1" | head -c 20 > prompt.txt; pwd > where.txt; git add -A; git commit -q -m Work',
	lazy: 'echo "I have done everything."',
	forgets: 'echo left > left.txt',
	half: 'echo kept > kept.txt; git add -A; git commit -q -m Kept; echo scratch > scratch.txt',
	typed: 'printf "ready> "; IFS= read -r line; echo "$line" > typed.txt; git add -A; git commit -q -m Typed',
};

let folder: string;
let factory: TestFactory;
test.before(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'mw-x-'));
	const agents = await Promise.all(Object.entries(programs).map(async ([name, text]) => {
		const file = path.join(folder, name);
		await writeFile(file, `#!/bin/sh\n${text}\n`, {mode: 0o755});
		const mode = name === 'typed' ? {interactive: {arguments: [], promptVia: 'type'}} : {headless: {arguments: ['{prompt}']}};
		return [name, {command: file, ...mode}];
	}));
	factory = await startFactory({config: JSON.stringify({agents: Object.fromEntries(agents) as Record<string, unknown>})});
	await factory.quickProject({name: 'shop'});
});
test.after.always(async () => {
	await factory.dispose();
	await rm(folder, {recursive: true});
});

test.serial('an agent CLI runs in its own worktree with its prompt, and its commit is judged and merged', async t => {
	await factory.add('shop', 'one', {agent: 'good'});
	await factory.untilTask('one', 'merged');
	t.regex(await factory.git('shop', 'show', 'main:where.txt'), /worktrees\/one-1-1$/v);
	t.not(await factory.git('shop', 'show', 'main:prompt.txt'), '');
	const {sessions} = await factory.request('task.show', {task: 'one'});
	t.deepEqual(sessions.map(({agent, state, exit}) => ({agent, state, code: exit?.code})), [{agent: 'good', state: 'done', code: 0}]);
});

test.serial('one that commits nothing is refused, whatever it says', async t => {
	await factory.add('shop', 'two', {agent: 'lazy'});
	t.regex((await factory.untilInbox('failure', 'two')).title, /it ended without a commit \(exit 0\)/v);
});

test.serial('work that it forgot to commit becomes the commit; what it left out beside its commits stays out and is kept', async t => {
	await factory.add('shop', 'three', {agent: 'forgets'});
	await factory.untilTask('three', 'merged');
	t.is(await factory.git('shop', 'show', 'main:left.txt'), 'left');
	await factory.add('shop', 'four', {agent: 'half'});
	await factory.untilTask('four', 'merged');
	t.is(await factory.git('shop', 'ls-tree', '--name-only', 'main', 'kept.txt', 'scratch.txt'), 'kept.txt');
	const trash = (await factory.git('shop', 'for-each-ref', '--format=%(objectname)', 'refs/millwright/trash')).split('\n');
	const files = await Promise.all(trash.map(async object => factory.git('shop', 'ls-tree', '-r', '--name-only', object)));
	t.true(files.some(names => names.includes('scratch.txt')), 'nothing that was written is lost');
});

test.serial('a prompt is typed into an agent that is given it by keyboard', async t => {
	await factory.add('shop', 'five', {agent: 'typed'});
	await factory.untilTask('five', 'merged');
	t.regex(await factory.git('shop', 'show', 'main:typed.txt'), /\S/v);
});

test.serial('an agent that is not installed leaves the task stuck with the cure, and holds no slot', async t => {
	await t.notThrowsAsync(factory.add('shop', 'six', {agent: 'nobody-has-this'}));
	const failure = await factory.untilInbox('failure', 'six');
	t.regex(failure.title, /nobody-has-this/v);
	t.is((await factory.request('floor', {})).slots.used, 0);
});
