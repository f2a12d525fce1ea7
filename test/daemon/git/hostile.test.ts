import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFile, chmod, mkdir, readdir, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Readable} from 'node:stream';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {addAttempt, addCheckout} from '../../../source/daemon/git/add.js';
import {changes, isClean} from '../../../source/daemon/git/changes.js';
import {git} from '../../../source/daemon/git/command.js';
import {isReachable as exists} from '../../../source/daemon/git/files.js';
import {diff} from '../../../source/daemon/git/diff.js';
import {commitsBetween, head, showFile} from '../../../source/daemon/git/history.js';
import {moveRef} from '../../../source/daemon/git/refs.js';
import {removeWorktree} from '../../../source/daemon/git/remove.js';
import {openRepository} from '../../../source/daemon/git/repository.js';
import {mendLock} from '../../../source/daemon/git/stale-lock.js';
import {listWorktrees, placeAt} from '../../../source/daemon/git/worktrees.js';
import {land} from '../../../source/daemon/merge/land.js';
import {prepareMerge} from '../../../source/daemon/merge/prepare.js';
import {asPerson, commit, project, write, type Project} from './repositories.js';

/** A program that leaves a mark when it is run, whatever runs it. */
async function payload(folder: string): Promise<{script: string; marks: () => Promise<string[]>}> {
	const script = path.join(folder, 'payload');
	const ran = path.join(folder, 'ran');
	await mkdir(ran);
	await writeFile(script, `#!/bin/sh\necho "$0 $*" >> "${ran}/$(basename "$0")-$$"\nexit 0\n`);
	await chmod(script, 0o755);
	return {script, marks: async () => readdir(ran)};
}

/** All that the daemon does with a worktree in its life. */
async function wholeLife(t: ExecutionContext, {repo, folder, base}: Project, at: string): Promise<void> {
	const opened = await openRepository(repo.path);
	await listWorktrees(opened);
	const {commit: tip} = await head(repo, at);
	await changes(repo, {path: at});
	await isClean(repo, at);
	await git(repo, ['status', '--porcelain=v2', '-uall', '--ignore-submodules=dirty'], {place: {gitDir: path.join(repo.gitDir, 'worktrees', path.basename(at)), workTree: at}, reads: true});
	await diff(repo, {from: base, to: tip!});
	await commitsBetween(repo, {from: base, to: tip!});
	await showFile(repo, {commit: tip!, path: 'a.txt'});
	const prepared = await prepareMerge(repo, {commit: tip!, base: 'main', path: path.join(folder, 'merge')});
	t.is(prepared.state, 'ready');
	if (prepared.state === 'ready') {
		await land(repo, {base: 'main', from: prepared.base, to: prepared.commit, reason: 'merge csv'});
		await removeWorktree(repo, {path: path.join(folder, 'merge'), task: 'csv', base: 'main', discard: true});
	}

	await addCheckout(repo, {path: path.join(folder, 'gate'), commit: tip!});
	await removeWorktree(repo, {path: path.join(folder, 'gate'), task: 'csv', base: 'main', discard: true});
	await removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: true});
}

async function attempt(made: Project) {
	const at = path.join(made.folder, 'one');
	await addAttempt(made.repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: made.base});
	return at;
}

test('a worktree whose .git file points at a repository of the agent runs nothing', async t => {
	const made = await project(t);
	const {script, marks} = await payload(made.folder);
	const at = await attempt(made);
	await commit(at, {'a.txt': 'changed\n'});
	const evil = path.join(made.folder, 'evil');
	await asPerson(made.folder, 'init', '-q', 'evil');
	await appendFile(path.join(evil, '.git/config'), `[core]\n\tfsmonitor = ${script}\n\thooksPath = ${path.dirname(script)}\n[filter "x"]\n\tclean = ${script}\n\tsmudge = ${script}\n[diff]\n\texternal = ${script}\n`);
	await write(at, {'.git': `gitdir: ${evil}/.git\n`, '.gitattributes': '* filter=x\n', 'new.txt': 'x'});
	// It works when a person runs git there: the trap is real.
	await asPerson(at, 'status').catch(() => undefined);
	const before = await marks();
	t.true(before.length > 0);
	await wholeLife(t, made, at);
	t.deepEqual(await marks(), before);
});

