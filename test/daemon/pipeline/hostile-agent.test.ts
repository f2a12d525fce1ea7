import {execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {packageRoot} from '../../../source/base/package-root.js';
import {sessionFolder} from '../../../source/base/paths.js';
import {isReachable} from '../../../source/daemon/git/files.js';
import {makeDoor, type Door} from '../../support/door.js';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {runProgram} from '../../support/run-program.js';

/*
Agents that do what no agent should, each a few lines of shell in a worktree of its own. All begin at once; each test looks
at what became of one of them. `$here` is a folder of the test; in `$here/ran` stands what was run without a session's mark.
*/
const work = 'echo work > "work-$name.txt"; git add -A; git commit -q -m Work';
const inner = 'git init -q inner; (cd inner; echo deep > deep.txt; git add -A; git commit -q -m Deep)';
const ignoring = 'trap "" TERM HUP INT';
const programs = {
	elsewhere: `git checkout -q -b elsewhere; ${work}`,
	detached: `git checkout -q --detach; ${work}`,
	fresh: 'git checkout -q --orphan fresh; git commit -q -m Fresh; git update-ref refs/heads/millwright/runs/fresh/1-1 HEAD; git symbolic-ref HEAD refs/heads/millwright/runs/fresh/1-1',
	owngit: `rm .git; git init -q -b main .; git config core.fsmonitor "$here/payload"; ${work}`,
	redirects: 'rm .git; echo "gitdir: $here/nowhere" > .git; echo work > redirected.txt',
	vanishes: 'tree=$PWD; cd /; rm -rf "$tree"',
	publishes: `${work}; git update-ref refs/heads/main HEAD`,
	rewinds: `${work}; git update-ref refs/heads/main "$(git rev-list --max-parents=0 HEAD)"`,
	deletes: `${work}; git update-ref -d refs/heads/main`,
	victim: `${work}; echo > "$here/committed"; read line < "$here/robbed"`,
	thief: 'read line < "$here/committed"; git update-ref -d refs/heads/millwright/runs/victim/1-1; echo > "$here/robbed"',
	settings: `${work}; common="$(git rev-parse --path-format=absolute --git-common-dir)"
for hook in post-checkout reference-transaction post-commit pre-rebase post-index-change; do mkdir -p "$common/hooks"; cp "$here/payload" "$common/hooks/$hook"; done
echo '* filter=x' > .gitattributes; git add -A; git commit -q -m Attributes
for key in core.fsmonitor core.editor core.pager filter.x.clean filter.x.smudge diff.external; do git config $key "$here/payload"; done
git config alias.status "!$here/payload"; git config alias.diff "!$here/payload"`,
	rubbish: String.raw`head -c 300000 /dev/urandom; printf 'x\033[2147483647b\033]0;stolen\007'; head -c 50000000 /dev/zero | tr '\0' m; exit 0`,
	nested: `${inner}; ${work}`,
	besides: `${work}; ${inner}`,
	names: String.raw`ln -s /etc/passwd secret; ln -s "$here/outside" out; echo one > "$(printf 'two\nlines \033]0;stolen\007\033[31m.txt')"; printf 'red \033[31m\033]52;c;c3RvbGVu\007\r\n' > "$(printf -- '--output=x\302\233.txt')"; ${work}`,
	stubborn: `${ignoring}; (setsid sh -c '${ignoring}; (setsid sh -c "while :; do sleep 4319; done" &); while :; do sleep 4320; done' &); "$here/door"; while :; do sleep 4321; done`,
} as const;
type Name = keyof typeof programs;
const names = Object.keys(programs) as Name[];

/** Those that reach for what a repository shares have one of their own. */
const alone: ReadonlySet<Name> = new Set(['publishes', 'rewinds', 'deletes', 'settings', 'names']);
const projectOf = (name: Name): string => alone.has(name) ? name : 'shop';

let folder: string;
let factory: TestFactory;
let door: Door;
const tips = new Map<string, string>();
test.before(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'mw-h-'));
	door = makeDoor(folder, 'stubborn');
	execFileSync('mkfifo', ['committed', 'robbed'], {cwd: folder});
	await Promise.all(['ran', 'outside'].map(async name => mkdir(path.join(folder, name))));
	await writeFile(path.join(folder, 'outside', 'precious.txt'), 'precious\n');
	const payload = '[ -n "$MILLWRIGHT_SESSION" ] || touch "$here/ran/$(basename "$0")-$$"';
	for (const [name, text] of Object.entries({...programs, payload, door: door.command})) {
		await writeFile(path.join(folder, name), `#!/bin/sh\nhere='${folder}'; name=${name}\n${text}\n`, {mode: 0o755});
	}

	const agents = Object.fromEntries(names.map(name => [name, {command: path.join(folder, name), wires: [], headless: {arguments: ['{prompt}']}}]));
	factory = await startFactory({config: JSON.stringify({agents, slots: {overall: 20, project: 20}})});
	await Promise.all([...new Set(names.map(name => projectOf(name)))].map(async name => {
		await factory.quickProject({name, approve: name === 'names', gates: name === 'settings' ? [{name: 'files', command: ['test', '-e', 'sum.js']}] : []});
		// A second commit, so that there is something to throw the base back to.
		await writeFile(path.join(factory.root, name, 'second.txt'), 'second\n');
		await factory.git(name, 'add', '-A');
		await factory.git(name, 'commit', '-q', '-m', 'Second');
		tips.set(name, await factory.git(name, 'rev-parse', 'main'));
	}));
	for (const name of names) {
		await factory.add(projectOf(name), name, {agent: name});
	}
});
test.after.always(async () => {
	await factory.dispose();
	door.close();
	await rm(folder, {recursive: true});
});

