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
	await new LineReader({
		line(text) {
			lines.push(text);
		},
	}).read(holder, {isLast: true});
	return lines.join('\n');
}
