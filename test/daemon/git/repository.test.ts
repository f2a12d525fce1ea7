import {execFileSync} from 'node:child_process';
import {chmod, mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {MillwrightError} from '../../../source/base/errors.js';
import {addAttempt} from '../../../source/daemon/git/add.js';
import {diff} from '../../../source/daemon/git/diff.js';
import {commitsBetween, head, isAncestor, listFiles, resolveCommit, showFile} from '../../../source/daemon/git/history.js';
import {looseRef} from '../../../source/daemon/git/loose-ref.js';
import {branchRef, moveRef, readRef} from '../../../source/daemon/git/refs.js';
import {openRepository} from '../../../source/daemon/git/repository.js';
import {asPerson, commit, project} from './repositories.js';

test('the main checkout is found from anywhere in it, from a link to it and from a worktree', async t => {
	const {repo, folder, path: checkout} = await project(t, {'a/b/c.txt': 'x\n'});
	await symlink(checkout, path.join(folder, 'link'));
	await asPerson(checkout, 'worktree', 'add', '-q', '-b', 'mine', path.join(folder, 'mine'));
	for (const start of [checkout, path.join(checkout, 'a/b'), path.join(folder, 'link'), path.join(folder, 'mine')]) {
		t.like(await openRepository(start), {path: checkout, gitDir: path.join(checkout, '.git')});
	}

	t.deepEqual(repo.identity, {name: 'Ann', email: 'ann@example.org'});
});

test('what is no project is refused in one sentence with its cure', async t => {
	const {repo, folder, base} = await project(t);
	await asPerson(folder, 'init', '-q', '--bare', 'bare');
	await asPerson(folder, 'init', '-q', 'empty');
	await mkdir(path.join(folder, 'plain'));
	await writeFile(path.join(folder, 'file'), '');
	await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: path.join(folder, 'wt'), commit: base});
	const wanted = {bare: 'bare-repository', empty: 'no-commits', plain: 'not-a-repository', missing: 'not-a-folder', file: 'not-a-folder', wt: 'worktree-of-project', 'shop/.git': 'not-a-checkout'};
	for (const [name, code] of Object.entries(wanted)) {
		const error = await t.throwsAsync(openRepository(path.join(folder, name)), {instanceOf: MillwrightError, code}, name);
		t.false(error.message.includes('\n'));
		t.truthy(error.hint);
	}
});

test.serial('a git that is too old, or missing, is told of', async t => {
	const {folder, path: checkout} = await project(t);
	const old = path.join(folder, 'bin');
	await mkdir(old);
	await writeFile(path.join(old, 'git'), '#!/bin/sh\necho git version 2.30.2\n');
	await chmod(path.join(old, 'git'), 0o755);
	const {PATH} = process.env;
	try {
		process.env['PATH'] = `${old}:${PATH}`;
		await t.throwsAsync(openRepository(checkout), {code: 'git-too-old', message: /2\.30 .* 2\.38/v});
		process.env['PATH'] = path.join(folder, 'nothing');
		await t.throwsAsync(openRepository(checkout), {code: 'git-not-found'});
	} finally {
		process.env['PATH'] = PATH;
	}
});

test('a ref moves by compare-and-swap only', async t => {
	const {repo, base, path: checkout} = await project(t);
	const next = await commit(checkout, {'c.txt': 'x'});
	const ref = 'refs/millwright/x';
	t.true(await moveRef(repo, {ref, from: undefined, to: base, reason: 'x'}));
	t.false(await moveRef(repo, {ref, from: undefined, to: next, reason: 'x'}));
	t.false(await moveRef(repo, {ref, from: next, to: base, reason: 'x'}));
	t.true(await moveRef(repo, {ref, from: base, to: next, reason: 'x'}));
	t.is(await readRef(repo, ref), next);
	const tries = await Promise.all(Array.from({length: 8}, async () => moveRef(repo, {ref, from: next, to: base, reason: 'x'})));
	t.is(tries.filter(Boolean).length, 1);
	t.true(await moveRef(repo, {ref, from: base, to: undefined, reason: 'x'}));
	t.is(await readRef(repo, ref), undefined);
	t.is(await readRef(repo, branchRef('--upload-pack=x')), undefined);
});

test('a ref is what git says it is, also packed, symbolic and moved by somebody else', async t => {
	const {repo, base, path: checkout} = await project(t);
	const next = await commit(checkout, {'c.txt': 'x'});
	await asPerson(checkout, 'symbolic-ref', 'refs/heads/named', 'refs/heads/main');
	t.is(await readRef(repo, branchRef('main')), next);
	t.is(await readRef(repo, branchRef('named')), next);
	await asPerson(checkout, 'pack-refs', '--all');
	t.is(await readRef(repo, branchRef('main')), next);
	await asPerson(checkout, 'update-ref', 'refs/heads/main', base);
	t.is(await readRef(repo, branchRef('main')), base);
	t.is(await readRef(repo, branchRef('named')), base);
	// A pipe that nobody writes to is no ref, and is not waited for.
	await asPerson(checkout, 'update-ref', 'refs/heads/other', base);
	await rm(path.join(repo.gitDir, 'refs/heads/other'));
	execFileSync('mkfifo', [path.join(repo.gitDir, 'refs/heads/other')]);
	t.is(await looseRef(repo, branchRef('other')), undefined);
});

test('commits, files and differences are read as they are', async t => {
	const {repo, base, path: checkout} = await project(t, {'a.txt': 'one\ntwo\n', 'b\tü.txt': 'x\n'});
	await commit(checkout, {'a.txt': 'one\n2\n3\n'}, 'First\n\nWith a body.\n\nAnd more.');
	const to = await commit(checkout, {'b\tü.txt': 'y\n', 'bytes.bin': '\0\u{1}'}, 'Second');
	const commits = await commitsBetween(repo, {from: base, to});
	t.like(commits, [{subject: 'First', body: 'With a body.\n\nAnd more.', author: 'Ann', parents: [base]}, {subject: 'Second', body: '', commit: to}]);
	const {text, files} = await diff(repo, {from: base, to});
	t.regex(text, /^--- a\/a\.txt\n\+\+\+ b\/a\.txt$/mv);
	t.deepEqual(files, [
		{path: 'a.txt', added: 2, removed: 1, binary: false},
		{path: 'b\tü.txt', added: 1, removed: 1, binary: false},
		{path: 'bytes.bin', added: 0, removed: 0, binary: true},
	]);
	t.is(await showFile(repo, {commit: base, path: 'a.txt'}), 'one\ntwo\n');
	t.is(await showFile(repo, {commit: base, path: 'no.txt'}), undefined);
	t.deepEqual(await listFiles(repo, base), ['a.txt', 'b\tü.txt']);
	t.deepEqual(await head(repo, checkout), {commit: to, branch: 'main'});
	t.is(await resolveCommit(repo, 'main'), to);
	t.is(await resolveCommit(repo, '--help'), undefined);
	t.true(await isAncestor(repo, {ancestor: base, of: to}));
	t.false(await isAncestor(repo, {ancestor: to, of: base}));
});
