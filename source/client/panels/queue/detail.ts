import type {RunView, StageView} from '../../../protocol/run.js';
import type {TaskView} from '../../../protocol/task.js';
import {currentTask, selectedTask} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {money} from '../../theme/figures.js';
import {cellsToLine, fit, plain, span, widthOf, wrap, type Line} from '../../theme/line.js';
import {newestFirst, resultOf, stageName, stageShapes, timeTaken} from '../task/stage.js';

// A rule and two stages: less says nothing that the row of the task does not.
const least = 3;

/** The task that keys are about, else the one that is selected in the queue. */
export const detailedTask = (model: ClientModel): TaskView | undefined => currentTask(model) ?? selectedTask(model);

/** What the queue does with the room that its rows leave: the stages of the task that keys are about, each with its time and cost. */
export function queueDetail(model: ClientModel, {width, room}: {width: number; room: number}): Line[] {
	const task = detailedTask(model);
	if (task === undefined || room < least) {
		return [];
	}

	const runs = model.detail?.project === task.project && model.detail.task === task.id ? model.detail.view.toSorted(newestFirst) : [];
	const [newest, ...older] = runs;
	const stages = stageLines(newest?.stages ?? [], {width, now: model.now, room: room - 3});
	const before = older.map(run => beforeLine(run));
	const title = wrap(plain(task.title), width).slice(0, 2).map((text): Line => [span(text, 'dim')]);
	const shownStages = stages.slice(-(room - 1));
	const left = room - 1 - shownStages.length;
	const words = left > title.length ? title : [];
	const lines: Line[] = [head(task, width), ...words, ...shownStages, ...before.slice(0, left - words.length)];
	return [...lines, ...Array.from({length: room - lines.length}, (): Line => [])].map(line => fit(line, width));
}

function head({id, generation, priority}: TaskView, width: number): Line {
	const facts = [...(priority === 3 ? [] : [`priority ${priority}`]), ...(generation > 1 ? [`generation ${generation}`] : [])];
	const right = facts.length === 0 ? '' : ` ${facts.join(', ')} ─`;
	const left: Line = [span('─ ', 'border'), span(plain(id, Math.max(4, width - right.length - 8)), 'strong'), span(' ')];
	return [...left, span('─'.repeat(Math.max(0, width - widthOf(left) - right.length)), 'border'), span(right, 'border')];
}

type Frame = {width: number; now: number; room: number};

/** What came of a stage has a line of its own where it has no place beside it and there is room. */
function stageLines(stages: readonly StageView[], {width, now, room}: Frame): Line[] {
	const isTall = width < fromBeside && stages.length * 2 <= room;
	return stages.flatMap(stage => {
		const [shape, role] = stageShapes[stage.state];
		const result: Line = [span(resultOf(stage), stage.state === 'failed' ? 'bad' : 'dim')];
		const line = cellsToLine([
			{line: [span(`${shape} `, role), span(stageName(stage))], width: 11},
			{line: [span(timeTaken(stage, now), 'dim')], width: 6, align: 'right'},
			{line: [span(stage.cost > 0 ? money(stage.cost) : '', 'money')], width: 6, align: 'right'},
			{line: isTall ? [] : result, width: Math.max(0, width - 11 - 6 - 6 - 6)},
		]);
		return isTall ? [line, [span('  '), ...result]] : [line];
	});
}

// From this width on a line has room for what came of a stage.
const fromBeside = 60;

function beforeLine({generation, state, cost, lesson}: RunView): Line {
	const became = lesson === undefined ? (state === 'regenerated' ? 'thrown away' : state) : `became the rule ${plain(lesson)}`;
	return [span(`  generation ${generation}  ${money(cost)}  ${became}`, 'dim')];
}