test('hooks, filters, drivers, monitors and editors of the repository\'s own configuration run nothing', async t => {
	const made = await project(t, {'a.txt': 'one\n', 'b.txt': 'two\n', '.gitattributes': '* filter=x diff=x merge=x\n'});
	const {script, marks} = await payload(made.folder);
	const at = await attempt(made);
	await commit(at, {'a.txt': 'changed\n'});
	await commit(made.path, {'b.txt': 'meanwhile\n'});
	for (const hook of ['post-checkout', 'pre-commit', 'post-commit', 'pre-rebase', 'post-rewrite', 'reference-transaction', 'post-index-change', 'post-merge', 'prepare-commit-msg', 'commit-msg']) {
		const file = path.join(made.path, '.git/hooks', hook);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, `#!/bin/sh\nexec ${script} ${hook}\n`);
		await chmod(file, 0o755);
	}

	const s = script;
	await appendFile(path.join(made.path, '.git/config'), `[core]
	fsmonitor = ${s}
	pager = ${s}
	editor = ${s}
	sshCommand = ${s}
	askPass = ${s}
[sequence]
	editor = ${s}
[filter "x"]
	clean = ${s} clean
	smudge = ${s} smudge
	process = ${s} process
	required = true
[filter "odd=name.with [brackets]"]
	clean = ${s} clean
[diff]
	external = ${s}
[diff "x"]
	command = ${s}
	textconv = ${s}
[merge "x"]
	driver = ${s} %O %A %B
[commit]
	gpgSign = true
[gpg]
	program = ${s}
[alias]
	status = !${s}
[extensions]
	worktreeConfig = true
`);
	await writeFile(path.join(made.repo.gitDir, 'worktrees/one/config.worktree'), `[core]\n\tfsmonitor = ${s}\n[filter "y"]\n\tclean = ${s}\n\tsmudge = ${s}\n`);
	await write(at, {'dir/.gitattributes': '* filter=y\n', 'dir/odd.txt': 'x', 'new.txt': 'untracked'});
	await wholeLife(t, made, at);
	t.deepEqual(await marks(), []);
	// The same as a person types it: the trap is real.
	await write(made.path, {'a.txt': 'mine\n'});
	await asPerson(made.path, 'commit', '-q', '--no-gpg-sign', '-a', '-m', 'x').catch(() => undefined);
	t.true((await marks()).length > 0);
});

test('a filter that comes into the configuration between two commands runs nothing, in whichever of its files it stands', async t => {
	const made = await project(t, {'a.txt': 'one\n', '.gitattributes': '* filter=x\n'});
	const {script, marks} = await payload(made.folder);
	const at = await attempt(made);
	const own = path.join(made.repo.gitDir, 'config');
	const honest = await readFile(own, 'utf8');
	const filter = `[filter "x"]\n\tclean = ${script}\n\tsmudge = ${script}\n`;
	const included = path.join(made.folder, 'included');
	const ways: Array<() => Promise<void>> = [
		async () => writeFile(own, `${honest}${filter}`),
		async () => writeFile(own, `${honest}[include]\n\tpath = ${included}\n`),
		// The file that names it stays as it is.
		async () => writeFile(included, filter),
		async () => {
			await rm(included);
			await writeFile(own, `${honest}[extensions]\n\tworktreeConfig = true\n`);
		},
		async () => writeFile(path.join(made.repo.gitDir, 'worktrees/one/config.worktree'), filter),
	];
	for (const [number, way] of ways.entries()) {
		await write(at, {'a.txt': `changed ${number}\n`});
		t.deepEqual(await changes(made.repo, {path: at}), {modified: ['a.txt'], deleted: [], untracked: []});
		await way();
		t.deepEqual(await changes(made.repo, {path: at}), {modified: ['a.txt'], deleted: [], untracked: []});
		await git(made.repo, ['add', '-A'], {place: await placeAt(made.repo, at)});
		t.deepEqual(await marks(), [], `way ${number}`);
	}

	// The trap is real.
	await write(at, {'a.txt': 'mine\n'});
	await asPerson(at, 'add', '-A').catch(() => undefined);
	t.true((await marks()).length > 0);
});

test('a submodule of the agent is not looked into, and its worktree stays', async t => {
	const made = await project(t);
	const {script, marks} = await payload(made.folder);
	const at = await attempt(made);
	const inner = path.join(at, 'inner');
	await mkdir(inner);
	await asPerson(inner, 'init', '-q');
	await commit(inner, {'x.txt': 'x'});
	await appendFile(path.join(inner, '.git/config'), `[core]\n\tfsmonitor = ${script}\n`);
	await write(at, {'.gitmodules': '[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n\tignore = none\n\tupdate = !touch x\n'});
	await asPerson(at, 'add', '-A').catch(() => undefined);
	const before = await marks();
	await changes(made.repo, {path: at});
	await git(made.repo, ['status', '--porcelain=v2', '-uall', '--ignore-submodules=dirty'], {place: {gitDir: path.join(made.repo.gitDir, 'worktrees/one'), workTree: at}, reads: true});
	await t.throwsAsync(removeWorktree(made.repo, {path: at, task: 'csv', base: 'main', discard: true}), {code: 'nested-repository'});
	t.deepEqual(await marks(), before);
	t.true(await exists(path.join(inner, 'x.txt')));
});

test('a common folder that the agent redirects is not followed, nor is a replaced commit', async t => {
	const made = await project(t);
	const {script, marks} = await payload(made.folder);
	const at = await attempt(made);
	const tip = await commit(at, {'a.txt': 'honest\n'});
	const other = await commit(at, {'a.txt': 'other\n'});
	await asPerson(at, 'replace', tip, other);
	t.is(await showFile(made.repo, {commit: tip, path: 'a.txt'}), 'honest\n');
	await asPerson(made.folder, 'init', '-q', 'evil');
	await appendFile(path.join(made.folder, 'evil/.git/config'), `[core]\n\tfsmonitor = ${script}\n`);
	await writeFile(path.join(made.repo.gitDir, 'worktrees/one/commondir'), `${made.folder}/evil/.git\n`);
	const now = await head(made.repo, at);
	t.is(now.commit, other);
	t.is(now.branch, 'millwright/runs/csv/1-1');
	await changes(made.repo, {path: at});
	t.deepEqual(await marks(), []);
});

