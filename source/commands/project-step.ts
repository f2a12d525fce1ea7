import type {ProjectView} from '../protocol/project.js';
import {flagOption, type Invocation} from './command.js';
import {findProject} from './find.js';
import {withDaemon, type Daemon} from './reach.js';

/** Does one thing to one project and says how it stands now. */
export async function projectStep(invocation: Invocation, step: (daemon: Daemon, project: string) => Promise<ProjectView>): Promise<number> {
	const {print} = invocation.context;
	return withDaemon(invocation.context, async daemon => {
		const {id} = await findProject({daemon, invocation});
		const project = await step(daemon, id);
		if (flagOption(invocation.options, 'json')) {
			print.json(project);
		} else {
			const {working, needsYou, queued, merged} = project.counts;
			print.line(`${print.paint('bold', project.name)}  ${project.paused ? '■ paused' : '● running'}: ${working} working, ${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you, ${queued} queued, ${merged} merged`);
		}

		return 0;
	});
}
