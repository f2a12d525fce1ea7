import {constants, existsSync} from 'node:fs';
import {access} from 'node:fs/promises';
import path from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {configFile, loadConfig} from '../../config/load.js';
import {loadLayouts} from '../../client/floor/load-layouts.js';
import {ownSettings} from '../../client/own-settings.js';
import {loadProviders} from '../../daemon/models/providers.js';
import type {Config} from '../../config/schema.js';
import {agentNames} from '../agent-names.js';
import type {Context} from '../command.js';
import type {Check, Look} from './check.js';
import {runProgram} from './run-program.js';

/** The configuration, the providers (by name: a key is never read here) and the agent CLIs. */
export const lookAtModels: Look = async context => {
	const {config, check} = await readConfig(context);
	return [check, checkProviders(config, context), ...await Promise.all(agentNames.map(async name => checkAgent(name, context)))];
};

async function readConfig({paths, environment}: Context): Promise<{config?: Config; check: Check}> {
	try {
		const config = await loadConfig(paths);
		// What the floor makes of it: its keys, and the layouts that it names.
		const {layouts, errors} = await loadLayouts(paths.config);
		await ownSettings({paths, environment, config, layouts});
		if (errors[0] !== undefined) {
			throw errors[0];
		}

		const file = configFile(paths);
		const isThere = existsSync(file);
		return {config, check: {name: 'config.yaml', state: 'good', found: isThere ? file : `none at ${file}: the defaults hold`}};
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}

		return {check: {name: 'config.yaml', state: 'bad', found: error.message, cure: error.hint ?? 'Mend that line.'}};
	}
}

function checkProviders(config: Config | undefined, {environment}: Context): Check {
	try {
		const names = loadProviders({...(config === undefined ? {} : {config: config.providers}), environment}).map(provider => safeLine(provider.name));
		if (names.length === 0) {
			return {name: 'providers', state: 'warn', found: 'none: no model can be called', cure: 'Set ANTHROPIC_API_KEY or OPENAI_API_KEY, or name a local endpoint under `providers:` in config.yaml. `millwright demo` needs none.'};
		}

		return names.length === 1
			? {name: 'providers', state: 'warn', found: names[0]!, cure: 'Configure a second one, so that the work is judged by another provider than the builder\'s.'}
			: {name: 'providers', state: 'good', found: names.join(', ')};
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}

		return {name: 'providers', state: 'bad', found: error.message, cure: error.hint ?? 'Mend it in config.yaml.'};
	}
}

async function checkAgent(name: string, {environment}: Context): Promise<Check> {
	const program = await findInPath(name, environment['PATH'] ?? '');
	if (program === undefined) {
		return {name, state: 'good', found: 'not installed; the built-in agent does without'};
	}

	const version = await runProgram(program, ['--version']);
	return version === undefined
		? {name, state: 'warn', found: `${program} does not say its version`, cure: `Run \`${name} --version\` and see why.`}
		: {name, state: 'good', found: `${safeLine(stripVTControlCharacters(version.split('\n', 1)[0] ?? ''), 60)} at ${program}`};
}

async function findInPath(name: string, search: string): Promise<string | undefined> {
	for (const folder of search.split(path.delimiter).filter(folder => path.isAbsolute(folder))) {
		const file = path.join(folder, name);
		try {
			await access(file, constants.X_OK);
			return file;
		} catch {
			// Not here.
		}
	}

	return undefined;
}
