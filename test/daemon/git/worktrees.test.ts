import {chmod, lstat, mkdir, readFile, readlink, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {MillwrightError} from '../../../source/base/errors.js';
import {addAttempt, addCheckout} from '../../../source/daemon/git/add.js';
import {changes} from '../../../source/daemon/git/changes.js';
import {isReachable as exists} from '../../../source/daemon/git/files.js';
import {branchTip, listRefs} from '../../../source/daemon/git/refs.js';
import {deleteBranch, pruneStale, removeWorktree} from '../../../source/daemon/git/remove.js';
import {listTrash, restoreTrash, saveTrash} from '../../../source/daemon/git/trash.js';
import {findWorktree, listWorktrees} from '../../../source/daemon/git/worktrees.js';
import {asPerson, commit, project, write} from './repositories.js';

test('an attempt gets a branch and a locked worktree of its own', async t => {
	const {repo, folder, base, path: checkout} = await project(t);
	const made = await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: path.join(folder, 'wt', '1'), commit: base});
	t.is(made.branch, 'millwright/runs/csv/1-1');
	t.is(made.commit, base);
	t.is(made.locked, 'millwright: millwright/runs/csv/1-1');
	t.is(await readFile(path.join(made.path, 'a.txt'), 'utf8'), 'one\n');
	t.is(await asPerson(checkout, 'status', '--porcelain'), '');
	t.is(await asPerson(made.path, 'status', '--porcelain'), '');
});

test('20 attempts at once: none fails, none is left half-made', async t => {
	const {repo, folder, base} = await project(t);
	const made = await Promise.all(Array.from({length: 20}, async (_, number) => addAttempt(repo, {branch: `millwright/runs/csv/1-${number}`, path: path.join(folder, 'wt', String(number)), commit: base})));
	t.is(new Set(made.map(each => each.gitDir)).size, 20);
	for (const each of made) {
		t.true(await exists(path.join(each.path, 'a.txt')));
		t.is(each.locked, `millwright: ${each.branch}`);
	}

	const all = await listWorktrees(repo);
	t.is(all.length, 21);
});

test('an existing branch, path or bad name is refused', async t => {
	const {repo, folder, base, path: checkout} = await project(t);
	await commit(checkout, {'a.txt': 'later\n'});
	await asPerson(checkout, 'branch', 'millwright/runs/csv/1-1');
	const at = path.join(folder, 'wt');
	await t.throwsAsync(addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: base}), {code: 'branch-exists'});
	await write(at, {'mine.txt': 'mine'});
	await t.throwsAsync(addAttempt(repo, {branch: 'millwright/runs/csv/1-2', path: at, commit: base}), {code: 'path-exists'});
	t.is(await branchTip(repo, 'millwright/runs/csv/1-2'), undefined);
	for (const branch of ['--upload-pack=touch x', 'a..b', '-x', 'a`id`b', '../../etc']) {
		await t.throwsAsync(addAttempt(repo, {branch, path: path.join(folder, 'new'), commit: base}), {code: 'bad-branch-name'});
	}
});

test('what a crash left half-made is gone on with', async t => {
	const {repo, folder, base, path: checkout} = await project(t);
	// Killed between the branch and the tree.
	await asPerson(checkout, 'branch', 'millwright/runs/csv/1-1', base);
	const first = await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: path.join(folder, 'one'), commit: base});
	t.true(await exists(path.join(first.path, 'a.txt')));
	// Killed between the tree and its files.
	await asPerson(checkout, 'worktree', 'add', '-q', '--no-checkout', '--lock', '--reason', 'millwright: being made', '-b', 'millwright/runs/csv/1-2', path.join(folder, 'two'), base);
	const second = await addAttempt(repo, {branch: 'millwright/runs/csv/1-2', path: path.join(folder, 'two'), commit: base});
	t.true(await exists(path.join(second.path, 'a.txt')));
	t.is(second.locked, 'millwright: millwright/runs/csv/1-2');
	// Killed after all was done, before anybody knew.
	const again = await addAttempt(repo, {branch: 'millwright/runs/csv/1-2', path: path.join(folder, 'two'), commit: base});
	t.is(again.gitDir, second.gitDir);
	// Killed, and the folder deleted by hand.
	await rm(second.path, {recursive: true});
	await writeFile(path.join(second.gitDir, 'locked'), 'millwright: being made\n');
	const third = await addAttempt(repo, {branch: 'millwright/runs/csv/1-2', path: path.join(folder, 'two'), commit: base});
	t.true(await exists(path.join(third.path, 'a.txt')));
});

