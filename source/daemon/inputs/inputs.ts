import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import type {InputsChange} from '../../protocol/rule.js';
import {addExistingBranch} from '../git/add.js';
import {git} from '../git/command.js';
import {listFiles, showFile} from '../git/history.js';
import {branchRef, branchTip, moveRef, readRef} from '../git/refs.js';
import type {Repository} from '../git/types.js';
import {placeOf} from '../git/worktrees.js';
import {inputsBranch, type Inputs} from './branch.js';
import {commitFiles, recover, takeHandEdits} from './commit.js';
import {freeBranch} from './free-branch.js';
import {serialise} from './serialise.js';

export {inputsBranch, type Inputs} from './branch.js';

/** There is an inputs branch here, or one that was pushed from another machine. */
export async function hasInputs(repo: Repository): Promise<boolean> {
	return await branchTip(repo, inputsBranch) !== undefined || await pushedBranch(repo) !== undefined;
}

/** Begin the inputs branch with these files; one that is there already is opened, and its files stay as they are. */
export async function createInputs(repo: Repository, {path: folder, files, cause}: {path: string; files: Record<string, string>; cause: string}): Promise<Inputs> {
	if (!await hasInputs(repo)) {
		const commit = await commitFiles(repo, {parent: undefined, files, cause});
		if (commit !== undefined) {
			// Lost only to another who began it at this moment: theirs is opened then.
			await moveRef(repo, {ref: branchRef(inputsBranch), from: undefined, to: commit, reason: cause});
		}
	}

	return openInputs(repo, {path: folder});
}

/** Open the inputs branch in a folder; what a crash left unfinished is finished, and hand edits are taken in. */
export async function openInputs(repo: Repository, {path: folder}: {path: string}): Promise<Inputs> {
	await fetchedBranch(repo);
	await freeBranch(repo, folder);
	await mkdir(path.dirname(folder), {recursive: true});
	const worktree = await addExistingBranch(repo, {branch: inputsBranch, path: folder});
	const inputs = {repo, path: worktree.path, place: placeOf(worktree)};
	await settled(inputs, async () => undefined);
	return inputs;
}

/** One commit, whose message says the cause; null deletes a file. Undefined: all of it was so already. */
export async function writeInputs(inputs: Inputs, {files, cause}: {files: Record<string, string | null>; cause: string}): Promise<InputsChange | undefined> {
	for (const name of Object.keys(files)) {
		checkName(name);
	}

	return settled(inputs, async () => {
		const commit = await commitFiles(inputs.repo, {parent: await tip(inputs), files, cause, inputs});
		const [change] = commit === undefined ? [] : await changesOf(inputs, {range: commit, limit: 1});
		return change;
	});
}

/** The text of a file as it is now; undefined when there is none. */
export async function readInput(inputs: Inputs, name: string): Promise<string | undefined> {
	checkName(name);
	const commit = await settledTip(inputs);
	// Most files that a stage asks for are not there: the listing says it of all of them.
	const names = await listFiles(inputs.repo, commit);
	return names.includes(name) ? showFile(inputs.repo, {commit, path: name}) : undefined;
}

/** All files, sorted. */
export async function listInputs(inputs: Inputs): Promise<string[]> {
	return listFiles(inputs.repo, await settledTip(inputs));
}

/** What changed, newest first, and why. */
export async function inputsLog(inputs: Inputs, {limit, file}: {limit: number; file?: string | undefined}): Promise<InputsChange[]> {
	return changesOf(inputs, {range: await settledTip(inputs), limit, file});
}

/** A file as it was at a commit of the inputs branch. */
export async function inputAt(inputs: Inputs, {commit, name}: {commit: string; name: string}): Promise<string | undefined> {
	checkName(name);
	return showFile(inputs.repo, {commit, path: name});
}

/** One at a time, on a tree without loose ends: an unfinished write finished, the person's edits committed. */
async function settled<Result>(inputs: Inputs, work: () => Promise<Result>): Promise<Result> {
	return serialise(inputs.path, async () => {
		await recover(inputs);
		await takeHandEdits(inputs);
		return work();
	});
}

const asked = new Map<string, Promise<string>>();

/** The newest commit of a settled tree. Those that ask before a look at it has begun share that look. */
async function settledTip(inputs: Inputs): Promise<string> {
	const shared = asked.get(inputs.path);
	if (shared !== undefined) {
		return shared;
	}

	const found = serialise(inputs.path, async () => {
		asked.delete(inputs.path);
		await recover(inputs);
		await takeHandEdits(inputs);
		return tip(inputs);
	});
	asked.set(inputs.path, found);
	return found;
}

async function tip(inputs: Inputs): Promise<string> {
	const commit = await branchTip(inputs.repo, inputsBranch);
	if (commit === undefined) {
		throw new MillwrightError('no-inputs', `The branch ${inputsBranch} is gone from ${inputs.repo.path}.`, {hint: 'Fetch it again, or run millwright init.'});
	}

	return commit;
}

async function changesOf(inputs: Inputs, {range, limit, file}: {range: string; limit: number; file?: string | undefined}): Promise<InputsChange[]> {
	const args = ['log', '-z', '--no-show-signature', '--no-renames', '--name-only', `--max-count=${Math.max(1, Math.trunc(limit))}`, '--format=%x01%H%x02%ct%x02%B%x03', range, '--', ...(file === undefined ? [] : [file])];
	const {text} = await git(inputs.repo, args, {reads: true});
	return text.split('\u{1}').slice(1).map(record => {
		const [about = '', names = ''] = record.split('\u{3}', 2);
		const [commit = '', at = '', cause = ''] = about.split('\u{2}', 3);
		return {commit, at: Number(at) * 1000, cause: cause.trim(), files: names.split('\0').map(name => name.trim()).filter(name => name !== '')};
	});
}

async function pushedBranch(repo: Repository): Promise<string | undefined> {
	return readRef(repo, `refs/remotes/origin/${inputsBranch}`);
}

async function fetchedBranch(repo: Repository): Promise<void> {
	if (await branchTip(repo, inputsBranch) !== undefined) {
		return;
	}

	const pushed = await pushedBranch(repo);
	if (pushed === undefined) {
		throw new MillwrightError('no-inputs', `${repo.path} has no branch ${inputsBranch} yet.`, {hint: 'Run millwright init there.'});
	}

	await moveRef(repo, {ref: branchRef(inputsBranch), from: undefined, to: pushed, reason: 'go on with the inputs of origin'});
}

/** A relative path that stays inside and is no part of git's own. */
function checkName(name: string): void {
	const parts = name.split('/');
	if (name === '' || parts.some(part => part === '' || part.startsWith('.')) || /[\u{0}-\u{1F}\\\u{7F}]/v.test(name)) {
		throw new MillwrightError('bad-input-name', `${JSON.stringify(name)} is not a name that a file of the inputs may have.`, {hint: 'Give a path like intents/csv-import.md.'});
	}
}
