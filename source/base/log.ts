import {appendFileSync, mkdirSync, renameSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {conceal, hideByShape} from './secrets.js';

export type LogLevel = 'info' | 'warn' | 'error';

/** Extra facts of a line, as JSON; the values of keys that name a secret are hidden. */
export type LogFields = Record<string, unknown>;

export type Log = {
	info(message: string, fields?: LogFields): void;
	warn(message: string, fields?: LogFields): void;
	error(message: string, fields?: LogFields): void;
	/** From now on these words are hidden wherever they would stand in a line: a key that was just read. */
	conceal(secret: string): void;
};

export type LogOptions = {
	file: string;
	/** Bytes after which the file is put aside as `<file>.1`; 4 MiB, so that a log is still opened at once by an editor. */
	limit?: number;
	/** Files put aside that are kept; 3. */
	keep?: number;
	now?: () => number;
};

/**
Writes lines to a file: time, level, message, fields. Secrets are hidden before anything is written.

Written at once and in order, because the last lines before a crash are the ones that are wanted; so log decisions, not
traffic. A log that cannot be written is not a reason to stop: the line is dropped.
*/
export function createLog({file, limit = 4 * 1024 * 1024, keep = 3, now = Date.now}: LogOptions): Log {
	const secrets = new Set<string>();
	let size = openedSize(file);

	const write = (level: LogLevel, message: string, fields: LogFields | undefined) => {
		const line = `${new Date(now()).toISOString()} ${level} ${clean(message, fields, secrets)}\n`;
		try {
			if (size + line.length > limit) {
				rotate(file, keep);
				size = 0;
			}

			appendFileSync(file, line, {mode: 0o600});
			size += line.length;
		} catch {
			// The disk is full or the folder went: work goes on without a log.
		}
	};

	return {
		info(message, fields) {
			write('info', message, fields);
		},
		warn(message, fields) {
			write('warn', message, fields);
		},
		error(message, fields) {
			write('error', message, fields);
		},
		conceal(secret) {
			// Shorter ones would hide ordinary words.
			if (secret.length >= 8) {
				secrets.add(secret);
			}
		},
	};
}

/** A log for where none is wanted. */
export const silentLog: Log = {info() {}, warn() {}, error() {}, conceal() {}};

function openedSize(file: string): number {
	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		return statSync(file).size;
	} catch {
		return 0;
	}
}

function rotate(file: string, keep: number): void {
	rmSync(`${file}.${keep}`, {force: true});
	for (let number = keep - 1; number >= 1; number--) {
		if (statSync(`${file}.${number}`, {throwIfNoEntry: false})) {
			renameSync(`${file}.${number}`, `${file}.${number + 1}`);
		}
	}

	if (statSync(file, {throwIfNoEntry: false})) {
		renameSync(file, `${file}.1`);
	}
}

function clean(message: string, fields: LogFields | undefined, secrets: ReadonlySet<string>): string {
	const text = fields === undefined ? message : `${message} ${JSON.stringify(fields, hideNamed)}`;
	// One line each, so that a message cannot forge the next.
	return hideByShape(conceal(text, secrets)).replaceAll(/[\u{0}-\u{1F}\u{7F}-\u{9F}]+/gv, ' ');
}

const secretName = /authorization|cookie|credential|passw|secret|token|api-?_?key/iv;

function hideNamed(key: string, value: unknown): unknown {
	if (value instanceof Error) {
		return value.message;
	}

	return typeof value === 'string' && secretName.test(key) ? '[hidden]' : value;
}
