import {readFileSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import {MillwrightError} from '../base/errors.js';
import type {HolderSpec} from '../protocol/holder.js';
import {sizeLimit} from '../protocol/screen-update.js';

export const size = z.object({cols: z.number().int().min(2).max(sizeLimit), rows: z.number().int().min(1).max(sizeLimit)});

const holderSpec = z.object({
	session: z.string().min(1).max(40),
	argv: z.array(z.string()).min(1),
	cwd: z.string(),
	environment: z.record(z.string(), z.string()),
	size,
	historyLines: z.number().int().min(0).max(1_000_000),
	socket: z.string(),
	token: z.string().min(1),
	version: z.string(),
}) satisfies z.ZodType<HolderSpec>;

/** Reads spec.json of a session's folder. */
export function readSpec(folder: string): HolderSpec {
	const file = path.join(folder, 'spec.json');
	try {
		return holderSpec.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		throw new MillwrightError('bad-spec', `The file ${file} does not say what to run: ${(error as Error).message}`, {hint: 'Only the daemon starts holders; look into its log.', cause: error});
	}
}
