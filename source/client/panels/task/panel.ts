import type {AttemptView, RunView, StageState, StageView} from '../../../protocol/run.js';
import {duration, money} from '../../theme/figures.js';
import {cellsToLine, fit, plain, span, spread, type Line} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';
import type {Panel, PanelRow} from '../panel.js';
import {logRows} from './log.js';

/** What became of a task: each stage of each run with its input, output, cost and time, newest run first. */
export const taskPanel: Panel = {
	name: 'task',
	title({runs, stageLog}) {
		const log = stageLog === undefined ? '' : `  log of ${stageLog.stage}${stageLog.attempt === undefined ? '' : ` ${stageLog.attempt}`}`;
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
};

export const newestFirst = (one: RunView, other: RunView): number => other.generation - one.generation || other.startedAt - one.startedAt;

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

const shapes: Record<StageState, [string, Role]> = {
	pending: ['◌', 'dim'], running: ['●', 'working'], waiting: ['▲', 'needs'], passed: ['✓', 'good'], failed: ['✗', 'bad'], skipped: ['·', 'dim'], interrupted: ['‖', 'paused'],
};

/** Of a row that stands for a stage: the stage can be found again by it. */
export const stageKey = ({id}: RunView, {stage, attempt}: StageView): string => [id, stage, attempt ?? ''].join('/');

function stageRows(run: RunView, stage: StageView, {width, now}: Frame): PanelRow[] {
	const [shape, role] = shapes[stage.state];
	const took = stage.startedAt === undefined ? '' : duration((stage.endedAt ?? now) - stage.startedAt);
	const name = `${stage.stage}${stage.attempt === undefined ? '' : ` ${stage.attempt}`}`;
	const result = plain(stage.output === '' ? stage.input : stage.output);
	return [{
		key: stageKey(run, stage),
		line: fit([span('  '), ...cellsToLine([
			{line: [span(shape, role)], width: 1},
			{line: [span(name)], width: 10},
			{line: [span(stage.state, role)], width: 11},
			{line: [span(took, 'dim')], width: 7, align: 'right'},
			{line: [span(stage.cost > 0 ? money(stage.cost) : '', 'money')], width: 7, align: 'right'},
			{line: [span(result, 'dim')], width: Math.max(0, width - 2 - 1 - 10 - 11 - 7 - 7 - 10)},
		])], width),
	}];
}

function attemptRows({number, state, branch, commits, reason, lines}: AttemptView, {width}: Frame): PanelRow[] {
	const size = lines === undefined ? '' : `  +${lines.added} −${lines.removed} in ${lines.files}`;
	const left: Line = [span(`    attempt ${number}  `), span(state, state === 'failed' || state === 'discarded' ? 'bad' : 'text'), span(`  ${commits} commits${size}  ${plain(branch)}`, 'dim')];
	return [
		{line: fit(left, width)},
		...(reason === undefined ? [] : [{line: fit([span(`      ${plain(reason)}`, 'dim')], width)}]),
	];
}
