import {stat} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {sessionFolder} from '../../base/paths.js';
import type {SessionView} from '../../protocol/session.js';
import type {Context} from '../command.js';

/** The asciicast that the holder of a session writes. Throws when it was not recorded. */
export async function recordingOf({paths}: Context, {id, number}: SessionView): Promise<string> {
	const file = path.join(sessionFolder(paths, id), 'recording.cast');
	const found = await stat(file).catch(() => undefined);
	if (found === undefined) {
		throw new MillwrightError('not-recorded', `The session ${number} (${id}) was not recorded.`, {hint: `Record it from now on with \`millwright record ${id}\`, or all sessions with \`record: true\` in config.yaml.`});
	}

	return file;
}
