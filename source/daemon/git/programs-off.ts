import path from 'node:path';
import {readBytes} from './files.js';
import {disarm} from './hardening.js';
import type {Place, Repository} from './types.js';

type Settings = ReturnType<typeof disarm>;
type Known = {config: string; settings: Settings};

// By git folder; a worktree has one, so there are as many as trees.
const known = new Map<string, Known>();
const most = 200;

/**
The settings that make the programs of a place's configuration do nothing.

Read each time before files are touched, because the configuration can change at any moment; git is asked (for the names of all
settings) when it is not byte for byte what it was, or names other files.
*/
export async function programsOff(repo: Repository, place: Place, ask: () => Promise<string[]>): Promise<Settings> {
	const config = await readConfig(repo, place);
	const before = known.get(place.gitDir);
	if (before !== undefined && before.config === config) {
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

/** All that git reads it from, without the files that it names; undefined when one is no plain file. */
async function readConfig(repo: Repository, place: Place): Promise<string | undefined> {
	const texts = await Promise.all([path.join(repo.gitDir, 'config'), path.join(place.gitDir, 'config.worktree')].map(async file => readBytes(file)));
	return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}