const whyStuck = async (name: Name): Promise<string> => (await factory.untilInbox('failure', name)).detail;
const trashOf = async (name: Name): Promise<string> => factory.git(projectOf(name), 'for-each-ref', '--format=%(objectname)', `refs/millwright/trash/${name}`);
const isClean = (text: string): boolean => !/[\u{0}-\u{9}\u{B}-\u{1F}\u{7F}-\u{9F}]/v.test(text);
const isThere = async (...parts: string[]): Promise<boolean> => isReachable(path.join(...parts));

test.serial('what is committed on another branch, on none, or on a history of its own is not taken for the attempt', async t => {
	t.regex(await whyStuck('elsewhere'), /its worktree is on elsewhere and not on millwright\/runs\/elsewhere\/1-1/v);
	t.regex(await whyStuck('detached'), /its worktree is on no branch and not on/v);
	t.regex(await whyStuck('fresh'), /what it committed does not follow from [\da-f]{8}, which it was started from/v);
	await factory.request('task.cancel', {task: 'detached'});
	const kept = (await trashOf('detached')).split('\n');
	t.is(await factory.git('shop', 'show', `${kept[0]!}:work-detached.txt`), 'work', 'and nothing of it is lost');
});

test.serial('a worktree whose .git file was replaced, redirected or deleted is read by where it really is', async t => {
	await factory.untilTask('owngit', 'merged');
	await factory.untilTask('redirects', 'merged');
	t.is(await factory.git('shop', 'show', 'main:work-owngit.txt'), 'work');
	t.is(await factory.git('shop', 'show', 'main:redirected.txt'), 'work');
	t.regex(await whyStuck('vanishes'), /it ended without a commit \(exit 0\)/v);
	await factory.request('task.cancel', {task: 'vanishes'});
	t.false((await factory.git('shop', 'worktree', 'list')).includes('vanishes'));
});

test.serial('an agent that puts its commit on the base branch itself has merged nothing: the person is asked, with the way back', async t => {
	const reason = await whyStuck('publishes');
	t.regex(reason, /is on main already, and Millwright did not merge it/v);
	t.true(reason.includes(`git update-ref refs/heads/main ${tips.get('publishes')!.slice(0, 10)}`));
	t.is((await factory.runs('publishes'))[0]!.attempts[0]!.gates.length, 0);
});

test.serial('a base branch that is thrown back is said, what it held is kept, and the task is built again on what is there', async t => {
	await factory.untilTask('rewinds', 'merged');
	t.deepEqual((await factory.runs('rewinds')).map(({state}) => state), ['regenerated', 'merged']);
	const notice = await factory.untilInbox('checkout', 'rewinds');
	t.is(notice.title, 'main was rewritten while rewinds was worked on, and not by Millwright');
	t.true((await trashOf('rewinds')).includes(tips.get('rewinds')!));
});

