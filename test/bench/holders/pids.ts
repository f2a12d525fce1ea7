import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {sessionFolder} from '../../../source/base/paths.js';
import type {HolderRecord} from '../../../source/protocol/holder.js';
import type {Factory} from '../factory.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

/** The processes that hold the sessions of a factory. */
export const holdersOf = async ({paths, sessions}: Factory): Promise<number[]> => Promise.all(sessions.map(async ({id}) => {
	const record = JSON.parse(await readFile(path.join(sessionFolder(paths, id), 'holder.json'), 'utf8')) as HolderRecord;
	return record.holder.pid;
}));

/** The server of the tmux that a rig has started in the folder of its factory. */
export async function tmuxServer({folder}: Factory): Promise<number> {
	const {stdout} = await execute('tmux', ['-S', path.join(folder, 'tmux'), 'display-message', '-p', '#{pid}']);
	return Number(stdout.trim());
}
