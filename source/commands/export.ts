import {createReadStream} from 'node:fs';
import {MillwrightError} from '../base/errors.js';
import type {SessionView} from '../protocol/session.js';
import {textOption, type Context, type RunCommand} from './command.js';
import {findSession} from './find.js';
import {readLines} from './export/read-lines.js';
import {recordingOf} from './export/recording-of.js';
import {writeOut} from './export/write-out.js';
import {withDaemon} from './reach.js';
import {reachHolder} from './reach-holder.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context, options} = invocation;
	const format = textOption(options, 'format') ?? 'text';
	const session = await findSession({daemon, invocation}, invocation.arguments[0]!);
	const chunks = format === 'cast' ? createReadStream(await recordingOf(context, session)) : await openHistory(context, session, format as 'text' | 'ansi');
	await writeOut(chunks, {file: textOption(options, 'output'), cwd: context.cwd});
	return 0;
});

type Chunks = AsyncIterable<string | Uint8Array>;

/** From the holder while it lives, page by page; from the file that it left after. */
async function openHistory(context: Context, session: SessionView, format: 'text' | 'ansi'): Promise<Chunks> {
	const holder = await reachHolder(context, session);
	if (holder !== undefined) {
		return readLines(holder, format);
	}

	if (session.history === undefined) {
		throw new MillwrightError('no-history', `The session ${session.number} left no history.`, {hint: '`millwright doctor` says whether something is wrong with the state folder.'});
	}

	return createReadStream(session.history[format]);
}
