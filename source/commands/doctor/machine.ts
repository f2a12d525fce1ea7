import {statfs} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import {packageRoot} from '../../base/package-root.js';
import type {Context} from '../command.js';
import type {Check, Look} from './check.js';
import {existingParent} from './folders.js';
import {runProgram} from './run-program.js';

/** Node, git, what opens pseudo-terminals, the terminal, the disk, and whether the system ends what a person leaves running. */
export const lookAtMachine: Look = async context => {
	const checks = await Promise.all([checkNode(), checkGit(), checkPty(), checkTerminal(context), checkLeaving(context), checkDisk(context)]);
	return checks.filter(check => check !== undefined);
};

const leastNode = 24;
// `git worktree list -z`, `merge-tree --write-tree` and `--orphan` worktrees came with 2.36 to 2.38.
const leastGit = [2, 38] as const;

async function checkNode(): Promise<Check> {
	const {node} = process.versions;
	return Number(node.split('.', 1)[0]) >= leastNode
		? {name: 'node', state: 'good', found: `${node} at ${process.execPath}`}
		: {name: 'node', state: 'bad', found: `${node} is too old`, cure: `Install Node ${leastNode} or newer.`};
}

async function checkGit(): Promise<Check> {
	const output = await runProgram('git', ['--version']);
	if (output === undefined) {
		return {name: 'git', state: 'bad', found: 'git was not found or does not run', cure: `Install git ${leastGit.join('.')} or newer.`};
	}

	const [major = 0, minor = 0] = output.replace('git version ', '').split('.', 2).map(Number);
	const isEnough = major > leastGit[0] || (major === leastGit[0] && minor >= leastGit[1]);
	return isEnough
		? {name: 'git', state: 'good', found: stripVTControlCharacters(output).replace('git version ', '')}
		: {name: 'git', state: 'bad', found: `${output} is too old`, cure: `Install git ${leastGit.join('.')} or newer.`};
}

/** node-pty is compiled when it is installed, where there is no build of it for the machine; an npm that runs no install scripts leaves that out. */
async function checkPty(): Promise<Check> {
	const load = 'require("node:module").createRequire(process.argv[1])("node-pty"); console.log("loaded");';
	const ends = await runProgram(process.execPath, ['--eval', load, path.join(packageRoot(), 'dist', 'holder.js')]);
	return ends === 'loaded'
		? {name: 'sessions', state: 'good', found: 'node-pty opens pseudo-terminals for agents'}
		: {name: 'sessions', state: 'bad', found: 'node-pty cannot be loaded, so no agent can be started', cure: 'It is compiled when Millwright is installed: install python3, make and a C++ compiler, and install Millwright again with `npm install -g --allow-scripts=node-pty …`.'};
}

async function checkTerminal({environment}: Context): Promise<Check> {
	if (!process.stdout.isTTY) {
		return {name: 'terminal', state: 'warn', found: 'stdout is no terminal', cure: 'The floor needs one; every other command works without.'};
	}

	const {columns, rows} = process.stdout;
	const term = environment['TERM'] ?? '';
	if (term === '' || term === 'dumb') {
		return {name: 'terminal', state: 'bad', found: `TERM is ${term === '' ? 'not set' : 'dumb'}`, cure: 'Set TERM to what your terminal is, e.g. xterm-256color.'};
	}

	const locale = environment['LC_ALL'] ?? environment['LC_CTYPE'] ?? environment['LANG'] ?? '';
	if (!/utf-?8/iv.test(locale)) {
		return {name: 'terminal', state: 'warn', found: `${term}, and the locale \`${locale}\` is not UTF-8`, cure: 'Set LANG to a UTF-8 locale, e.g. C.UTF-8, or borders and shapes may be garbled.'};
	}

	return columns < 80 || rows < 24
		? {name: 'terminal', state: 'warn', found: `${term}, ${columns}×${rows}`, cure: 'Make it 80×24 or larger; below 60×15 the floor shows nothing.'}
		: {name: 'terminal', state: 'good', found: `${term}, ${columns}×${rows}${(environment['COLORTERM'] ?? '') === '' ? '' : `, ${environment['COLORTERM']!}`}`};
}

/** systemd may end all processes of a person with the last login: then agents do not outlive the ssh connection. */
async function checkLeaving({environment}: Context): Promise<Check | undefined> {
	if (process.platform !== 'linux') {
		return undefined;
	}

	const kills = await runProgram('busctl', ['get-property', 'org.freedesktop.login1', '/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'KillUserProcesses']);
	if (kills === undefined) {
		return {name: 'logout', state: 'good', found: 'no systemd-logind: nothing ends your processes when you leave'};
	}

	const name = environment['USER'] ?? os.userInfo().username;
	const isLingers = (await runProgram('loginctl', ['show-user', name, '--property=Linger', '--value'])) === 'yes';
	return kills.includes('true') && !isLingers
		? {name: 'logout', state: 'warn', found: 'the system ends all your processes when you log out (KillUserProcesses=yes), agents too', cure: `Run \`loginctl enable-linger ${name}\`.`}
		: {name: 'logout', state: 'good', found: isLingers ? 'agents go on when you log out (linger is on)' : 'agents go on when you log out'};
}

const gibibyte = 1024 ** 3;

async function checkDisk({paths}: Context): Promise<Check> {
	const {bavail, bsize} = await statfs(await existingParent(paths.state));
	const free = bavail * bsize;
	const found = `${(free / gibibyte).toFixed(1)} GiB free for ${path.dirname(paths.state)}`;
	// A worktree with its dependencies is easily half a gibibyte, and a few are alive at once.
	return free < gibibyte / 2
		? {name: 'disk', state: 'bad', found, cure: 'Free some space: worktrees and what they install need it.'}
		: (free < gibibyte * 4 ? {name: 'disk', state: 'warn', found, cure: 'Free some space before several agents work at once.'} : {name: 'disk', state: 'good', found});
}
