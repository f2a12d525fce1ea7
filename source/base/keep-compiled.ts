import {mkdirSync} from 'node:fs';
import {enableCompileCache} from 'node:module';
import path from 'node:path';
import process from 'node:process';

/**
Has Node keep the compiled form of what is loaded from now on, in the person's own cache, as `bin/millwright.js` does for what a person
starts. Processes that this one starts know nothing of it. Where nothing can be kept all is compiled each time; nothing else changes.
*/
export function keepCompiled(environment: NodeJS.ProcessEnv = process.env): void {
	const {XDG_CACHE_HOME: named, HOME: home} = environment;
	const cache = named !== undefined && named !== '' ? named : path.join(home ?? '', '.cache');
	if (!path.isAbsolute(cache)) {
		return;
	}

	// Each folder is in the one before. Made one by one, because Node has a way to make them all that never ends in places such as /proc.
	const folders = [cache, path.join(cache, 'millwright'), path.join(cache, 'millwright', 'compiled')] as const;
	try {
		for (const folder of folders) {
			make(folder);
		}

		enableCompileCache(folders[2]);
	} catch {
		// It is a gain of some milliseconds and no more.
	}
}

function make(folder: string): void {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
			throw error;
		}
	}
}
