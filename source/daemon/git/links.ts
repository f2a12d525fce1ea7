import {git, gitList} from './command.js';
import type {Repository} from './types.js';

/** The repositories that came into a tree as mere links between two commits and that no `.gitmodules` says anything of: nobody who fetches it gets their files. */
export async function strayLinks(repo: Repository, {from, to}: {from: string; to: string}): Promise<string[]> {
	const fields = await gitList(repo, ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--end-of-options', from, to], {reads: true});
	const links = fields.flatMap((field, number) => /^:\d+ 160000 /v.test(field) ? [fields[number + 1]!] : []);
	if (links.length === 0) {
		return [];
	}

	const {text} = await git(repo, ['config', '--blob', `${to}:.gitmodules`, '--null', '--get-regexp', String.raw`^submodule\..*\.path$`], {reads: true, answers: [0, 1, 128]});
	const declared = new Set(text.split('\0').map(entry => entry.slice(entry.indexOf('\n') + 1)));
	return links.filter(link => !declared.has(link));
}
