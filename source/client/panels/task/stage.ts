import type {RunView, StageState, StageView} from '../../../protocol/run.js';
import {duration, elapsed} from '../../theme/figures.js';
import {plain} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';

/** A stage is never told by its colour alone. */
export const stageShapes: Record<StageState, [string, Role]> = {
	pending: ['◌', 'dim'], running: ['●', 'working'], waiting: ['▲', 'needs'], passed: ['✓', 'good'], failed: ['✗', 'bad'], skipped: ['·', 'dim'], interrupted: ['‖', 'paused'],
};

/** Of a row that stands for a stage: the stage can be found again by it. */
export const stageKey = ({id}: RunView, {stage, attempt}: StageView): string => [id, stage, attempt ?? ''].join('/');

export const stageName = ({stage, attempt}: {stage: string; attempt?: number}): string => `${stage}${attempt === undefined ? '' : ` ${attempt}`}`;

export const timeTaken = ({startedAt, endedAt}: StageView, now: number): string => startedAt === undefined ? '' : (endedAt === undefined ? elapsed(now - startedAt) : duration(endedAt - startedAt));

/** What came of it; before that what it works on. */
export const resultOf = ({input, output}: StageView): string => plain(output === '' ? input : output);

export const newestFirst = (one: RunView, other: RunView): number => other.generation - one.generation || other.startedAt - one.startedAt;

/** Those of a run that are under way: their times go on. */
export const openStages = (runs: readonly RunView[]): StageView[] => runs.flatMap(({stages}) => stages.filter(({state, startedAt}) => (state === 'running' || state === 'waiting') && startedAt !== undefined));
