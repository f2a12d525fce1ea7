import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {addAttempt} from '../../../source/daemon/git/add.js';
import {commitsBetween} from '../../../source/daemon/git/history.js';
import {branchTip} from '../../../source/daemon/git/refs.js';
import {removeWorktree} from '../../../source/daemon/git/remove.js';
import {findWorktree} from '../../../source/daemon/git/worktrees.js';
import {land} from '../../../source/daemon/merge/land.js';
import {prepareMerge} from '../../../source/daemon/merge/prepare.js';
import {asPerson, commit, project, write, type Project} from '../git/repositories.js';

const reason = 'merge csv';

async function attempt({repo, folder, base}: Project, files: Record<string, string>) {
	const at = path.join(folder, 'wt', '1-1');
	await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: base});
	return commit(at, files, 'Step 1');
}

async function ready(made: Project, files: Record<string, string>) {
	const built = await attempt(made, files);
	const prepared = await prepareMerge(made.repo, {commit: built, base: 'main', path: path.join(made.folder, 'merge')});
	if (prepared.state !== 'ready') {
		throw new Error('a conflict');
	}

	return prepared;
}

test('an attempt is rebased on the base as it is now and lands, and the clean checkout follows', async t => {
	const made = await project(t);
	const {repo, folder, path: checkout} = made;
	const built = await attempt(made, {'c.txt': 'three\n'});
	const moved = await commit(checkout, {'a.txt': 'one, later\n'}, 'Meanwhile');
	await write(checkout, {'notes.txt': 'untracked, mine'});

	const prepared = await prepareMerge(repo, {commit: built, base: 'main', path: path.join(folder, 'merge')});
	t.is(prepared.state, 'ready');
	if (prepared.state !== 'ready') {
		return;
	}

	t.is(prepared.base, moved);
	t.is(prepared.checkout.branch, undefined);
	t.is(await readFile(path.join(folder, 'merge/a.txt'), 'utf8'), 'one, later\n');
	t.is(await branchTip(repo, 'main'), moved);
	const [only] = await commitsBetween(repo, {from: moved, to: prepared.commit});
	t.is(only?.subject, 'Step 1');

	const landed = await land(repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'landed', checkout: {state: 'updated', path: checkout}});
	t.is(await branchTip(repo, 'main'), prepared.commit);
	t.is(await readFile(path.join(checkout, 'c.txt'), 'utf8'), 'three\n');
	t.is(await asPerson(checkout, 'status', '--porcelain'), '?? notes.txt');

	const again = await land(repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(again, {state: 'already', checkout: {state: 'current'}});
	await removeWorktree(repo, {path: path.join(folder, 'merge'), task: 'csv', base: 'main', discard: false});
});

test('a conflict names its files, and leaves nothing behind', async t => {
	const made = await project(t);
	const {repo, folder, path: checkout} = made;
	const built = await attempt(made, {'a.txt': 'mine\n', 'c.txt': 'x\n'});
	const moved = await commit(checkout, {'a.txt': 'theirs\n'});
	const prepared = await prepareMerge(repo, {commit: built, base: 'main', path: path.join(folder, 'merge')});
	t.deepEqual(prepared, {state: 'conflict', base: moved, at: built, files: ['a.txt']});
	t.is(await findWorktree(repo, path.join(folder, 'merge')), undefined);
	t.is(await branchTip(repo, 'main'), moved);
	t.is(await branchTip(repo, 'millwright/runs/csv/1-1'), built);
});

test('a dirty checkout is never touched, and the person is told', async t => {
	const made = await project(t);
	const {repo, path: checkout} = made;
	const prepared = await ready(made, {'c.txt': 'three\n'});
	await write(checkout, {'b.txt': 'my unsaved work\n'});
	const landed = await land(repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'landed', checkout: {state: 'dirty'}});
	t.is(await readFile(path.join(checkout, 'b.txt'), 'utf8'), 'my unsaved work\n');
	t.is(await branchTip(repo, 'main'), prepared.commit);
	await t.throwsAsync(readFile(path.join(checkout, 'c.txt')));
	// The cure that was told.
	t.regex(landed.state === 'moved' ? '' : landed.checkout.reason, /git read-tree -m -u/v);
	await asPerson(checkout, 'read-tree', '-m', '-u', prepared.base, prepared.commit);
	t.is(await asPerson(checkout, 'status', '--porcelain'), 'M b.txt');
});

test('an untracked file in the way stays as it is', async t => {
	const made = await project(t);
	const prepared = await ready(made, {'c.txt': 'three\n'});
	await write(made.path, {'c.txt': 'mine'});
	const landed = await land(made.repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'landed', checkout: {state: 'dirty'}});
	t.is(await readFile(path.join(made.path, 'c.txt'), 'utf8'), 'mine');
});

test('a checkout on another branch is left alone', async t => {
	const made = await project(t);
	await asPerson(made.path, 'switch', '-q', '-c', 'mine');
	const prepared = await ready(made, {'c.txt': 'three\n'});
	const landed = await land(made.repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'landed', checkout: {state: 'not on base'}});
	t.is(await asPerson(made.path, 'status', '--porcelain'), '');
	t.is(await asPerson(made.path, 'branch', '--show-current'), 'mine');
});

test('a base that moved meanwhile is not overwritten', async t => {
	const made = await project(t);
	const prepared = await ready(made, {'c.txt': 'three\n'});
	const moved = await commit(made.path, {'d.txt': 'meanwhile\n'});
	const landed = await land(made.repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.deepEqual(landed, {state: 'moved', at: moved});
	t.is(await branchTip(made.repo, 'main'), moved);
});

test('killed between the branch and the checkout: the next call brings the checkout along', async t => {
	const made = await project(t);
	const prepared = await ready(made, {'c.txt': 'three\n', 'a.txt': 'changed\n'});
	await asPerson(made.path, 'update-ref', 'refs/heads/main', prepared.commit, prepared.base);
	const landed = await land(made.repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'already', checkout: {state: 'updated'}});
	t.is(await asPerson(made.path, 'status', '--porcelain'), '');
});

test('files that pass a filter are not written without it', async t => {
	const made = await project(t, {'a.bin': 'pointer\n', '.gitattributes': '*.bin filter=lfs\n'});
	const prepared = await ready(made, {'a.bin': 'other pointer\n'});
	const landed = await land(made.repo, {base: 'main', from: prepared.base, to: prepared.commit, reason});
	t.like(landed, {state: 'landed', checkout: {state: 'filtered'}});
	t.is(await readFile(path.join(made.path, 'a.bin'), 'utf8'), 'pointer\n');
});

test('what a crash left at the place of a merge is cleared away', async t => {
	const made = await project(t);
	const built = await attempt(made, {'a.txt': 'mine\n'});
	await commit(made.path, {'a.txt': 'theirs\n'});
	const at = path.join(made.folder, 'merge');
	await asPerson(made.path, 'worktree', 'add', '-q', '--detach', '--lock', '--reason', 'millwright: checkout', at, built);
	await t.throwsAsync(asPerson(at, 'rebase', 'main'));
	const prepared = await prepareMerge(made.repo, {commit: built, base: 'main', path: at});
	t.is(prepared.state, 'conflict');
});