test('names that look like options are values or refused, and run nothing', async t => {
	const made = await project(t);
	const mark = path.join(made.folder, 'mark');
	for (const name of [`--upload-pack=touch ${mark}`, `--output=${mark}`, `-o${mark}`, `--exec=touch ${mark}`, `$(touch ${mark})`]) {
		t.is(await showFile(made.repo, {commit: name, path: 'a.txt'}).catch(() => undefined), undefined);
		await diff(made.repo, {from: name, to: 'main'}).catch(() => undefined);
		await commitsBetween(made.repo, {from: 'main', to: name}).catch(() => undefined);
		await addCheckout(made.repo, {path: path.join(made.folder, 'x'), commit: name}).catch(() => undefined);
		await prepareMerge(made.repo, {commit: name, base: name, path: path.join(made.folder, 'y')}).catch(() => undefined);
		await moveRef(made.repo, {ref: `refs/heads/${name}`, from: undefined, to: name, reason: name}).catch(() => undefined);
	}

	t.false(await exists(mark));
	t.is((await listWorktrees(made.repo)).length, 1);
});

test('a git that has ended and that its parent has not asked about holds no lock', async t => {
	const made = await project(t, {'a.txt': 'a\n'});
	const at = await attempt(made);
	const gitDir = path.join(made.repo.gitDir, 'worktrees/one');
	// What becomes of the shell never asks for the end of its child. The child alone has the fourth stream.
	const parent = spawn('sh', ['-c', 'git version & exec sleep 1000 3>&-'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
	t.teardown(() => {
		parent.kill('SIGKILL');
	});
	const stream = parent.stdio[3] as Readable;
	stream.resume();
	await once(stream, 'end');
	const lock = path.join(gitDir, 'index.lock');
	await writeFile(lock, '');
	const past = new Date(Date.now() - 5000);
	await utimes(lock, past, past);
	await git(made.repo, ['reset', '--hard', '--quiet'], {place: {gitDir, workTree: at}});
	t.is(made.log.filter(line => line.includes('index.lock')).length, 1);
});

test('a lock that a killed git left behind is removed, and the work goes on', async t => {
	const made = await project(t, Object.fromEntries(Array.from({length: 100}, (_, number) => [`f${number}.txt`, `${number}\n`])));
	const at = await attempt(made);
	const gitDir = path.join(made.repo.gitDir, 'worktrees/one');
	const lock = path.join(gitDir, 'index.lock');
	for (let round = 0; round < 3; round++) {
		await write(at, Object.fromEntries(Array.from({length: 100}, (_, number) => [`f${number}.txt`, `${round} ${number}\n`])));
		const child = spawn('git', ['add', '-A'], {cwd: at, stdio: 'ignore'});
		await once(child, 'spawn');
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		child.kill('SIGKILL');
		await once(child, 'close');
		// At the worst moment, whether this round hit it or not.
		await writeFile(lock, '', {flag: 'a'});
		const past = new Date(Date.now() - 5000);
		await utimes(lock, past, past);
		await git(made.repo, ['reset', '--hard', '--quiet'], {place: {gitDir, workTree: at}});
		t.true(await isClean(made.repo, at));
	}

	t.is(made.log.filter(line => line.includes('index.lock')).length, 3);
	t.is(await asPerson(made.path, 'fsck', '--no-dangling'), '');
});

test('the lock of a git that is alive is waited for, and not broken', async t => {
	const made = await project(t);
	const at = await attempt(made);
	const gitDir = path.join(made.repo.gitDir, 'worktrees/one');
	const lock = path.join(gitDir, 'index.lock');
	// A git process at work in the tree, for as long as its input is open.
	const child = spawn('git', ['cat-file', '--batch'], {cwd: at, stdio: ['pipe', 'ignore', 'ignore'], env: process.env});
	await once(child, 'spawn');
	await writeFile(lock, '');
	const past = new Date(Date.now() - 5000);
	await utimes(lock, past, past);
	const mended = mendLock(made.repo, `fatal: Unable to create '${lock}': File exists.`);
	t.is(await Promise.race([mended.then(() => 'went on'), turns(3)]), 'waits');
	t.true(await exists(lock));
	await rm(lock);
	t.true(await mended);
	child.stdin.end();
	await once(child, 'close');
	t.deepEqual(made.log.filter(line => line.includes('index.lock')), []);
});

/** Some turns of git's own length: enough for a command that does not wait to be through. */
async function turns(count: number): Promise<'waits'> {
	for (let turn = 0; turn < count; turn++) {
		const child = spawn('git', ['version'], {stdio: 'ignore'});
		await once(child, 'close');
	}

	return 'waits';
}
