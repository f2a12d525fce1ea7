import {MillwrightError} from '../base/errors.js';
import {withDaemon} from '../commands/reach.js';
import {showFloor} from '../commands/show-floor.js';
import type {ProjectView} from '../protocol/project.js';
import type {TaskView} from '../protocol/task.js';
import {findFaults} from './prove.js';
import type {Room} from './room.js';

/** The person watches and decides; what they left unfinished is no fault of the demo's. */
export async function watchStory(room: Room, project: ProjectView): Promise<string[]> {
	// It would say that everything goes on, and here nothing does.
	await showFloor(room.context, {farewell: 'left to the caller'});
	const {print} = room.context;
	const tasks = await withDaemon(room.context, async daemon => daemon.request('task.list', {project: project.id}));
	const open = tasks.filter(task => task.state !== 'merged');
	if (open.length > 0) {
		const where = open.map(({id, state, stage}) => `${id} ${words[state] ?? `is ${state}`}${stage === undefined ? '' : ` (${stage})`}`).join(', ');
		throw new MillwrightError('left-early', `${tasks.length - open.length} of ${tasks.length} tasks were merged when you left; ${where}.`, {hint: 'Run the demo again to see it through; `--plain` runs it line by line.'});
	}

	return print.during('Running the tests of the base', findFaults(room, project));
}

// States that are no word of a sentence.
const words: Partial<Record<TaskView['state'], string>> = {needs: 'waits for you', waiting: 'waits for another', running: 'is under way'};
