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
	const target = {file: textOption(options, 'output'), cwd: context.cwd};
	if (format === 'cast') {
		await writeOut(createReadStream(await recordingOf(context, session)), target);
	} else {
		await writeHistory(context, session, {format: format as 'text' | 'ansi', target});
	}

	return 0;
});

type Writing = {format: 'text' | 'ansi'; target: Parameters<typeof writeOut>[1]};

/** From the holder while it lives, page by page; from the file that it left after. */
async function writeHistory(context: Context, session: SessionView, {format, target}: Writing): Promise<void> {
	const holder = await reachHolder(context, session);
	if (holder !== undefined) {
		try {
			await writeOut(readLines(holder, format), target);
		} finally {
			holder.close();
		}

		return;
	}

	if (session.history === undefined) {
		throw new MillwrightError('no-history', `The session ${session.number} left no history.`, {hint: '`millwright doctor` says whether something is wrong with the state folder.'});
	}

	await writeOut(createReadStream(session.history[format]), target);
}
