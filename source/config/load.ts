import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {MillwrightError} from '../base/errors.js';
import type {Paths} from '../base/paths.js';
import {defaultConfig} from './defaults.js';
import {recall, remember} from './remember.js';
import type {Config} from './schema.js';

export const configFile = (paths: Pick<Paths, 'config'>): string => join(paths.config, 'config.yaml');

/**
Reads config.yaml; defaults when there is none. Throws `bad-config` with file, line, key, what was expected and what stands there.

What parses and checks it is loaded only when there is something new to parse: the floor opens sooner without.
*/
export async function loadConfig(paths: Pick<Paths, 'config' | 'runtime'>): Promise<Config> {
	const file = configFile(paths);
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') {
			return defaultConfig();
		}

		throw new MillwrightError('bad-config', `The configuration ${file} cannot be read (${code}).`, {hint: 'Check its permissions, or move it away to use the defaults.', cause: error});
	}

	const known = recall(paths, text);
	if (known !== undefined) {
		return known;
	}

	const {parseConfig} = await import('./parse.js');
	const config = parseConfig(text, file);
	remember(paths, text, config);
	return config;
}