test('a worktree with work in it is not taken over', async t => {
	const {repo, folder, base} = await project(t);
	const wanted = {branch: 'millwright/runs/csv/1-1', path: path.join(folder, 'one'), commit: base};
	await addAttempt(repo, wanted);
	await write(wanted.path, {'new.txt': 'work'});
	await t.throwsAsync(addAttempt(repo, wanted), {code: 'path-exists'});
});

test('a dirty worktree is kept, and discarding it keeps every byte in a trash ref', async t => {
	const {repo, folder, base} = await project(t, {'a.txt': 'one\n', 'gone.txt': 'x\n', 'crlf.txt': 'a\r\nb\n', '.gitignore': 'node_modules\n'});
	const at = path.join(folder, 'one');
	await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: base});
	await write(at, {'a.txt': 'changed\r\nmixed\n', 'new folder/ü "quoted"\nline.txt': 'untracked', 'tool.sh': '#!/bin/sh\n', 'node_modules/x': 'ignored', '.gitattributes': '* text=auto eol=lf\n'});
	await chmod(path.join(at, 'tool.sh'), 0o755);
	await writeFile(path.join(at, 'bytes.bin'), new Uint8Array([0, 255, 13, 10, 0, 200]));
	await symlink('../nowhere', path.join(at, 'link'));
	await rm(path.join(at, 'gone.txt'));

	await t.throwsAsync(removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: false}), {code: 'worktree-dirty'});
	t.true(await exists(path.join(at, 'tool.sh')));

	const {trash} = await removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: true});
	t.false(await exists(at));
	t.deepEqual(trash?.ignored, ['node_modules/']);
	t.is(await findWorktree(repo, at), undefined);

	const back = await restoreTrash(repo, {ref: trash!.ref, path: path.join(folder, 'back')});
	t.is(await readFile(path.join(back.path, 'new folder/ü "quoted"\nline.txt'), 'utf8'), 'untracked');
	t.deepEqual([...await readFile(path.join(back.path, 'bytes.bin'))], [0, 255, 13, 10, 0, 200]);
	t.is(await readlink(path.join(back.path, 'link')), '../nowhere');
	t.false(await exists(path.join(back.path, 'gone.txt')));
	const mode = await lstat(path.join(back.path, 'tool.sh'));
	t.is(mode.mode % 0o1000, 0o755);
	t.is(await asPerson(back.path, 'cat-file', 'blob', 'HEAD:a.txt'), 'changed\r\nmixed');
	t.is(await asPerson(back.path, 'rev-parse', 'HEAD^'), base);
});

test('changes hidden by index flags are seen and saved', async t => {
	const {repo, folder, base} = await project(t);
	const at = path.join(folder, 'one');
	await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: base});
	await asPerson(at, 'update-index', '--assume-unchanged', 'a.txt');
	await asPerson(at, 'update-index', '--skip-worktree', 'b.txt');
	await write(at, {'a.txt': 'hidden\n', 'b.txt': 'hidden too\n'});
	t.is(await asPerson(at, 'status', '--porcelain'), '');
	t.deepEqual(await changes(repo, {path: at}), {modified: ['a.txt', 'b.txt'], deleted: [], untracked: []});
	await t.throwsAsync(removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: false}), {code: 'worktree-dirty'});
});

