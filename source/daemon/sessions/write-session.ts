import path from 'node:path';
import {makeFolder, writeDurably} from '../../base/durable-file.js';
import type {Session} from '../../../state/session.js';
import {writeBrief, writeSpec} from './exchange.js';
import type {Preparation} from './preparation.js';
import type {SessionsOptions} from './sessions-options.js';

// Of a session that no client asked for: an 80×24 that nobody watches would wrap what agents print. Clients give their panes' size when they come.
const firstSize = {cols: 120, rows: 36};

export type HolderOptions = Pick<SessionsOptions, 'token' | 'version' | 'sizing' | 'ambiguousWidth' | 'record'>;

/** Writes everything that a holder and its agent are started with into the session's folder. */
export async function writeSession(record: Session, preparation: Preparation, {token, version, sizing, ambiguousWidth, record: isRecorded}: HolderOptions): Promise<void> {
	await makeFolder(record.folder);
	for (const [file, text] of Object.entries(preparation.files ?? {})) {
		await makeFolder(path.dirname(file));
		await writeDurably(file, text, {mode: 0o600});
	}

	if (preparation.brief !== undefined) {
		await writeBrief(record.folder, preparation.brief);
	}

	await writeSpec(record.folder, {
		session: record.id,
		argv: preparation.argv,
		cwd: preparation.cwd,
		environment: preparation.environment,
		size: preparation.size ?? firstSize,
		historyLines: preparation.historyLines,
		socket: preparation.socket,
		sizing,
		ambiguousWidth,
		record: isRecorded,
		token,
		version,
	});
}
