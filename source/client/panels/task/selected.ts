import type {RunView, StageView} from '../../../protocol/run.js';
import type {ClientModel} from '../../floor/model.js';
import {newestFirst, stageKey} from './stage.js';

/** The stage that the keys of the task panel are about: the chosen one, else the first of the newest run. */
export function selectedStage({runs, ui}: ClientModel): {run: RunView; stage: StageView} | undefined {
	const stages = (runs?.view ?? []).toSorted(newestFirst).flatMap(run => run.stages.map(stage => ({run, stage})));
	return stages.find(({run, stage}) => stageKey(run, stage) === ui.selection.task?.key) ?? stages[0];
}