test.serial('a base branch that is deleted stops the task with where it was, and it goes on when the person made it again', async t => {
	t.regex(await whyStuck('deletes'), /The base branch main was deleted while this was worked on/v);
	t.true((await trashOf('deletes')).includes(tips.get('deletes')!), 'what it held can be reached');
	await factory.git('deletes', 'branch', 'main', tips.get('deletes')!);
	await writeFile(path.join(folder, 'deletes'), `#!/bin/sh\nname=again\n${work}\n`);
	await factory.request('task.retry', {task: 'deletes'});
	await factory.untilTask('deletes', 'merged');
});

test.serial('a branch that another agent deletes under a builder is made again with what was committed on it', async t => {
	await factory.untilTask('victim', 'merged');
	t.is(await factory.git('shop', 'show', 'main:work-victim.txt'), 'work');
	t.regex(await whyStuck('thief'), /it ended without a commit/v);
});

test.serial('hooks, monitors, filters and aliases that an agent sets in the repository run nothing in the daemon', async t => {
	await factory.untilTask('settings', 'merged');
	t.deepEqual(await readdir(path.join(folder, 'ran')), []);
	// The same as the person runs it: the trap is real.
	await factory.git('settings', 'status');
	t.true((await readdir(path.join(folder, 'ran'))).length > 0);
});

test.serial('an agent that prints rubbish and ends well has built nothing, and nothing of it is in what the person reads', async t => {
	t.regex(await whyStuck('rubbish'), /it ended without a commit \(exit 0\)/v);
	const floor = await factory.request('floor', {});
	t.true(isClean(JSON.stringify(floor)));
	t.false(JSON.stringify(floor).includes(String.raw`\u`), 'no control character, escaped either');
	const {sessions} = await factory.request('task.show', {task: 'rubbish'});
	const {size} = await stat(path.join(sessionFolder(factory.paths, sessions[0]!.id), 'history.txt'));
	t.true(size < 10_000_000, `${size} bytes of history`);
});

test.serial('a repository inside the worktree is refused as a bare link, kept where it is, and never deleted', async t => {
	t.regex(await whyStuck('nested'), /it committed inner as a link to a repository inside its worktree/v);
	await factory.untilTask('besides', 'merged');
	await factory.request('task.cancel', {task: 'nested'});
	const {news} = await factory.request('floor', {});
	for (const name of ['nested', 'besides'] as const) {
		t.true(await isThere(factory.paths.state, 'projects', 'shop', 'worktrees', `${name}-1-1`, 'inner', 'deep.txt'));
		t.true(news.some(({text}) => text === `${name}: the worktree ${name}-1-1 could not be removed and stays`));
	}

	t.notRegex(await factory.git('shop', 'ls-tree', '-r', 'main'), /^160000/mv);
});

test.serial('links out of the worktree and names with control characters reach neither other files nor the text of an approval', async t => {
	const {title, detail} = await factory.untilInbox('approval', 'names');
	t.true(isClean(title + detail));
	const bin = path.join(packageRoot(), 'bin', 'millwright.js');
	const shown = async (...argv: string[]) => runProgram([process.execPath, bin, 'show', 'names', ...argv], {cwd: path.join(factory.root, 'names'), environment: factory.environment});
	for (const {code, stdout, stderr} of [await shown('--diff'), await shown()]) {
		t.is(code, 0, `it said: ${stderr}`);
		t.true(isClean(stdout), JSON.stringify(stdout));
	}

	await factory.request('approve', {task: 'names'});
	await factory.untilTask('names', 'merged');
	t.is(await factory.git('names', 'cat-file', 'blob', 'main:out'), path.join(folder, 'outside'), 'a link is merged as a link');
	t.is(await readFile(path.join(folder, 'outside', 'precious.txt'), 'utf8'), 'precious\n');
	t.is(await factory.git('names', 'status', '--porcelain'), '');
});

test.serial('an agent that ignores every signal and sends its children away ends when its task is cancelled', async t => {
	await door.reached();
	const sleeping = async () => (await factory.processes()).filter(({command}) => /sleep 43\d\d/v.test(command) || command.includes(path.join(folder, 'stubborn')));
	t.true((await sleeping()).length > 0);
	await factory.request('task.cancel', {task: 'stubborn'});
	t.deepEqual(await sleeping(), []);
	t.is((await factory.request('task.show', {task: 'stubborn'})).sessions[0]!.exit?.signal, 'SIGKILL');
});
