import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {projectOfCheckout} from '../../source/link/project-here.js';

test('a folder belongs to the project whose checkout is the nearest one above it', async t => {
	const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mw-find-')));
	t.teardown(async () => rm(root, {recursive: true, force: true}));
	const checkout = path.join(root, 'shop');
	await mkdir(path.join(checkout, '.git'), {recursive: true});
	await mkdir(path.join(checkout, 'source', 'deep'), {recursive: true});
	// A repository inside another is one of its own, and so is a worktree, whose `.git` is a file.
	await mkdir(path.join(checkout, 'vendor', '.git'), {recursive: true});
	await mkdir(path.join(root, 'worktree'));
	await writeFile(path.join(root, 'worktree', '.git'), 'gitdir: elsewhere\n');
	await symlink(checkout, path.join(root, 'link'));
	const projects = [{path: path.join(root, 'blog')}, {path: checkout}];
	t.is(projectOfCheckout(projects, checkout), projects[1]);
	t.is(projectOfCheckout(projects, path.join(checkout, 'source', 'deep')), projects[1]);
	t.is(projectOfCheckout(projects, path.join(root, 'link', 'source')), projects[1]);
	t.is(projectOfCheckout(projects, path.join(checkout, 'vendor')), undefined);
	t.is(projectOfCheckout(projects, path.join(root, 'worktree')), undefined);
	t.is(projectOfCheckout(projects, root), undefined);
});
