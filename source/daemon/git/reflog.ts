import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Worktree} from './types.js';

/** One movement of a worktree's HEAD, as git wrote it down. Only a hint: whoever works in the tree can write it too. */
export type Movement = {from: string; to: string; message: string};

/** How the HEAD of a worktree moved, oldest first; empty when git keeps no log of it. It outlives the branch that it was on. */
export async function headMovements({gitDir}: Pick<Worktree, 'gitDir'>): Promise<Movement[]> {
	const text = await readFile(path.join(gitDir, 'logs', 'HEAD'), 'utf8').catch(() => '');
	return text.split('\n').flatMap(line => {
		const found = /^(?<from>[\da-f]{40,64}) (?<to>[\da-f]{40,64}) [^\t]*(?:\t(?<message>.*))?$/v.exec(line)?.groups;
		return found === undefined ? [] : [{from: found['from']!, to: found['to']!, message: found['message'] ?? ''}];
	});
}

/** The commits that were made in the tree itself, and not fetched into it. */
export function madeThere(movements: readonly Movement[]): string[] {
	return movements.filter(({message}) => /^(?:commit|cherry-pick|revert|am|rebase \((?!start|finish))\b/v.test(message)).map(({to}) => to);
}

/** The newest commit that the HEAD was on. */
export function newestOf(movements: readonly Movement[]): string | undefined {
	return movements.toReversed().flatMap(({from, to}) => [to, from]).find(commit => !/^0+$/v.test(commit));
}
