import {MillwrightError} from '../../base/errors.js';
import type {Finding} from '../../protocol/exchange.js';
import type {Run} from '../../../state/run.js';
import {resolveCommit} from '../git/history.js';
import {discardAttempts} from './clean-up.js';
import {contextOf} from './context-of.js';
import {projectOf, taskOf} from './lookup.js';
import type {Parts} from './parts.js';

/** A new run of a task, from the base as it is now, told what the one before it failed on. */
export async function beginRun(parts: Parts, key: string, signal: AbortSignal): Promise<Run> {
	const task = taskOf(parts, key);
	const room = await parts.rooms.get(task.project);
	const runs = task.runs.map(id => parts.store.runs.get(id)).filter(run => run !== undefined);
	const before = runs.at(-1);
	if (before?.state === 'failed') {
		// What got stuck was left to be looked at until now.
		await discardAttempts(await contextOf(parts, before, signal));
	}

	const number = task.runs.length + 1;
	const {base} = projectOf(parts, task.project);
	const baseCommit = await resolveCommit(room.repository, `refs/heads/${base}`);
	if (baseCommit === undefined) {
		throw baseIsGone(parts, {project: task.project, base});
	}

	const run: Run = {
		id: `${task.project}.${task.id}.${number}`,
		project: task.project,
		task: task.id,
		generation: number,
		state: 'running',
		baseCommit,
		stages: [],
		attempts: [],
		verifiedBy: [],
		startedAt: Date.now(),
		cost: 0,
		feedback: feedbackOf(before, task.feedback),
		answers: before?.answers ?? [],
		rules: {cited: [], missed: []},
		steps: {},
	};
	await parts.store.runs.put(run);
	// In one writing: a task under way always has a run that says where it is.
	await parts.store.tasks.update(key, draft => {
		draft.runs.push(run.id);
		draft.since = draft.state === 'running' ? draft.since : Date.now();
		draft.state = 'running';
		delete draft.reason;
	});
	parts.news.tell({level: 'info', text: number === 1 ? `${task.id} begins` : `${task.id} is planned and built again from ${base}`, project: task.project, task: task.id});
	return run;
}

const feedbackOf = (before: Run | undefined, feedback: readonly string[]): Run['feedback'] => {
	const failed = before?.steps['failure']?.['value'] as {findings: Finding[]; person?: string} | undefined;
	const person = failed?.person ?? feedback.at(-1);
	return {findings: failed?.findings ?? [], ...(person === undefined ? {} : {person})};
};

/** With the last commit that it is known to have been at: what was merged since is in the person's reflog. */
function baseIsGone({store}: Parts, {project, base}: {project: string; base: string}): MillwrightError {
	const last = store.runs.all().filter(run => run.project === project).toSorted((one, other) => other.startedAt - one.startedAt)[0]?.baseCommit;
	return new MillwrightError('no-base-branch', `The branch ${base} of ${project}, which work is merged into, is gone.`, {
		hint: `Make it again with \`git branch ${base} ${last?.slice(0, 10) ?? '<commit>'}\` in its repository${last === undefined ? '' : ', where it was when work was last begun'}, and retry.`,
	});
}
