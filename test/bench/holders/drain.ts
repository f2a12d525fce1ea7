import {execFile, execFileSync} from 'node:child_process';
import {closeSync, openSync, writeSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {packageRoot} from '../../../source/base/package-root.js';
import {startFactory, type Factory} from '../factory.js';
import {makeStream} from '../parse/streams.js';
import {median} from '../measure.js';
import {ratioRow, withUnit, type BenchOptions, type Row} from '../row.js';
import {Outer} from '../terminal/outer.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

const size = {cols: 200, rows: 50};
const megabytes = 50;
const kinds = ['log', 'agent', 'full screen'] as const;
const aims = {log: '≥ 2', agent: '≥ 4', 'full screen': ''} as const;

/** `cat` of a large file in one attached pane: how many megabytes a second come through, and what a pseudo-terminal alone does. */
export async function benchDrain({rounds}: BenchOptions): Promise<Row[]> {
	const factory = await startFactory({programs: [reader('millwright')], layout: 'grid'});
	const outers = await openAll(factory);
	try {
		const rows: Row[] = [];
		for (const kind of kinds) {
			const file = path.join(factory.folder, 'stream');
			await writeFile(file, makeStream(kind, size, megabytes * 1_000_000));
			const found: Record<string, number[]> = {millwright: [], tmux: [], bare: []};
			for (let round = 0; round < rounds; round++) {
				for (const [side, outer] of Object.entries(outers)) {
					found[side]!.push(await drain(outer, {fifo: path.join(factory.folder, `fifo-${side}`), file, mark: `${kind.replace(' ', '-').toUpperCase()}-${round}`}));
				}
			}

			const bare = median(found['bare']!);
			rows.push(ratioRow(`pty-drain, ${kind}`, {
				millwright: found['millwright']!, tmux: found['tmux']!, unit: 'MB/s', aim: aims[kind],
				how: `${megabytes} MB, 200×50; a bare pseudo-terminal: ${withUnit(bare, 'MB/s')}, of which ours is ${(median(found['millwright']!) / bare).toFixed(2)} (aim 0.75)`,
			}));
		}

		return rows;
	} finally {
		await Promise.all(Object.values(outers).map(async outer => outer.end()));
		await execute('tmux', ['-S', path.join(factory.folder, 'tmux'), 'kill-server']).catch(() => {});
		await factory.end();
	}
}

/** Prints each file that it is told of, and a mark after it. Its pipe is beside the repository that it is started in. */
const reader = (side: string): string => `[ -p ../fifo-${side} ] || mkfifo ../fifo-${side}; while :; do read -r mark file < ../fifo-${side} || continue; cat "$file"; printf '\\033[0m\\r\\ndrained %s\\r\\n' "$mark"; done`;

async function openAll(factory: Factory): Promise<Record<string, Outer>> {
	const {environment, repository: cwd, folder} = factory;
	const shared = {environment, cwd, size};
	const tmux = path.join(folder, 'tmux');
	const outers: Record<string, Outer> = {millwright: new Outer({...shared, argv: [process.execPath, path.join(packageRoot(), 'bin', 'millwright.js')]})};
	await outers['millwright']!.until(screen => screen.includes('leave'));
	outers['bare'] = new Outer({...shared, argv: ['/bin/sh', '-c', reader('bare')]});
	const hasTmux = await execute('tmux', ['-V']).then(() => true).catch(() => false);
	if (hasTmux) {
		const config = path.join(folder, 'tmux.conf');
		await writeFile(config, 'set -g default-terminal xterm-256color\nset -as terminal-features ",xterm-256color:RGB"\nset -g default-shell /bin/sh\n');
		outers['tmux'] = new Outer({...shared, argv: ['tmux', '-S', tmux, '-f', config, 'new-session', '-s', 'bench', reader('tmux')]});
		await outers['tmux'].until(screen => screen.includes('[bench]'));
	}

	return outers;
}

/**
Megabytes a second, until what was printed last stands on the person's screen. Its mark is made of letters that no stream has: where a row held
one of its words already, only the rest of it would be sent.
*/
async function drain(outer: Outer, {fifo, file, mark}: {fifo: string; file: string; mark: string}): Promise<number> {
	outer.forget();
	const seen = outer.sees(`drained ${mark}`, 120_000);
	const start = performance.now();
	// Read and write, so that opening waits for nobody.
	const descriptor = openSync(awaitFifo(fifo), 'r+');
	writeSync(descriptor, `${mark} ${file}\n`);
	const end = await seen;
	closeSync(descriptor);
	return megabytes / ((end - start) / 1000);
}

function awaitFifo(fifo: string): string {
	execFileSync('/bin/sh', ['-c', 'until [ -p "$0" ]; do sleep 0.05; done', fifo], {timeout: 20_000});
	return fifo;
}
