import {withDaemon} from '../commands/reach.js';
import type {ProjectView} from '../protocol/project.js';
import {createDemoRepository} from './repository.js';
import type {Room} from './room.js';
import {demoTasks} from './story.js';

// More than the story costs at real prices, so that the meter shows a limit and never reaches it.
const budget = 20;

/** Makes the repository, begins with it and queues the three tasks. Throws the signal's reason between two steps. */
export async function queueStory({context, repository}: Room, signal: AbortSignal): Promise<ProjectView> {
	await context.print.during('Making a repository', createDemoRepository(repository));
	signal.throwIfAborted();
	return withDaemon(context, async daemon => {
		signal.throwIfAborted();
		const {gates} = await daemon.request('project.propose', {path: repository});
		const project = await daemon.request('project.init', {path: repository, gates, budget});
		for (const task of demoTasks) {
			await daemon.request('task.add', {...task, project: project.id, key: `demo-${task.id}`});
			signal.throwIfAborted();
		}

		return project;
	});
}
