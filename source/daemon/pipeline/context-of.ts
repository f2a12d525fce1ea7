import type {Run} from '../../../state/run.js';
import type {Parts} from './parts.js';
import type {PipelineSpec} from './pipeline-spec.js';
import {readIntent, readPipeline} from './read-inputs.js';
import type {RunContext} from './run-context.js';
import {Steps} from './steps.js';

/** Everything that the stages of a run work with, read as it stood when the run began. */
export async function contextOf(parts: Parts, run: Run, signal: AbortSignal): Promise<RunContext> {
	const room = await parts.rooms.get(run.project);
	const steps = new Steps(parts.store.runs, run.id);
	const pipeline = await steps.once<PipelineSpec>('pipeline', async () => readPipeline(room.inputs));
	const intent = await steps.once('intent', async () => readIntent(room.inputs, run.task));
	return {parts, room, run: run.id, project: run.project, task: run.task, generation: run.generation, baseCommit: run.baseCommit, pipeline, intent, steps, signal};
}
