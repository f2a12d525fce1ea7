import type {Context} from '../commands/command.js';
import {span} from '../commands/format.js';
import {cleanUp} from './clean-up.js';
import {playStory} from './play.js';
import {queueStory} from './queue-story.js';
import {leaveOnSignal, longest, type Leaving} from './leaving.js';
import {makeRoom} from './room.js';
import {sayLesson} from './say-lesson.js';
import {watchStory} from './watch.js';

export type DemoOptions = {context: Context; keep: boolean; plain: boolean};

/** Three tasks through the whole factory, in a throwaway folder. On a terminal the floor opens; without one the story runs through line by line. */
export async function runDemo(options: DemoOptions): Promise<number> {
	// From before there is something to leave behind until nothing is.
	const leaving = leaveOnSignal(isWatched(options) ? Infinity : longest);
	try {
		return await tellAndCleanUp(options, leaving);
	} finally {
		leaving.dispose();
	}
}

async function tellAndCleanUp({context, keep, plain}: DemoOptions, leaving: Leaving): Promise<number> {
	const {print} = context;
	const room = await makeRoom(context);
	const begun = Date.now();
	print.line('A rehearsal: the models\' words come from a script, everything else is real.');
	print.line(`${keep ? 'Kept' : 'Throwaway'} folder: ${room.folder}`);
	let faults: string[];
	try {
		const project = await queueStory(room, leaving.signal);
		faults = isWatched({context, plain}) ? await watchStory(room, project) : await playStory({room, project, signal: leaving.signal});
		leaving.signal.throwIfAborted();
		await sayLesson(room, project);
	} catch (error) {
		await print.during('Cleaning up', cleanUp(room, {keep}));
		if (leaving.signal.aborted) {
			print.note(`millwright: ${(leaving.signal.reason as Error).message} ${keep ? `${room.folder} is kept.` : 'Its folder is gone.'}`);
			return leaving.exitCode();
		}

		throw error;
	}

	faults.push(...await print.during('Cleaning up', cleanUp(room, {keep})));
	for (const fault of faults) {
		print.note(`✗ ${fault}`);
	}

	if (faults.length > 0) {
		return 1;
	}

	print.line(`${print.paint('green', '✓')} Three tasks merged, the tests of the base pass, nothing was left behind. ${span(Date.now() - begun)}.${keep ? ` The repository is ${room.repository}.` : ''}`);
	return 0;
}

const isWatched = ({context, plain}: Pick<DemoOptions, 'context' | 'plain'>): boolean => context.interactive && !plain;
