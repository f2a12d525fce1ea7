import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import os from 'node:os';
import {packageRoot} from '../base/package-root.js';
import type {RunCommand} from './command.js';

/** The built-in agent is a program of its own, as it is when the daemon starts it in a pseudo-terminal. */
export const run: RunCommand = async ({arguments: [folder], context: {cwd}}) => {
	const child = spawn(process.execPath, [path.join(packageRoot(), 'dist', 'agent.js'), path.resolve(cwd, folder!)], {stdio: 'inherit'});
	const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
	// As shells say it: 128 and the number of the signal.
	return code ?? (128 + os.constants.signals[signal!]);
};
