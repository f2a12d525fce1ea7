import {taskKey} from '../../../state/task.js';
import {commitsBetween, isAncestor} from '../git/history.js';
import {branchTip} from '../git/refs.js';
import {headMovements, madeThere} from '../git/reflog.js';
import {keepCommit} from '../git/trash.js';
import {findWorktree} from '../git/worktrees.js';
import {projectOf, runOf} from './lookup.js';
import type {Outcome, RunContext} from './run-context.js';

/**
What somebody did to the base branch while a run was under way, when it cannot go on from there: an agent shares the
repository and can move every ref of it. Undefined when the base only went forward, as it does when others merge or commit.
Nothing is put back: it may have been the person. What the base held stays reachable, and the person is told how to have it back.
*/
export async function lookAtBase(context: RunContext): Promise<Outcome | undefined> {
	const {room, project, parts, baseCommit} = context;
	const {base} = projectOf(parts, project);
	const tip = await branchTip(room.repository, base);
	if (tip === undefined) {
		await keepCommit(room.repository, {commit: baseCommit, task: context.task});
		return {type: 'stuck', reason: `The base branch ${base} was deleted while this was worked on. It was last seen at ${baseCommit.slice(0, 10)}; make it again (git branch ${base} ${baseCommit.slice(0, 10)}) and retry.`};
	}

	if (!await isAncestor(room.repository, {ancestor: baseCommit, of: tip})) {
		return rewritten(context, tip);
	}

	const published = tip === baseCommit ? undefined : await findPublished(context, tip);
	return published === undefined
		? undefined
		: {type: 'stuck', reason: `The commit ${published.slice(0, 10)} of this run is on ${base} already, and Millwright did not merge it. If you did, cancel the task; if not, look at ${base} and put it back (git update-ref refs/heads/${base} ${baseCommit.slice(0, 10)}).`};
}

/** An amended commit of the person looks the same as a base that an agent threw back: it is built again on what is there, and said. */
async function rewritten(context: RunContext, tip: string): Promise<Outcome> {
	const {parts, room, run, task, project, baseCommit} = context;
	const {base} = projectOf(parts, project);
	const ref = await keepCommit(room.repository, {commit: baseCommit, task});
	const id = `${run}-base`;
	await parts.store.tasks.update(taskKey({project, id: task}), draft => {
		if (draft.notices.every(notice => notice.id !== id)) {
			draft.notices.push({id, kind: 'checkout', at: Date.now(), text: `${base} was rewritten while ${task} was worked on, and not by Millwright`, detail: `It was at ${baseCommit.slice(0, 10)}, which is kept as ${ref}, and is at ${tip.slice(0, 10)}, which does not follow from it. If that was not you: git update-ref refs/heads/${base} ${baseCommit.slice(0, 10)}`});
		}
	});
	return {type: 'rebuild', reason: `${base} was rewritten meanwhile and is at ${tip.slice(0, 8)}`};
}

/** A commit that was made in a worktree of this run and that the base holds. */
async function findPublished({parts, room, run, baseCommit}: RunContext, tip: string): Promise<string | undefined> {
	const onBase = new Set((await commitsBetween(room.repository, {from: baseCommit, to: tip})).map(({commit}) => commit));
	for (const {worktree} of runOf(parts, run).attempts) {
		const found = await findWorktree(room.repository, worktree);
		const made = found === undefined ? [] : madeThere(await headMovements(found));
		const published = made.findLast(commit => onBase.has(commit));
		if (published !== undefined) {
			return published;
		}
	}

	return undefined;
}

/** A hint for an attempt without a commit: agents have been seen to commit in the person's own checkout. */
export async function movedMeanwhile({room, project, parts, baseCommit}: RunContext): Promise<string> {
	const {base} = projectOf(parts, project);
	const tip = await branchTip(room.repository, base);
	const isOurs = tip === baseCommit || parts.store.tasks.all().some(({merged}) => merged === tip);
	return tip === undefined || isOurs ? '' : ` ${base} moved to ${tip.slice(0, 10)} meanwhile, and Millwright did not move it: see whether the agent worked there.`;
}
