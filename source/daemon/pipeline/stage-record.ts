import type {Run} from '../../../state/run.js';
import type {StageState} from '../../protocol/run.js';
import type {StageName} from '../../protocol/task.js';
import type {Collection} from '../store/types.js';

export type StageKey = {run: string; stage: StageName; attempt?: number};

export type StageChange = {state?: StageState; input?: string; output?: string; session?: string; log?: string};

const over = new Set<StageState>(['passed', 'failed', 'skipped', 'interrupted']);

/** Writes down what a stage of a run (or of one attempt) takes in, gives out, and how it stands: what `show` and the floor read. */
export async function recordStage(runs: Collection<Run>, {run, stage, attempt}: StageKey, change: StageChange): Promise<void> {
	await runs.update(run, draft => {
		let entry = draft.stages.find(known => known.stage === stage && known.attempt === attempt);
		if (entry === undefined) {
			entry = {stage, ...(attempt === undefined ? {} : {attempt}), state: 'pending', cost: 0, sessions: [], input: '', output: ''};
			draft.stages.push(entry);
		}

		if (change.session !== undefined && !entry.sessions.includes(change.session)) {
			entry.sessions.push(change.session);
		}

		entry.input = change.input ?? entry.input;
		entry.output = change.output ?? entry.output;
		if (change.log !== undefined) {
			entry.log = change.log;
		}

		if (change.state === undefined) {
			return;
		}

		entry.state = change.state;
		if (change.state === 'running') {
			entry.startedAt ??= Date.now();
			delete entry.endedAt;
		} else if (over.has(change.state)) {
			entry.endedAt = Date.now();
		}
	});
}
