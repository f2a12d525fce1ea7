import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync, watch} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {within} from '../../source/base/guard.js';
import {newToken} from '../../source/base/ids.js';
import {connectHolder, type HolderLink} from '../../source/link/holder.js';
import type {HolderRecord, HolderSpec, SessionExit} from '../../source/protocol/holder.js';
import {Screen} from '../../source/screen/screen.js';
import {gridText} from '../../source/screen/row-text.js';
import {StyleTable} from '../../source/screen/style.js';
import type {Lifetime} from '../support/lifetime.js';
import {sharedCache} from '../support/shared-cache.js';

/** Milliseconds after which something that should have happened fails its test. */
export const patience = 120_000;

/** For what is started without the person's own cache: Node keeps there what it compiled. */
export const compiled = {NODE_COMPILE_CACHE: path.join(sharedCache, 'compiled')};

export type Driven = {
	folder: string;
	spec: HolderSpec;
	process: ChildProcess;
	/** A new connection. */
	connect(): Promise<HolderLink>;
	/** A file of the session's folder, once it is there. */
	file(name: string): Promise<string>;
	record(): Promise<HolderRecord>;
	exit(): Promise<SessionExit>;
	/** Resolves when the holder itself has gone. */
	gone(): Promise<void>;
};

/** A real holder with a real program in a real pseudo-terminal. It is ended with the test. */
export async function drive(t: Lifetime, argv: string[], overrides: Partial<HolderSpec> = {}): Promise<Driven> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-'));
	const spec: HolderSpec = {
		session: `s-${path.basename(folder).slice(3).toLowerCase()}test`,
		argv,
		cwd: folder,
		environment: {PATH: process.env['PATH']!, HOME: folder, LANG: 'C.UTF-8'},
		size: {cols: 80, rows: 24},
		historyLines: 1000,
		socket: path.join(folder, 's.sock'),
		token: newToken(),
		version: '0.0.0-test',
		...overrides,
	};
	await writeFile(path.join(folder, 'spec.json'), JSON.stringify(spec));
	const main = fileURLToPath(import.meta.resolve('../../source/holder/main.js'));
	const child = spawn(process.execPath, [main, folder], {stdio: ['ignore', 'inherit', 'inherit'], detached: true, env: {...process.env, ...compiled}});
	const gone = new Promise<void>(resolve => {
		child.once('exit', () => {
			resolve();
		});
	});
	t.teardown(async () => {
		child.kill('SIGTERM');
		await within(patience, gone, () => new Error('The holder did not go.'));
		await rm(folder, {recursive: true, force: true});
	});
	const file = async (name: string) => readFile(await appear(path.join(folder, name)), 'utf8');
	return {
		folder,
		spec,
		process: child,
		async connect() {
			const {socket, token, version} = spec;
			await appear(path.join(folder, 'holder.json'), path.join(folder, 'exit.json'));
			const link = await connectHolder({socket, token, version, role: 'client'});
			t.teardown(() => {
				link.close();
			});
			return link;
		},
		file,
		record: async () => JSON.parse(await file('holder.json')) as HolderRecord,
		exit: async () => JSON.parse(await file('exit.json')) as SessionExit,
		gone: async () => within(patience, gone, () => new Error('The holder did not go.')),
	};
}

/** A client's screen of a session: applies and acknowledges every update. */
export class Follower {
	readonly screen = new Screen(new StyleTable());
	readonly #waiting = new Set<() => void>();
	updates = 0;

	constructor(link: HolderLink) {
		link.updates.on(update => {
			this.screen.apply(update);
			this.updates++;
			link.acknowledge(update.revision);
			for (const look of this.#waiting) {
				look();
			}
		});
		link.subscribe(0);
	}

	get text(): string {
		return gridText(this.screen.grid);
	}

	/** Resolves when the screen is as asked for. */
	async until(isSo: (text: string, screen: Screen) => boolean): Promise<void> {
		const {promise, resolve} = Promise.withResolvers<void>();
		const look = () => {
			if (isSo(this.text, this.screen)) {
				resolve();
			}
		};

		this.#waiting.add(look);
		look();
		await within(patience, promise, () => new Error(`The screen never came to be as asked for. It is:\n${this.text}`));
		this.#waiting.delete(look);
	}

	async shows(text: string): Promise<void> {
		return this.until(all => all.includes(text));
	}
}

/** Resolves once something stands at one of these paths of one folder. */
export async function appear(...files: string[]): Promise<string> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const look = () => {
		if (files.some(file => existsSync(file))) {
			resolve();
		}
	};

	const watcher = watch(path.dirname(files[0]!), look);
	look();
	try {
		await within(patience, promise, () => new Error(`${files.join(' or ')} never appeared.`));
	} finally {
		watcher.close();
	}

	return files[0]!;
}

/** A small program in this same Node. */
export const script = (code: string): string[] => [process.execPath, '-e', code];
