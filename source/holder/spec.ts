import {readFileSync} from 'node:fs';
import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import type {HolderSpec} from '../protocol/holder.js';
import {isSize} from './request-shape.js';

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.values(value).every(entry => typeof entry === 'string');

const checks: Record<keyof HolderSpec, (value: unknown) => boolean> = {
	session: value => typeof value === 'string' && /^[\-0-9a-z]{1,40}$/v.test(value),
	argv: value => Array.isArray(value) && value.length > 0 && isTexts(value),
	cwd: isText,
	environment: isTexts,
	size: isSize,
	historyLines: value => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 1_000_000,
	ambiguousWidth: value => [undefined, 1, 2].includes(value as number | undefined),
	record: value => value === undefined || typeof value === 'boolean',
	sizing: value => value === undefined || ['latest', 'largest', 'smallest'].includes(value as string) || isSize(value),
	socket: isText,
	token: isText,
	version: isText,
};

/** Reads spec.json of a session's folder. */
export function readSpec(folder: string): HolderSpec {
	const file = path.join(folder, 'spec.json');
	const spec = parse(file);
	const wrong = Object.entries(checks).find(([name, check]) => !check(spec[name]))?.[0];
	if (wrong !== undefined) {
		throw new MillwrightError('bad-spec', `The file ${file} does not say what to run: its ${wrong} is ${JSON.stringify(spec[wrong])}.`, {hint: 'Only the daemon starts holders; look into its log.'});
	}

	return spec as HolderSpec;
}

function parse(file: string): Record<string, unknown> {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	} catch (error) {
		throw new MillwrightError('bad-spec', `The file ${file} cannot be read: ${(error as Error).message}`, {hint: 'Only the daemon starts holders; look into its log.', cause: error});
	}
}
