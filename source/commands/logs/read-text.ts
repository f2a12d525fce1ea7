import {MillwrightError} from '../../base/errors.js';
import type {HolderLink} from '../../link/holder-link.js';
import {replyTooLong} from '../../protocol/holder.js';
import {LineReader} from './line-reader.js';

/** History and screen of a session that runs, as text: at once, or line by line where that is more than one message may hold. */
export async function readText(holder: HolderLink): Promise<string> {
	try {
		return await holder.text();
	} catch (error) {
		if (!(error instanceof MillwrightError) || error.code !== replyTooLong) {
			throw error;
		}
	}

	const lines: string[] = [];
	const isWhole = await new LineReader({
		line(text) {
			lines.push(text);
		},
	}).read(holder, {isLast: true});
	if (!isWhole) {
		throw new MillwrightError('restless', 'The session clears or exchanges its screen all the time, and its text is too long to be read at once.', {hint: 'Try again when it is calmer, or look at it with `millwright attach`.'});
	}

	return lines.join('\n');
}
