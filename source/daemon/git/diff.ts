import {git, gitList} from './command.js';
import type {FileChange, Repository} from './types.js';

// No program of the repository may draw a diff for us, and its attributes are read from nowhere but the commit itself.
const plain = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=dirty'];

/** What changed between two commits, as a unified diff and as numbers a file. Nothing in it is made safe for drawing. */
export async function diff(repo: Repository, {from, to}: {from: string; to: string}): Promise<{text: string; files: FileChange[]}> {
	const [{text}, files] = await Promise.all([
		git(repo, ['diff', ...plain, '--find-renames', '--src-prefix=a/', '--dst-prefix=b/', '--end-of-options', from, to, '--'], {reads: true}),
		numbers(repo, {from, to}),
	]);
	return {text, files};
}

/** Lines added and removed a file; a renamed file is listed as one gone and one come. */
export async function numbers(repo: Repository, {from, to}: {from: string; to: string}): Promise<FileChange[]> {
	const records = await gitList(repo, ['diff', ...plain, '--no-renames', '--numstat', '-z', '--end-of-options', from, to, '--'], {reads: true});
	return records.map(record => {
		const [added = '0', removed = '0', ...name] = record.split('\t');
		return {path: name.join('\t'), added: count(added), removed: count(removed), binary: added === '-'};
	});
}

/** Git writes a hyphen for a binary file. */
const count = (field: string) => field === '-' ? 0 : Number(field);
