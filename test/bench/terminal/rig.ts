import {execFile} from 'node:child_process';
import {writeFile, readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {packageRoot} from '../../../source/base/package-root.js';
import {sessionFolder} from '../../../source/base/paths.js';
import {connectHolder} from '../../../source/link/holder.js';
import {readToken} from '../../../source/link/token.js';
import type {HolderSpec, Size} from '../../../source/protocol/holder.js';
import {startFactory, type Factory} from '../factory.js';
import {startConductor, type Conductor} from './conductor.js';
import {Outer, type OuterOptions} from './outer.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

export type Side = 'millwright' | 'tmux';

/** The same programs twice: in the panes of a floor of our own, and in those of a tmux of our own. */
export type Rig = {
	readonly sides: readonly Side[];
	readonly factory: Factory;
	/** Who plays in the panes of a side. */
	readonly conductors: Record<Side, Conductor>;
	/** Opens it in a terminal: ours of 200×50 unless given, that of tmux such that its panes have as many cells as ours. */
	open: (side: Side, options?: {kind?: OuterOptions['kind']; size?: Size; until?: 'shown' | 'begun'}) => Promise<Outer>;
	end: () => Promise<void>;
};

const usualSize = {cols: 200, rows: 50};

export type RigOptions = {
	/** Panes; `cat` is in the first, an agent that prints when told to in each of the others. */
	panes: number;
	/** Whether the first is an agent too. */
	withoutCat?: boolean;
	layout?: string;
	/** The size of our sessions, as in config.yaml. */
	sessionSize?: string;
	/** How many of the panes tmux shows; the others are windows behind it. */
	shown?: number;
};

export async function startRig({panes, withoutCat = false, layout = 'grid', shown = 9, sessionSize = 'latest'}: RigOptions): Promise<Rig> {
	const conductors = {millwright: await startConductor(), tmux: await startConductor()};
	const programs = (side: Side) => Array.from({length: panes}, (_, index) => index === 0 && !withoutCat ? 'exec cat' : conductors[side].command);
	const factory = await startFactory({programs: programs('millwright'), layout, sessionSize});
	const socket = path.join(factory.folder, 'tmux');
	const config = path.join(factory.folder, 'tmux.conf');
	await writeFile(config, 'set -g default-terminal xterm-256color\nset -as terminal-features ",xterm-256color:RGB"\nset -g escape-time 0\nset -g history-limit 10000\nset -g default-shell /bin/sh\n');
	const tmux = async (...given: string[]) => execute('tmux', ['-S', socket, '-f', config, ...given], {env: {...factory.environment}});
	const hasTmux = await tmux('-V').then(() => true).catch(() => false);
	if (hasTmux) {
		await fillTmux(tmux, programs('tmux'), shown);
	}

	const players = panes - (withoutCat ? 0 : 1);
	await Promise.all([conductors.millwright.gathered(players), hasTmux ? conductors.tmux.gathered(players) : undefined]);
	return {
		sides: hasTmux ? ['millwright', 'tmux'] : ['millwright'],
		factory,
		conductors,
		async open(side, {kind = 'plain', size, until = 'shown'} = {}) {
			const outer = side === 'millwright'
				? openFloor(factory, {kind, size})
				: new Outer({
					argv: ['tmux', '-S', socket, '-f', config, 'attach'],
					size: tmuxSize(await paneSize(factory), Math.min(shown, panes)),
					environment: factory.environment,
					cwd: factory.repository,
					kind,
				});
			if (until === 'shown') {
				await outer.until(screen => screen.includes(side === 'millwright' ? 'leave' : '[bench]'));
			}

			return outer;
		},
		async end() {
			await Promise.all([conductors.millwright.end(), conductors.tmux.end()]);
			// Before the folder goes that its socket is in.
			await tmux('kill-server').catch(() => {});
			await factory.end();
		},
	};
}

/** The floor in a terminal, as a person opens it. */
export function openFloor({environment, repository}: Factory, {kind = 'plain', size = usualSize}: {kind?: OuterOptions['kind'] | undefined; size?: Size | undefined} = {}): Outer {
	return new Outer({argv: [process.execPath, path.join(packageRoot(), 'bin', 'millwright.js')], size, environment, cwd: repository, kind});
}

async function fillTmux(tmux: (...given: string[]) => Promise<unknown>, programs: string[], shown: number): Promise<void> {
	for (const [index, program] of programs.entries()) {
		if (index === 0) {
			await tmux('new-session', '-d', '-x', '400', '-y', '120', '-s', 'bench', program);
		} else if (index < shown) {
			await tmux('split-window', '-t', 'bench:0', program);
			await tmux('select-layout', '-t', 'bench:0', 'tiled');
		} else {
			await tmux('new-window', '-d', '-t', 'bench:', program);
		}
	}

	await tmux('select-pane', '-t', 'bench:0.0');
}

/** The cells of the first session of ours. */
async function paneSize({paths, sessions}: Factory): Promise<Size> {
	const spec = JSON.parse(await readFile(path.join(sessionFolder(paths, sessions[0]!.id), 'spec.json'), 'utf8')) as HolderSpec;
	const link = await connectHolder({socket: spec.socket, token: await readToken(paths), version: spec.version, role: 'command'});
	const {size} = await link.getStatus();
	link.close();
	return size;
}

/** One line between two panes, and the status line below. */
function tmuxSize({cols, rows}: Size, shown: number): Size {
	const across = Math.ceil(Math.sqrt(shown));
	const down = Math.ceil(shown / across);
	return {cols: (cols * across) + across - 1, rows: (rows * down) + down};
}
