import {readFileSync, renameSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {Paths} from '../base/paths.js';
import type {Config} from './schema.js';

/*
What a configuration came to, kept in the runtime folder, which is the person's alone: reading and checking YAML takes 25 ms of a start, most of
them for loading what does it.
*/

const fileIn = ({runtime}: Pick<Paths, 'runtime'>): string => path.join(runtime, 'config.json');

/** Of the program that read it: another may have other keys and other defaults. All of its parts lie in one folder, which is made anew with them. */
const reader = (): string => String(statSync(import.meta.dirname).mtimeMs);

/** What this very text came to before; undefined when that is not known. */
export function recall(paths: Pick<Paths, 'runtime'>, text: string): Config | undefined {
	try {
		const kept = JSON.parse(readFileSync(fileIn(paths), 'utf8')) as {reader: string; text: string; config: Config};
		return kept.text === text && kept.reader === reader() ? kept.config : undefined;
	} catch {
		return undefined;
	}
}

export function remember(paths: Pick<Paths, 'runtime'>, text: string, config: Config): void {
	const file = fileIn(paths);
	try {
		writeFileSync(`${file}.${process.pid}`, JSON.stringify({reader: reader(), text, config}), {mode: 0o600});
		renameSync(`${file}.${process.pid}`, file);
	} catch {
		// No runtime folder yet, or a full disk: it is read again then.
	}
}
