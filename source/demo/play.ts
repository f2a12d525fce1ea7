import {follow} from '../commands/follow/follow.js';
import {happeningLine} from '../commands/follow/tell.js';
import {reachDaemon} from '../commands/reach.js';
import type {ProjectView} from '../protocol/project.js';
import {findFaults} from './prove.js';
import type {Room} from './room.js';
import {demoTasks} from './story.js';

/** Follows the three tasks to their end, answering with the recommendation and approving what passed. Resolves to what is not as promised. */
export async function playStory({room, project, signal}: {room: Room; project: ProjectView; signal: AbortSignal}): Promise<string[]> {
	const {context} = room;
	const {print} = context;
	const ids = demoTasks.map(({id}) => id!);
	const width = Math.max(...ids.map(id => id.length));
	await follow({
		reach: async () => reachDaemon(context),
		project: project.id,
		tasks: ids,
		policy: {interactive: false, answerRecommended: true, approve: true},
		print,
		signal,
		tell(happening) {
			print.line(happeningLine(print, happening, width));
		},
	});
	return print.during('Running the tests of the base', findFaults(room, project));
}
