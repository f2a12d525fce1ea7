import type {RunView, StageView} from '../../../protocol/run.js';
import type {Binding} from '../../bindings/binding.js';
import type {ClientModel} from '../../floor/model.js';
import {listKeys} from '../list-keys.js';
import {newestFirst, stageKey} from './panel.js';

export const taskKeys: Binding[] = [
	...listKeys('task'),
	{
		id: 'task-log', context: 'task', keys: ['enter'], words: 'read the log of the stage', hint: 'log of the stage', rank: 10,
		off: model => model.stageLog === undefined ? (selectedStage(model)?.stage.log === undefined ? 'This stage has no log.' : undefined) : 'The log is on the screen.',
		run(model) {
			const selected = selectedStage(model);
			if (selected === undefined) {
				return {};
			}

			const {run, stage: {stage, attempt}} = selected;
			const of = {run: run.id, stage, ...(attempt === undefined ? {} : {attempt})};
			return {action: {type: 'stageLog', of}, effects: [{type: 'request', name: 'stage.log', params: of, becomes: ({text}) => ({type: 'logged', ...of, text})}]};
		},
	},
	{
		id: 'task-runs', context: 'task', keys: ['escape', 'backspace'], words: 'go back from a log to the runs, and from the runs to the layout', hint: 'back', rank: 1,
		run: ({stageLog}) => ({action: stageLog === undefined ? {type: 'full', panel: undefined} : {type: 'stageLog', of: undefined}}),
	},
	{id: 'task-next-run', context: 'task', keys: [']'], words: 'go to the next run', hint: 'next run', rank: 12, off: onlyRuns, run: () => ({action: {type: 'mark', panel: 'task', by: 1}})},
	{id: 'task-previous-run', context: 'task', keys: ['['], words: 'go to the previous run', off: onlyRuns, run: () => ({action: {type: 'mark', panel: 'task', by: -1}})},
];

function onlyRuns({stageLog}: ClientModel): string | undefined {
	return stageLog === undefined ? undefined : 'The log of a stage is on the screen.';
}

function selectedStage({runs, ui}: ClientModel): {run: RunView; stage: StageView} | undefined {
	const stages = (runs?.view ?? []).toSorted(newestFirst).flatMap(run => run.stages.map(stage => ({run, stage})));
	return stages.find(({run, stage}) => stageKey(run, stage) === ui.selection.task?.key) ?? stages[0];
}
