import type {Finding} from '../../protocol/exchange.js';
import {attemptOf, updateAttempt} from './attempts.js';
import {chooseJudges} from './choose-judges.js';
import {judge, type Verdict} from './judge.js';
import {runOf} from './lookup.js';
import type {StageSpec} from './pipeline-spec.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {recordStage} from './stage-record.js';

const stage = 'verify';

/** Every built attempt is judged by each verifier, in sessions and clean checkouts of their own. All must pass it. */
export async function verifyStage(context: RunContext, spec: StageSpec): Promise<Outcome> {
	const {parts, run} = context;
	const built = runOf(parts, run).attempts.filter(({state}) => state === 'verifying').map(({number}) => number);
	await Promise.all(built.map(async number => verify(context, spec, number)));
	const after = runOf(parts, run);
	await parts.store.runs.update(run, draft => {
		draft.verifiedBy = [...new Set(draft.attempts.flatMap(({verdicts}) => verdicts.map(({provider}) => provider)))];
	});
	if (after.attempts.some(({state}) => state === 'gating')) {
		return next;
	}

	const findings = after.attempts.flatMap(({verdicts}) => verdicts.flatMap(verdict => verdict.findings));
	const first = after.attempts.find(({reason}) => reason !== undefined)?.reason ?? 'no attempt was verified';
	return findings.length === 0 ? {type: 'stuck', reason: `No attempt was verified: ${first}.`} : {type: 'failed', reason: first, findings: confirmedFirst(findings)};
}

async function verify(context: RunContext, spec: StageSpec, number: number): Promise<void> {
	const {parts, run, steps} = context;
	const key = {run, stage, attempt: number} as const;
	const commit = attemptOf(context, number).commit!;
	await recordStage(parts.store.runs, key, {state: 'running', input: `${commit.slice(0, 8)} against its plan and its ask`});
	const roles = spec.roles ?? (spec.role === undefined ? [] : [spec.role]);
	const choices = await steps.once(`verify:${number}:models`, async () => chooseJudges(context, {roles, number}));
	const judged = await Promise.all(roles.map(async role =>
		steps.once(`verify:${number}:${role}:verdict`, async () => judge(context, {role, number, commit, choice: choices[role]!}))));
	await steps.once(`verify:${number}:decided`, async () => decide(context, number, judged));
}

/** A verifier that passes what it calls a blocker, and quotes rightly, contradicts itself: the evidence counts. */
const isFail = ({verdict, findings}: Verdict): boolean => verdict === 'fail' || findings.some(finding => finding.severity === 'blocker' && finding.confirmed);

/** An attempt goes on when every verifier passed it; a verifier that said nothing did not pass it. */
async function decide(context: RunContext, number: number, judged: ReadonlyArray<Verdict | string>): Promise<true> {
	const {parts, run, project, task} = context;
	const verdicts = judged.filter(verdict => typeof verdict !== 'string');
	const silent = judged.find(verdict => typeof verdict === 'string');
	const failed = verdicts.find(verdict => isFail(verdict));
	const reason = failed === undefined ? silent : `the ${failed.role} found: ${failed.findings[0]?.title ?? failed.summary}`;
	await updateAttempt(context, number, draft => {
		draft.verdicts = verdicts;
		draft.state = reason === undefined ? 'gating' : 'failed';
		draft.reason = reason;
	});
	const by = verdicts.map(({role, provider, verdict}) => `${role} (${provider}) ${verdict === 'pass' ? 'passed' : 'failed'} it`).join(', ');
	await recordStage(parts.store.runs, {run, stage, attempt: number}, {state: reason === undefined ? 'passed' : 'failed', output: reason === undefined ? by : `${reason}; ${by}`});
	if (reason !== undefined) {
		parts.news.tell({level: 'bad', text: `${task} attempt ${number}: ${reason}`, project, task});
	}

	return true;
}

const confirmedFirst = (findings: ReadonlyArray<Finding & {confirmed: boolean}>): Finding[] =>
	findings.toSorted((a, b) => Number(b.confirmed) - Number(a.confirmed));
