import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {lstat, readlink} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {addCheckout} from './add.js';
import {changesIn, withIndex} from './changes.js';
import {git, gitList, gitText} from './command.js';
import {resolveCommit} from './history.js';
import {listRefs, moveRef, readRef} from './refs.js';
import type {Place, Repository, Trash, Worktree} from './types.js';
import {placeAt} from './worktrees.js';

const prefix = 'refs/millwright/trash/';
// Enough to see what was left out; node_modules alone would be tens of thousands.
const ignoredShown = 200;

/**
Keep what a tree holds, untracked files too, as a commit under `refs/millwright/trash/<task>/<time>`, whose parent is the
tree's HEAD; read back and compared with the files before it is believed.

Changed files are kept byte for byte: no filter and no line-end conversion comes between. Ignored files are named only.
*/
export async function saveTrash(repo: Repository, {path: folder, task, message = `Kept by Millwright before the worktree of ${task} was removed`}: {path: string; task: string; message?: string}): Promise<Trash> {
	const place = await placeAt(repo, folder);
	const commit = await withIndex(place, async index => snapshot(repo, {place, index, message}));
	const ref = await keepCommit(repo, {commit, task});
	const ignored = await gitList(repo, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'], {place, reads: true});
	return {ref, commit, ignored: ignored.slice(0, ignoredShown)};
}

/** Keep a commit under a trash ref, and see that it is there. */
export async function keepCommit(repo: Repository, {commit, task}: {commit: string; task: string}): Promise<string> {
	const kept = await listTrash(repo, task);
	const same = kept.find(trash => trash.commit === commit);
	if (same !== undefined) {
		return same.ref;
	}

	const ref = `${prefix}${task}/${new Date().toISOString().replaceAll(/[^\dTZ]/gv, '')}-${commit.slice(0, 10)}`;
	await moveRef(repo, {ref, from: undefined, to: commit, reason: `keep what ${task} held`});
	if (await readRef(repo, ref) !== commit) {
		throw new MillwrightError('trash-not-kept', `The backup ${ref} could not be read back, so nothing was removed.`, {hint: 'See that the repository can be written to and that its disk is not full.'});
	}

	return ref;
}

export async function listTrash(repo: Repository, task?: string): Promise<Array<{ref: string; commit: string}>> {
	return listRefs(repo, task === undefined ? prefix : `${prefix}${task}/`);
}

/** What was kept, in a detached worktree at a folder. */
export async function restoreTrash(repo: Repository, {ref, path: folder}: {ref: string; path: string}): Promise<Worktree> {
	const commit = ref.startsWith(prefix) ? await readRef(repo, ref) : undefined;
	if (commit === undefined) {
		throw new MillwrightError('no-such-backup', `There is no backup ${ref}.`, {hint: `See git for-each-ref ${prefix}`});
	}

	return addCheckout(repo, {path: folder, commit});
}

type Snapshot = {place: Place; index: string; message: string};

async function snapshot(repo: Repository, {place, index, message}: Snapshot): Promise<string> {
	const parent = await gitText(repo, ['rev-parse', '--verify', 'HEAD^{commit}'], {place: {gitDir: place.gitDir}, reads: true});
	const {modified, deleted, untracked} = await changesIn(repo, {place, index, commit: parent});
	const entries = await saveFiles(repo, {place, names: [...modified, ...untracked]});
	if (entries.length + deleted.length === 0) {
		return parent;
	}

	const bare = {place: {gitDir: place.gitDir}, index};
	const lines = [...deleted.map(name => `0 ${'0'.repeat(parent.length)}\t${name}\0`), ...entries.map(entry => `${entry.mode} ${entry.object}\t${entry.name}\0`)];
	await git(repo, ['update-index', '-z', '--index-info'], {...bare, input: lines.join('')});
	const tree = await gitText(repo, ['write-tree'], bare);
	const commit = await gitText(repo, ['commit-tree', '-p', parent, '-F', '-', tree], {...bare, input: `${message}\n`});
	await compare(repo, {commit, place, entries});
	return commit;
}

type Entry = {name: string; mode: string; object: string};

async function saveFiles(repo: Repository, {place, names}: {place: Place; names: string[]}): Promise<Entry[]> {
	const root = place.workTree ?? place.gitDir;
	const entries: Entry[] = [];
	const plain: Array<{name: string; mode: string}> = [];
	for (const name of names) {
		const info = await lstat(path.join(root, name));
		if (info.isSymbolicLink()) {
			const object = await gitText(repo, ['hash-object', '-w', '--no-filters', '--stdin'], {input: await readlink(path.join(root, name), {encoding: 'buffer'})});
			entries.push({name, mode: '120000', object});
		} else if (info.isFile()) {
			plain.push({name, mode: (info.mode & 0o100) === 0 ? '100644' : '100755'});
		} else if (info.isDirectory()) {
			throw new MillwrightError('nested-repository', `${path.join(root, name)} is a git repository of its own, which cannot be kept from here.`, {hint: 'Move it elsewhere or delete it, and try again.'});
		}
	}

	// By lines where names allow it, one by one where a name holds a line end.
	const listed = plain.filter(({name}) => !/[\n\r"]/v.test(name));
	const objects = listed.length === 0 ? '' : await gitText(repo, ['hash-object', '-w', '--no-filters', '--stdin-paths'], {input: listed.map(({name}) => `${path.join(root, name)}\n`).join('')});
	const list = objects.split('\n');
	entries.push(...listed.map((entry, number) => ({...entry, object: list[number] ?? ''})));
	for (const entry of plain.filter(other => !listed.includes(other))) {
		entries.push({...entry, object: await gitText(repo, ['hash-object', '-w', '--no-filters', '--', path.join(root, entry.name)])});
	}

	return entries;
}

/** The commit holds every file as the disk does: hashed again from the disk, by us. */
async function compare(repo: Repository, {commit, place, entries}: {commit: string; place: Place; entries: Entry[]}): Promise<void> {
	const records = await gitList(repo, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit], {reads: true});
	const kept = new Map(records.map(record => [record.slice(record.indexOf('\t') + 1), record.split(/[\t ]/v, 3)[2]]));
	for (const {name} of entries) {
		const file = path.join(place.workTree ?? place.gitDir, name);
		const object = await hashOf(file, commit.length === 64 ? 'sha256' : 'sha1');
		if (kept.get(name) !== object) {
			throw new MillwrightError('trash-differs', `The backup of ${file} differs from the file, so nothing was removed.`, {hint: 'Something still writes there: end it and try again.'});
		}
	}

	if (await resolveCommit(repo, commit) !== commit) {
		throw new MillwrightError('trash-not-kept', `The backup of ${place.workTree ?? ''} could not be read back, so nothing was removed.`, {hint: 'See that the disk is not full.'});
	}
}

/** Git's name for the bytes of a file, or for the target of a symbolic link. */
async function hashOf(file: string, algorithm: 'sha1' | 'sha256'): Promise<string> {
	const info = await lstat(file);
	const target = info.isSymbolicLink() ? await readlink(file, {encoding: 'buffer'}) : undefined;
	const hash = createHash(algorithm).update(Buffer.from(`blob ${target?.length ?? info.size}\0`));
	if (target !== undefined) {
		return hash.update(target).digest('hex');
	}

	for await (const chunk of createReadStream(file)) {
		hash.update(chunk as Buffer);
	}

	return hash.digest('hex');
}
