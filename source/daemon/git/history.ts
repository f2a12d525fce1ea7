import {git, gitText} from './command.js';
import type {Commit, Repository} from './types.js';
import {unchanging} from './unchanging.js';
import {requireWorktree} from './worktrees.js';

/** The commit, and the branch if there is one, that the tree at a folder is on. */
export async function head(repo: Repository, folder: string): Promise<{commit: string | undefined; branch: string | undefined}> {
	const {commit, branch} = await requireWorktree(repo, folder);
	return {commit, branch};
}

/** The commit that a branch, ref or abbreviated object name means. */
export async function resolveCommit(repo: Repository, name: string): Promise<string | undefined> {
	const {exitCode, text} = await git(repo, ['rev-parse', '--quiet', '--verify', '--end-of-options', name + '^{commit}'], {answers: [0, 1, 128], reads: true});
	return exitCode === 0 ? text.trim() : undefined;
}

/** A commit counts as its own ancestor. */
export async function isAncestor(repo: Repository, {ancestor, of}: {ancestor: string; of: string}): Promise<boolean> {
	const answer = await unchanging(repo, {question: 'ancestor', objects: [ancestor, of]}, async () => {
		const {exitCode} = await git(repo, ['merge-base', '--is-ancestor', '--end-of-options', ancestor, of], {answers: [0, 1], reads: true});
		// What is none now can be one when more of a shallow clone is fetched.
		return exitCode === 0 ? 'yes' : undefined;
	});
	return answer !== undefined;
}

export async function mergeBase(repo: Repository, {left, right}: {left: string; right: string}): Promise<string | undefined> {
	const text = await gitText(repo, ['merge-base', '--end-of-options', left, right], {answers: [0, 1], reads: true});
	return text === '' ? undefined : text;
}

/** The commits that `to` has and `from` has not, oldest first. */
export async function commitsBetween(repo: Repository, {from, to}: {from: string; to: string}): Promise<Commit[]> {
	const format = '%H%x00%P%x00%ct%x00%an%x00%s%x00%b%x00%x01';
	const {text} = await git(repo, ['log', '--no-show-signature', '--no-mailmap', '--reverse', '--topo-order', `--format=${format}`, '--end-of-options', `${from}..${to}`, '--'], {reads: true});
	return text.split('\0\u{1}').map(record => record.trimStart()).filter(record => record !== '').map(record => {
		const [commit = '', parents = '', at = '', author = '', subject = '', body = ''] = record.split('\0', 6);
		return {commit, parents: parents.split(' ').filter(Boolean), at: Number(at) * 1000, author, subject, body: body.trim()};
	});
}

/** A file's text at a commit; undefined when it is not there or no file. */
export async function showFile(repo: Repository, {commit, path: name}: {commit: string; path: string}): Promise<string | undefined> {
	return unchanging(repo, {question: `file ${name}`, objects: [commit]}, async () => {
		const {exitCode, text} = await git(repo, ['cat-file', 'blob', '--end-of-options', `${commit}:${name}`], {answers: [0, 128], reads: true});
		return exitCode === 0 ? text : undefined;
	});
}

/** All files of a commit. */
export async function listFiles(repo: Repository, commit: string): Promise<string[]> {
	const names = await unchanging(repo, {question: 'files', objects: [commit]}, async () => {
		const {text} = await git(repo, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', commit], {reads: true});
		return text;
	});
	return names!.split('\0').filter(name => name !== '');
}
