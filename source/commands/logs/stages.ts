import {safeBlock} from '../../base/safe-text.js';
import type {RunView, StageView} from '../../protocol/run.js';
import type {TaskView} from '../../protocol/task.js';
import {hearChanges} from '../follow/changes.js';
import {stateWord} from '../format.js';
import type {Print} from '../print.js';
import type {Daemon} from '../reach.js';

export type StageLogs = {daemon: Daemon; print: Print; task: TaskView; stage: string | undefined; follow: boolean; json: boolean};

/** Prints the logs of the stages of a task's newest run; with `follow` goes on until the task has ended. */
export async function printStages({daemon, print, task, stage, follow, json}: StageLogs): Promise<void> {
	const read = new Map<string, number>();
	const changes = hearChanges(daemon);
	let front = '';
	try {
		do {
			const runs = await daemon.request('run.list', {project: task.project, task: task.id});
			for (const run of follow ? runs : runs.slice(-1)) {
				for (const part of run.stages.filter(part => part.log !== undefined && (stage === undefined || part.stage === stage))) {
					const key = keyOf(run, part);
					const {text, next} = await daemon.request('stage.log', {run: run.id, stage: part.stage, ...(part.attempt === undefined ? {} : {attempt: part.attempt}), offset: read.get(key) ?? 0});
					read.set(key, next);
					if (json) {
						print.json({run: run.id, stage: part.stage, attempt: part.attempt, text});
					} else if (text !== '') {
						if (front !== key) {
							print.line(print.paint('bold', `── ${part.stage}${part.attempt === undefined ? '' : ` ${part.attempt}`}, run ${run.generation}, ${stateWord(part.state)}`));
						}

						front = key;
						print.line(safeBlock(text).trimEnd());
					}
				}
			}

			if (!follow || await hasEnded(daemon, task)) {
				return;
			}
		} while (await changes.next() === 'changed');
	} finally {
		changes.dispose();
	}
}

const keyOf = (run: RunView, stage: StageView): string => `${run.id} ${stage.stage} ${stage.attempt ?? 0} ${stage.startedAt ?? 0}`;

async function hasEnded(daemon: Daemon, {project, id}: TaskView): Promise<boolean> {
	const tasks = await daemon.request('task.list', {project});
	const task = tasks.find(other => other.id === id);
	return task === undefined || task.state === 'merged' || task.state === 'failed' || task.state === 'cancelled';
}
