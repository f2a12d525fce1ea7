import type {Intent} from '../../protocol/task.js';
import type {Finding} from '../../protocol/exchange.js';
import type {Parts} from './parts.js';
import type {PipelineSpec} from './pipeline-spec.js';
import type {ProjectRoom} from './project-rooms.js';
import type {Steps} from './steps.js';

/** What the stages of one run work with. */
export type RunContext = {
	readonly parts: Parts;
	readonly room: ProjectRoom;
	/** The run's id. */
	readonly run: string;
	readonly project: string;
	readonly task: string;
	readonly generation: number;
	readonly baseCommit: string;
	/** As it stood when the run began. */
	readonly pipeline: PipelineSpec;
	readonly intent: Intent;
	readonly steps: Steps;
	/** Aborted when the task is cancelled or the daemon stops. */
	readonly signal: AbortSignal;
};

/** How a stage came out. */
export type Outcome =
	| {type: 'next'}
	/** The work is wrong: learn from it and generate again. */
	| {type: 'failed'; reason: string; findings: readonly Finding[]; person?: string}
	/** The work collides with what was merged meanwhile: build again on the new base, nothing to learn. */
	| {type: 'rebuild'; reason: string}
	/** The machine is wrong, not the work: the person is asked. */
	| {type: 'stuck'; reason: string};

export const next: Outcome = {type: 'next'};
