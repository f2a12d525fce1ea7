import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {packageRoot} from '../../source/base/package-root.js';
import {resolvePaths, type Paths} from '../../source/base/paths.js';
import {awaitGone, processesOf, type RunningProcess} from '../../source/demo/processes.js';
import {connectDaemon, type ConnectOptions, type DaemonLink} from '../../source/link/daemon.js';
import type {Size} from '../../source/screen/grid.js';
import {Pty} from '../client/pty.js';
import type {Lifetime} from './lifetime.js';
import {plainTurns, type Entry} from './rehearsed.js';
import {runProgram, type Ended, type RunProgramOptions} from './run-program.js';
import {sharedCache} from './shared-cache.js';

export type HomeOptions = {
	/** The words of the models before those that carry any task through. */
	turns?: readonly Entry[];
	/** config.yaml; JSON is YAML. */
	config?: unknown;
	environment?: Record<string, string>;
};

export type RunOptions = Partial<Omit<RunProgramOptions, 'environment'>> & {environment?: Record<string, string | undefined>};

/** A person's home with a state, a configuration and sockets of its own, in which the real program is used. */
export type Home = {
	folder: string;
	/** Where the journey's repository is made; the folder that commands are given in. */
	repository: string;
	environment: Record<string, string>;
	paths: Paths;
	/** Runs `millwright …` without a terminal, to its end. */
	run: (argv: string[], options?: RunOptions) => Promise<Ended>;
	/** Runs `millwright …` in a pseudo-terminal. */
	open: (size: Size, argv?: string[], options?: RunOptions) => Pty;
	/** A connection of the journey's own, to look behind the screen. Closed at the end. */
	link: (options?: Partial<ConnectOptions>) => Promise<DaemonLink>;
	/** What works in this home. */
	processes: () => Promise<RunningProcess[]>;
};

export const program = (): string => path.join(packageRoot(), 'bin', 'millwright.js');

// On a machine that does other work too a stage of a run takes a minute.
const patience = 300_000;

/** Whatever happens in the journey, afterwards no process and no folder of it is left. */
export async function makeHome(t: Lifetime, {turns = [], config = {}, environment: more = {}}: HomeOptions = {}): Promise<Home> {
	// Sockets need a short path, so it is not the temporary folder of the system, which can be deep.
	const folder = await realpath(await mkdtemp('/tmp/mwj-'));
	t.teardown(async () => {
		await endAll(folder);
		await rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});
	});
	const environment: Record<string, string> = {
		PATH: process.env['PATH'] ?? '',
		HOME: folder,
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		XDG_STATE_HOME: path.join(folder, 's'),
		XDG_CONFIG_HOME: path.join(folder, 'c'),
		XDG_CACHE_HOME: sharedCache,
		XDG_RUNTIME_DIR: path.join(folder, 'r'),
		MILLWRIGHT_REHEARSAL: path.join(folder, 'script.yaml'),
		MILLWRIGHT_REHEARSAL_PACE: '0',
		...more,
	};
	const paths = resolvePaths(environment);
	await mkdir(path.join(folder, 'r'), {mode: 0o700});
	await mkdir(paths.config, {recursive: true});
	await writeFile(path.join(paths.config, 'config.yaml'), JSON.stringify(config));
	await writeFile(environment['MILLWRIGHT_REHEARSAL']!, JSON.stringify({rehearsal: 1, pace: 0, turns: [...turns, ...plainTurns]}));
	const repository = path.join(folder, 'shop');
	await mkdir(repository);
	const withMore = (options: RunOptions) => definedOf({...environment, ...options.environment});
	return {
		folder, repository, environment, paths,
		run: async (argv, options = {}) => runProgram([process.execPath, program(), ...argv], {cwd: repository, ...options, environment: withMore(options)}),
		open: (size, argv = [], options = {}) => new Pty(t, {argv: [process.execPath, program(), ...argv], size, environment: withMore(options), cwd: options.cwd ?? repository, patience, isFloor: true}),
		async link(options = {}) {
			const link = await connectDaemon({paths, start: true, role: 'command', rehearsal: environment['MILLWRIGHT_REHEARSAL'], environment, ...options});
			t.teardown(() => {
				link.close();
			});
			return link;
		},
		processes: async () => processesOf(folder),
	};
}

const definedOf = (environment: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The daemon may start one more while it is killed, so it is looked again until there is none. */
async function endAll(folder: string): Promise<void> {
	for (let left = await processesOf(folder), turn = 0; left.length > 0 && turn < 10; turn++) {
		for (const {pid} of left) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It went by itself.
			}
		}

		left = await awaitGone(folder, 500);
	}
}
