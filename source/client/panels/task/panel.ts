import type {AttemptView, RunView, StageView} from '../../../protocol/run.js';
import {money} from '../../theme/figures.js';
import {cellsToLine, fit, plain, span, spread, type Line} from '../../theme/line.js';
import type {Panel, PanelRow} from '../panel.js';
import {logRows} from './log.js';
import {selectedStage} from './selected.js';
import {newestFirst, resultOf, stageKey, stageName, stageShapes, timeTaken} from './stage.js';
import {stageDetail} from './stage-detail.js';

/** What became of a task: each stage of each run with its input, output, cost and time, newest run first. */
export const taskPanel: Panel = {
	name: 'task',
	title({runs, stageLog}) {
		const log = stageLog === undefined ? '' : `  log of ${stageName(stageLog)}${stageLog.ended === false ? ', as it grows' : ''}`;
		return runs === undefined ? 'task' : `task  ${plain(runs.task, 60)}${log}`;
	},
	note: ({runs}) => runs?.view === undefined ? [] : [span(`${runs.view.length} ${runs.view.length === 1 ? 'run' : 'runs'}`, 'dim')],
	rows({runs, now, stageLog}, {width}) {
		if (stageLog !== undefined) {
			return logRows(stageLog, width);
		}

		if (runs?.view === undefined) {
			return [{line: fit([span(runs === undefined ? 'Press enter on a task in the queue.' : 'The runs are being fetched …', 'dim')], width)}];
		}

		if (runs.view.length === 0) {
			return [{line: fit([span('It has not run yet.', 'dim')], width)}];
		}

		return runs.view.toSorted(newestFirst).flatMap(run => runRows(run, {width, now}));
	},
	/** The selected stage in full: what went in, what came out, and where more of it is. */
	foot(model, {width, height}) {
		const selected = model.stageLog === undefined ? selectedStage(model) : undefined;
		const room = Math.min(10, Math.floor(height * 0.5));
		return selected === undefined || room < 4 ? [] : stageDetail(model, {stage: selected.stage, width, room});
	},
};

type Frame = {width: number; now: number};

function runRows(run: RunView, frame: Frame): PanelRow[] {
	const {width} = frame;
	const by = run.verifiedBy.length === 1 ? [[span(`  ▲ verified by a single provider: ${plain(run.verifiedBy[0]!, 30)}`, 'needs')]] : [];
	const role = run.state === 'failed' ? 'bad' : (run.state === 'merged' ? 'good' : 'dim');
	return [
		{
			mark: run.id,
			line: spread({left: [span(`generation ${run.generation}`, 'strong'), span(`  ${run.state}`, role)], right: [span(money(run.cost), 'money')], width}),
		},
		...run.stages.flatMap(stage => stageRows(run, stage, frame)),
		...run.attempts.flatMap(attempt => attemptRows(attempt, frame)),
		...by.map(line => ({line: fit(line, width)})),
		...(run.lesson === undefined ? [] : [{line: fit([span('  became the rule ', 'dim'), span(plain(run.lesson), 'strong')], width)}]),
		{line: fit([], width)},
	];
}

function stageRows(run: RunView, stage: StageView, {width, now}: Frame): PanelRow[] {
	const [shape, role] = stageShapes[stage.state];
	return [{
		key: stageKey(run, stage),
		line: fit([span('  '), ...cellsToLine([
			{line: [span(shape, role)], width: 1},
			{line: [span(stageName(stage))], width: 10},
			{line: [span(stage.state, role)], width: 11},
			{line: [span(timeTaken(stage, now), 'dim')], width: 7, align: 'right'},
			{line: [span(stage.cost > 0 ? money(stage.cost) : '', 'money')], width: 7, align: 'right'},
			{line: [span(resultOf(stage), 'dim')], width: Math.max(0, width - 2 - 1 - 10 - 11 - 7 - 7 - 10)},
		])], width),
	}];
}

function attemptRows({number, state, branch, commits, reason, lines}: AttemptView, {width}: Frame): PanelRow[] {
	const size = lines === undefined ? '' : `  +${lines.added} −${lines.removed} in ${lines.files}`;
	const left: Line = [span(`    attempt ${number}  `), span(state, state === 'failed' || state === 'discarded' ? 'bad' : 'text'), span(`  ${commits} ${commits === 1 ? 'commit' : 'commits'}${size}  ${plain(branch)}`, 'dim')];
	return [
		{line: fit(left, width)},
		...(reason === undefined ? [] : [{line: fit([span(`      ${plain(reason)}`, 'dim')], width)}]),
	];
}
