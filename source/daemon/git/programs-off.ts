import path from 'node:path';
import {readStamped} from './files.js';
import {disarm} from './hardening.js';
import type {Place, Repository} from './types.js';

type Settings = ReturnType<typeof disarm>;
type Known = {config: string; settings: Settings};

// By git folder; a worktree has one, so there are as many as trees.
const known = new Map<string, Known>();
const most = 200;
// Milliseconds that a file must have stood: what is changed there and back within one tick of the system's clock looks as if it had not been.
const settled = 2000;

/**
The settings that make the programs of a place's configuration do nothing.

Read each time before files are touched, because the configuration can change at any moment; git is asked (for the names of all
settings) when its files were written since, are not byte for byte what they were, or name other files.
*/
export async function programsOff(repo: Repository, place: Place, ask: () => Promise<string[]>): Promise<Settings> {
	const config = await readConfig(repo, place);
	const before = known.get(place.gitDir);
	if (config !== undefined && before?.config === config) {
		return before.settings;
	}

	known.delete(place.gitDir);
	const keys = await ask();
	const settings = disarm(keys);
	// What git saw is known to be this only when it is the same before and after.
	if (config !== undefined && keys.every(key => !/^include(?:if)?\./v.test(key)) && await readConfig(repo, place) === config) {
		known.set(place.gitDir, {config, settings});
		if (known.size > most) {
			known.delete(known.keys().next().value!);
		}
	}

	return settings;
}

/** All that git reads it from, without the files that it names, and when that was written; undefined when one is no plain file or was just written. */
async function readConfig(repo: Repository, place: Place): Promise<string | undefined> {
	const files = await Promise.all([path.join(repo.gitDir, 'config'), path.join(place.gitDir, 'config.worktree')].map(async file => readStamped(file)));
	const isSettled = files.every(file => file !== undefined && Date.now() - file.changed > settled);
	return isSettled ? JSON.stringify(files) : undefined;
}
