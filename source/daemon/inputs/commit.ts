import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {changesIn, withIndex} from '../git/changes.js';
import {git, gitList, gitText} from '../git/command.js';
import {showFile} from '../git/history.js';
import {branchRef, moveRef, readRef} from '../git/refs.js';
import type {Repository} from '../git/types.js';
import {inputsBranch, type Inputs} from './branch.js';

/** Names of the files that a commit changes, with their new text; null: deleted. */
type Files = Record<string, string | null>;

export type Change = {
	repo: Repository;
	parent: string | undefined;
	files: Files;
	cause: string;
};

/**
Commit files on top of a parent. With `inputs`, the branch moves to it and the worktree follows; without, only the commit is made.

Undefined when nothing differs from the parent.
*/
export async function commitFiles(repo: Repository, {parent, files, cause, inputs}: {parent: string | undefined; files: Files; cause: string; inputs?: Inputs}): Promise<string | undefined> {
	const commit = await withIndex({gitDir: repo.gitDir}, async index => makeCommit({repo, index, parent, files, cause}));
	if (commit !== undefined && inputs !== undefined && parent !== undefined) {
		await advance(inputs, {from: parent, to: commit, files: Object.keys(files), reason: cause});
	}

	return commit;
}

/** Finish a write that was cut short between its commit and its files. */
export async function recover(inputs: Inputs): Promise<void> {
	const text = await readFile(pendingFile(inputs), 'utf8').catch(() => undefined);
	if (text === undefined) {
		return;
	}

	const pending = JSON.parse(text) as Pending;
	const now = await readRef(inputs.repo, branchRef(inputsBranch));
	if (now === pending.from || now === pending.to) {
		await follow(inputs, pending);
	} else {
		await rm(pendingFile(inputs), {force: true});
	}
}

/** Commit what the person changed in the folder since the last commit, file by file as it stands there. */
export async function takeHandEdits(inputs: Inputs): Promise<void> {
	const {repo, place} = inputs;
	const status = await gitList(repo, ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--ignore-submodules=dirty'], {place, reads: true});
	const header = (name: string) => status.find(line => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
	const parent = header('oid');
	if (parent === undefined || header('head') !== inputsBranch) {
		throw new MillwrightError('inputs-not-on-branch', `The inputs folder ${inputs.path} is not on the branch ${inputsBranch}.`, {hint: `git -C ${inputs.path} switch ${inputsBranch}`});
	}

	if (status.every(line => line.startsWith('# '))) {
		return;
	}

	const {modified, deleted, untracked} = await withIndex(place, async index => changesIn(repo, {place, index, commit: parent}));
	const files: Files = {};
	for (const name of [...modified, ...untracked].filter(each => !isScratch(each))) {
		files[name] = await readFile(path.join(inputs.path, name), 'utf8');
	}

	for (const name of deleted) {
		files[name] = null;
	}

	if (Object.keys(files).length > 0) {
		await commitFiles(repo, {parent, files, cause: 'edited by hand', inputs});
	}
}

/** What editors leave while they work: swap files, backups, probes. */
const isScratch = (name: string): boolean => {
	const base = path.basename(name);
	return base.startsWith('.') || base.startsWith('#') || base.endsWith('~') || /\.(?:sw[a-z]|tmp|bak|orig|new)$/v.test(base) || base === '4913';
};

async function makeCommit({repo, index, parent, files, cause}: Change & {index: string}): Promise<string | undefined> {
	await git(repo, parent === undefined ? ['read-tree', '--empty'] : ['read-tree', parent], {index});
	const lines: string[] = [];
	for (const [name, text] of Object.entries(files)) {
		if (text === null) {
			lines.push(`0 ${'0'.repeat(parent?.length ?? 40)}\t${name}\0`);
		} else {
			const object = await gitText(repo, ['hash-object', '-w', '--no-filters', '--stdin'], {input: text});
			lines.push(`100644 ${object}\t${name}\0`);
		}
	}

	await git(repo, ['update-index', '-z', '--index-info'], {index, input: lines.join('')});
	const tree = await gitText(repo, ['write-tree'], {index});
	if (parent !== undefined && tree === await gitText(repo, ['rev-parse', '--verify', parent + '^{tree}'], {reads: true})) {
		return undefined;
	}

	return gitText(repo, ['commit-tree', ...(parent === undefined ? [] : ['-p', parent]), '-F', '-', tree], {input: `${cause.trim()}\n`});
}

type Pending = {from: string; to: string; files: string[]; reason: string};

const pendingFile = ({place}: Inputs) => path.join(place.gitDir, 'millwright-pending.json');

/** The note first: killed at any point after it, `recover` goes on. */
async function advance(inputs: Inputs, pending: Pending): Promise<void> {
	await replaceFile(pendingFile(inputs), JSON.stringify(pending));
	await follow(inputs, pending);
}

async function follow(inputs: Inputs, {from, to, files, reason}: Pending): Promise<void> {
	const {repo, place} = inputs;
	const ref = branchRef(inputsBranch);
	if (await readRef(repo, ref) !== to && !await moveRef(repo, {ref, from, to, reason})) {
		await rm(pendingFile(inputs), {force: true});
		throw new MillwrightError('inputs-moved', `The branch ${inputsBranch} moved while it was written to.`, {hint: 'Try again.'});
	}

	for (const name of files) {
		await bringFile(inputs, {from, to, name});
	}

	await git(repo, ['read-tree', '--reset', to], {place: {gitDir: place.gitDir}});
	await git(repo, ['update-index', '-q', '--refresh'], {place, answers: [0, 1]});
	await rm(pendingFile(inputs), {force: true});
}

/** A file that the person changed in this very moment stays as it is, and is taken in as a hand edit next. */
async function bringFile({repo, path: folder}: Inputs, {from, to, name}: {from: string; to: string; name: string}): Promise<void> {
	const file = path.join(folder, name);
	const [before, after, now] = await Promise.all([
		showFile(repo, {commit: from, path: name}),
		showFile(repo, {commit: to, path: name}),
		readFile(file, 'utf8').catch(() => undefined),
	]);
	if (now === after || (now !== before && now !== undefined)) {
		return;
	}

	if (after === undefined) {
		await rm(file, {force: true});
	} else {
		await mkdir(path.dirname(file), {recursive: true});
		await replaceFile(file, after);
	}
}

async function replaceFile(file: string, text: string): Promise<void> {
	const temporary = path.join(path.dirname(file), `.${path.basename(file)}.new`);
	await writeFile(temporary, text);
	await rename(temporary, file);
}
