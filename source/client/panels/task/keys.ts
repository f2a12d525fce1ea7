import type {Binding} from '../../bindings/binding.js';
import {isLive} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {markBeyond} from '../../floor/reduce-list.js';
import {listKeys} from '../list-keys.js';
import {selectedStage} from './selected.js';

export const taskKeys: Binding[] = [
	...listKeys('task'),
	{
		id: 'task-log', context: 'task', keys: ['enter'], words: 'read the log of the stage, or go to its session while that lives', rank: 10,
		hint: model => liveSession(model) === undefined ? 'log of the stage' : 'go to its session',
		off: cannotRead,
		run(model) {
			const live = liveSession(model);
			if (live !== undefined) {
				return {action: {type: 'focus', pane: live}};
			}

			const selected = selectedStage(model);
			if (selected === undefined) {
				return {};
			}

			const {run, stage: {stage, attempt, state}} = selected;
			const of = {run: run.id, stage, ...(attempt === undefined ? {} : {attempt})};
			return {action: {type: 'stageLog', of, at: state === 'passed' ? 'start' : 'end'}};
		},
	},
	{
		id: 'task-runs', context: 'task', keys: ['escape', 'backspace'], words: 'go back from a log to the runs, and from the runs to the layout', hint: 'back', rank: 1,
		run: ({stageLog}) => ({action: stageLog === undefined ? {type: 'full', panel: undefined} : {type: 'stageLog', of: undefined, at: 'start'}}),
	},
	{id: 'task-next-run', context: 'task', keys: [']'], words: 'go to the next run', hint: 'next run', rank: 12, off: model => noRun(model, 1), run: () => ({action: {type: 'mark', panel: 'task', by: 1}})},
	{id: 'task-previous-run', context: 'task', keys: ['['], words: 'go to the previous run', off: model => noRun(model, -1), run: () => ({action: {type: 'mark', panel: 'task', by: -1}})},
];

function cannotRead(model: ClientModel): string | undefined {
	if (model.stageLog !== undefined) {
		return 'The log is on the screen.';
	}

	const {log, sessions = []} = selectedStage(model)?.stage ?? {};
	return log === undefined && sessions.length === 0 ? 'This stage has no log.' : undefined;
}

/** Of a stage that has no log of its own yet. */
function liveSession(model: ClientModel): string | undefined {
	const {log, sessions = []} = selectedStage(model)?.stage ?? {};
	return log === undefined ? model.floor.sessions.find(session => sessions.includes(session.id) && isLive(session))?.id : undefined;
}

function noRun(model: ClientModel, by: 1 | -1): string | undefined {
	const {stageLog, runs} = model;
	if (stageLog !== undefined) {
		return 'The log of a stage is on the screen.';
	}

	const others = (runs?.view?.length ?? 0) > 1;
	return others && markBeyond(model, 'task', by) !== undefined ? undefined : (others ? `It is the ${by === 1 ? 'last' : 'first'} run.` : 'There is no other run.');
}
