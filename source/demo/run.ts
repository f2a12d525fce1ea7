import type {Context} from '../commands/command.js';
import {span} from '../commands/format.js';
import {cleanUp} from './clean-up.js';
import {playStory} from './play.js';
import {queueStory} from './queue-story.js';
import {leaveOnSignal, longest} from './leaving.js';
import {makeRoom} from './room.js';
import {sayLesson} from './say-lesson.js';
import {watchStory} from './watch.js';

export type DemoOptions = {context: Context; keep: boolean; plain: boolean};

/** Three tasks through the whole factory, in a throwaway folder. On a terminal the floor opens; without one the story runs through line by line. */
export async function runDemo({context, keep, plain}: DemoOptions): Promise<number> {
	const {print} = context;
	const room = await makeRoom(context);
	const begun = Date.now();
	print.line('A rehearsal: the words of the models come from a script, everything else is real.');
	print.line(`${keep ? 'Kept' : 'Throwaway'} folder: ${room.folder}`);
	const watched = context.interactive && !plain;
	const leaving = leaveOnSignal(watched ? Infinity : longest);
	let faults: string[];
	try {
		const project = await queueStory(room);
		faults = watched ? await watchStory(room, project) : await playStory({room, project, signal: leaving.signal});
		await sayLesson(room, project);
	} catch (error) {
		await cleanUp(room, {keep});
		if (leaving.signal.aborted) {
			print.note(`millwright: ${(leaving.signal.reason as Error).message}`);
			return leaving.exitCode();
		}

		throw error;
	} finally {
		leaving.dispose();
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
