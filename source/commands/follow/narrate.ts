import {safeLine} from '../../base/safe-text.js';
import type {AttemptView, RunView, StageView, VerdictView} from '../../protocol/run.js';
import {money, plural, shapeOf, span} from '../format.js';

/** One thing that happened, as a line of progress. */
export type Happening = {task: string; stage: string; text: string; level: 'info' | 'good' | 'warn' | 'bad'};

/** What happened to a run since it was looked at last. Pure: two views in, lines out. */
export function narrateRun(before: RunView | undefined, after: RunView): Happening[] {
	const say = (stage: string, level: Happening['level'], text: string): Happening => ({task: after.task, stage, text, level});
	const stages = after.stages.flatMap(stage => {
		const isEnd = stage.state !== 'running' && stage.state !== 'waiting';
		return narrateStage({before: before?.stages.find(old => sameStage(old, stage)), after: stage, run: after, say}).map(happening => ({isEnd, happening}));
	});
	return [
		...(before === undefined ? [say('run', 'info', beginning(after))] : []),
		...stages.filter(({isEnd}) => !isEnd).map(({happening}) => happening),
		...after.attempts.flatMap(attempt => narrateAttempt({before: before?.attempts.find(old => old.number === attempt.number), after: attempt, say})),
		// What was found before what came of it.
		...stages.filter(({isEnd}) => isEnd).map(({happening}) => happening),
		...(after.lesson !== undefined && before?.lesson === undefined ? [say('rule', 'warn', `becomes the rule ${safeLine(after.lesson)}`)] : []),
		...(before?.state === after.state ? [] : narrateEnd(after, say)),
	];
}

type Say = (stage: string, level: Happening['level'], text: string) => Happening;

function beginning({generation, baseCommit}: RunView): string {
	const from = `from ${baseCommit.slice(0, 10)}`;
	return generation > 1 ? `generation ${generation} begins ${from}: planned and built again` : `begins ${from}`;
}

const sameStage = (left: StageView, right: StageView): boolean => left.stage === right.stage && left.attempt === right.attempt && left.startedAt === right.startedAt;

function narrateStage({before, after, run, say}: {before: StageView | undefined; after: StageView; run: RunView; say: Say}): Happening[] {
	if (before?.state === after.state || after.state === 'pending' || after.state === 'skipped') {
		return [];
	}

	const which = after.attempt !== undefined && run.attempts.length > 1 ? `attempt ${after.attempt}: ` : '';
	if (after.state === 'running' || after.state === 'waiting') {
		const what = safeLine(after.input === '' ? after.state : after.input, 200);
		return [say(after.stage, after.state === 'waiting' ? 'warn' : 'info', `${shapeOf(after.state === 'waiting' ? 'needs' : 'running')} ${which}${what}`)];
	}

	const took = after.startedAt === undefined || after.endedAt === undefined ? '' : `  ${span(after.endedAt - after.startedAt)}`;
	const cost = after.cost > 0 ? `  ${money(after.cost)}` : '';
	const level = after.state === 'passed' ? 'good' : (after.state === 'failed' ? 'bad' : 'warn');
	return [say(after.stage, level, `${shapeOf(after.state)} ${which}${safeLine(after.output === '' ? after.state : after.output, 200)}${took}${cost}`)];
}

function narrateAttempt({before, after, say}: {before: AttemptView | undefined; after: AttemptView; say: Say}): Happening[] {
	const verdicts = after.verdicts.slice(before?.verdicts.length ?? 0).flatMap(verdict => narrateVerdict(verdict, say));
	const gates = after.gates.slice(before?.gates.length ?? 0).map(gate => gate.state === 'green'
		? say('gate', 'good', `✓ ${safeLine(gate.name)}: ${gate.tests === undefined ? safeLine(gate.reason) : `${plural(gate.tests, 'test')} passed`} on ${gate.commit.slice(0, 10)}`)
		: say('gate', 'bad', `✗ ${safeLine(gate.name)}: ${safeLine(gate.reason)}`));
	const discarded = after.state === 'discarded' && before?.state !== 'discarded' ? [say('build', 'warn', `attempt ${after.number} is discarded${after.reason === undefined ? '' : `: ${safeLine(after.reason, 200)}`}`)] : [];
	return [...verdicts, ...gates, ...discarded];
}

function narrateVerdict(verdict: VerdictView, say: Say): Happening[] {
	const isPassed = verdict.verdict === 'pass';
	return [
		say('verify', isPassed ? 'good' : 'bad', `${isPassed ? '✓' : '✗'} ${safeLine(verdict.role)} (${safeLine(verdict.provider)}): ${safeLine(verdict.summary, 200)}`),
		...verdict.findings.flatMap(finding => {
			const place = finding.file === undefined ? '' : `${safeLine(finding.file)}${finding.line === undefined ? '' : `:${finding.line}`}  `;
			return [
				say('verify', 'bad', `  ${place}${safeLine(finding.title)}`),
				...(finding.quote === undefined ? [] : [say('verify', 'bad', `  | ${safeLine(finding.quote)}`)]),
			];
		}),
	];
}

function narrateEnd(run: RunView, say: Say): Happening[] {
	const ends: Partial<Record<RunView['state'], Happening>> = {
		merged: say('merge', 'good', `✓ merged after generation ${run.generation}, ${money(run.cost)}`),
		failed: say('run', 'bad', '✗ failed'),
		cancelled: say('run', 'warn', '✗ cancelled'),
		regenerated: say('run', 'warn', 'the code is thrown away; it is planned and built again'),
	};
	const end = ends[run.state];
	return end === undefined ? [] : [end];
}