test('unmerged commits are kept, merged ones go, a locked tree of somebody else stays', async t => {
	const {repo, folder, base, path: checkout} = await project(t);
	const at = path.join(folder, 'one');
	const branch = 'millwright/runs/csv/1-1';
	await addAttempt(repo, {branch, path: at, commit: base});
	const done = await commit(at, {'c.txt': 'three\n'});
	await t.throwsAsync(removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: false}), {code: 'worktree-unmerged'});
	await t.throwsAsync(deleteBranch(repo, {branch, task: 'csv', base: 'main'}), {code: 'branch-in-use'});
	await asPerson(checkout, 'merge', '-q', '--ff-only', branch);
	await removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: false});
	t.false(await exists(at));
	t.is(await deleteBranch(repo, {branch, task: 'csv', base: 'main'}), undefined);
	t.deepEqual(await listTrash(repo), []);

	await asPerson(checkout, 'branch', 'millwright/runs/csv/1-2', base);
	await asPerson(checkout, 'reset', '-q', '--hard', base);
	await asPerson(checkout, 'branch', '-f', 'millwright/runs/csv/1-2', done);
	const ref = await deleteBranch(repo, {branch: 'millwright/runs/csv/1-2', task: 'csv', base: 'main'});
	t.deepEqual(await listRefs(repo, 'refs/millwright/trash/'), [{ref: ref!, commit: done}]);

	const theirs = path.join(folder, 'theirs');
	await asPerson(checkout, 'worktree', 'add', '-q', '--lock', '--reason', 'on a stick', '-b', 'mine', theirs);
	await t.throwsAsync(removeWorktree(repo, {path: theirs, task: 'csv', base: 'main', discard: true}), {code: 'worktree-locked', message: /on a stick/v});
	await t.throwsAsync(removeWorktree(repo, {path: checkout, task: 'csv', base: 'main', discard: true}), {code: 'main-checkout'});
	t.true(await exists(checkout));
});

test('a repository inside a worktree is not thrown away with it', async t => {
	const {repo, folder, base} = await project(t);
	const at = path.join(folder, 'one');
	await addCheckout(repo, {path: at, commit: base});
	await mkdir(path.join(at, 'inner'));
	await asPerson(path.join(at, 'inner'), 'init', '-q');
	await commit(path.join(at, 'inner'), {'x.txt': 'x'});
	const error = await t.throwsAsync(removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: true}), {instanceOf: MillwrightError});
	t.is(error.code, 'nested-repository');
	t.true(await exists(path.join(at, 'inner/x.txt')));
	await asPerson(at, 'add', 'inner');
	await t.throwsAsync(removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: true}), {code: 'nested-repository'});
});

test('a worktree swapped for a link takes nothing else with it', async t => {
	const {repo, folder, base} = await project(t);
	const at = path.join(folder, 'one');
	await addCheckout(repo, {path: at, commit: base});
	await write(path.join(folder, 'precious'), {'x.txt': 'x'});
	await rm(at, {recursive: true});
	await symlink(path.join(folder, 'precious'), at);
	await removeWorktree(repo, {path: at, task: 'csv', base: 'main', discard: true});
	t.is(await readFile(path.join(folder, 'precious/x.txt'), 'utf8'), 'x');
});

test('pruning forgets only our worktrees whose folders are gone', async t => {
	const {repo, folder, base, path: checkout} = await project(t);
	await addCheckout(repo, {path: path.join(folder, 'one'), commit: base});
	await addCheckout(repo, {path: path.join(folder, 'two'), commit: base});
	await asPerson(checkout, 'worktree', 'add', '-q', '-b', 'mine', path.join(folder, 'theirs'));
	await rm(path.join(folder, 'one'), {recursive: true});
	await rm(path.join(folder, 'theirs'), {recursive: true});
	t.deepEqual(await pruneStale(repo), [path.join(folder, 'one')]);
	const all = await listWorktrees(repo);
	t.deepEqual(all.map(each => path.basename(each.path)).toSorted(), ['shop', 'theirs', 'two']);
});

test('a backup of a clean tree is its commit', async t => {
	const {repo, folder, base} = await project(t);
	const at = path.join(folder, 'one');
	await addCheckout(repo, {path: at, commit: base});
	const trash = await saveTrash(repo, {path: at, task: 'csv'});
	t.is(trash.commit, base);
	const again = await saveTrash(repo, {path: at, task: 'csv'});
	t.is(again.ref, trash.ref);
});
