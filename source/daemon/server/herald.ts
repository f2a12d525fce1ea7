import {spawn, type ChildProcess} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {Log} from '../../base/log.js';
import {packageRoot} from '../../base/package-root.js';
import type {Paths} from '../../base/paths.js';
import {logFile} from '../../link/start.js';

export type HeraldOptions = {
	paths: Paths;
	log: Log;
	/** Milliseconds from a client's coming to the start: it takes half a second of a core, which the person's own start should have for itself. */
	delay?: number;
	/** The shipped one unless given. */
	program?: string;
};

// One that falls this often, each time before it has lived for that long (milliseconds), has a fault, and floors open without.
const attempts = 3;
const maturity = 3_600_000;

/**
The process that makes first pictures: whoever opens the floor again has it before their client is loaded. Started when somebody has opened one,
and ends by itself when its connection to this daemon does.
*/
export class Herald {
	readonly #options: HeraldOptions;
	#child: ChildProcess | undefined;
	#timer: NodeJS.Timeout | undefined;
	#falls = 0;
	#isClosed = false;

	constructor(options: HeraldOptions) {
		this.#options = options;
	}

	/** Whether one will be started soon. */
	get isDue(): boolean {
		return this.#timer !== undefined;
	}

	/** Somebody has opened a floor. */
	wanted(): void {
		if (this.#child !== undefined || this.#isClosed || this.#falls === attempts) {
			return;
		}

		const {delay = 10_000} = this.#options;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#start();
		}, delay).unref();
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#start(): void {
		const {paths, log, program = path.join(packageRoot(), 'dist', 'herald.js')} = this.#options;
		try {
			const output = openSync(logFile(paths), 'a', 0o600);
			const child = spawn(process.execPath, [program, String(process.pid)], {detached: true, cwd: '/', stdio: ['ignore', output, output], env: heraldEnvironment()});
			closeSync(output);
			this.#child = child;
			const startedAt = performance.now();
			const fell = (reason: string) => {
				this.#child = undefined;
				this.#falls = performance.now() - startedAt > maturity ? 0 : this.#falls + 1;
				if (!this.#isClosed) {
					log.warn('the herald ended: floors open without their first picture until another client has come', {reason});
				}
			};

			child.once('error', error => {
				fell(error.message);
			});
			child.once('exit', (code, signal) => {
				fell(signal ?? String(code));
			});
			child.unref();
		} catch (error) {
			this.#falls++;
			log.warn('the herald could not be started', {reason: String(error)});
		}
	}
}

/** What finds the folders of the person. Keys of providers are no business of it. */
const heraldEnvironment = (): Record<string, string> => Object.fromEntries(['PATH', 'HOME', 'LANG', 'TZ', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'MILLWRIGHT_REHEARSAL']
	.flatMap(name => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
