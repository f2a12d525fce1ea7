import {existsSync, readlinkSync, writeFileSync} from 'node:fs';
import {mkdtemp, realpath, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {createLog} from '../../../source/base/log.js';
import {identifyProcess} from '../../../source/base/process/identity.js';
import {restoreTerminals} from '../../../source/daemon/server/restore-terminals.js';
import {takenFile, type TakenTerminal} from '../../../source/link/taken-terminal.js';
import {Pty} from '../../client/pty.js';

test('a terminal is put back once, however many clients go at the same time', async t => {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'mwt-')));
	t.teardown(async () => rm(folder, {recursive: true}));
	const paths = {state: folder, config: folder, runtime: folder};
	const shell = new Pty(t, {argv: ['/bin/sh', '-i'], size: {cols: 80, rows: 24}, environment: {PATH: process.env['PATH'] ?? '', PS1: 'prompt> ', ENV: ''}});
	await shell.untilShows('prompt>');
	const file = takenFile(paths, 1);
	const gone = {pid: 1, startTime: 'never', bootId: 'never'};
	const device = readlinkSync(`/proc/${shell.pid}/fd/0`);
	writeFileSync(file, JSON.stringify({device, client: gone, shell: identifyProcess(shell.pid)!, restore: '<back>'} satisfies TakenTerminal));
	await Promise.all([1, 2, 3].map(async () => restoreTerminals({paths, log: createLog({file: path.join(folder, 'log')})})));
	await shell.untilShows('was killed');
	t.is(shell.output.split('<back>').length - 1, 1);
	t.false(existsSync(file));
});
