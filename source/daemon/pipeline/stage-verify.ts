import path from 'node:path';
import type {Finding} from '../../protocol/exchange.js';
import type {ModelChoice} from '../models/provider.js';
import {addCheckout} from '../git/add.js';
import {diff} from '../git/diff.js';
import {showFile} from '../git/history.js';
import {readInput} from '../inputs/inputs.js';
import {attemptOf, updateAttempt, type AttemptRecord} from './attempts.js';
import {discardTree} from './clean-up.js';
import {confirmFindings} from './confirm-findings.js';
import {runOf} from './parts.js';
import type {StageSpec} from './pipeline-spec.js';
import {chooseForRole} from './prepare-session.js';
import {askOf, verifyPrompt} from './prompts.js';
import {inForce, readRules} from './rules-in-force.js';
import {next, type Outcome, type RunContext} from './run-context.js';
import {runRole} from './run-role.js';
import {planFile, runNumber} from './stage-plan.js';
import {recordStage} from './stage-record.js';

const stage = 'verify';

type Verdict = AttemptRecord['verdicts'][number];

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

/** Those that must be of another provider than the builder's choose first; the others then avoid whoever judges already. */
async function chooseJudges(context: RunContext, {roles, number}: {roles: readonly string[]; number: number}): Promise<Record<string, ModelChoice>> {
	const specs = context.pipeline.roles;
	const builder = builderProvider(context, number);
	const choices: Record<string, ModelChoice> = {};
	for (const role of roles.toSorted((a, b) => Number(specs[b]!.provider === 'other') - Number(specs[a]!.provider === 'other'))) {
		choices[role] = await chooseForRole(context, {
			role,
			spec: specs[role]!,
			...(builder === undefined ? {} : {builderProvider: builder}),
			avoid: Object.values(choices).map(({provider}) => provider),
		});
	}

	return choices;
}

const builderProvider = ({steps}: RunContext, number: number): string | undefined =>
	(steps.done<ModelChoice>(`build:${number}:2:model`) ?? steps.done<ModelChoice>(`build:${number}:1:model`))?.provider;

type Judging = {role: string; number: number; commit: string; choice: ModelChoice};

async function judge(context: RunContext, {role, number, commit, choice}: Judging): Promise<Verdict | string> {
	const {room, baseCommit, intent, task, run} = context;
	const spec = context.pipeline.roles[role]!;
	const checkout = path.join(room.folder, 'checkouts', `${task}-${runNumber(run)}-${number}-${role}`);
	await addCheckout(room.repository, {path: checkout, commit});
	try {
		const {files} = await diff(room.repository, {from: baseCommit, to: commit});
		const plan = spec.sees.includes('plan') ? await readInput(room.inputs, planFile(task)) : undefined;
		const ending = await runRole(context, {
			key: `verify:${number}:${role}`,
			role,
			spec,
			stage,
			attempt: number,
			attempts: runOf(context.parts, run).attempts.length,
			cwd: checkout,
			rules: inForce(await readRules(room.inputs)),
			choice,
			prompt: verifyPrompt({
				commit,
				baseCommit,
				changes: files,
				...(plan === undefined ? {} : {plan}),
				...(spec.sees.includes('ask') ? {ask: askOf(intent)} : {}),
			}),
		});
		if (ending.result?.kind !== 'verdict') {
			return ending.result?.kind === 'failure' ? `the ${role} gave up: ${ending.result.message}` : `the ${role} ended without a verdict`;
		}

		const findings = await confirmFindings(ending.result.findings, async file => showFile(room.repository, {commit, path: file}));
		return {role, provider: ending.provider, model: ending.model, session: ending.session, verdict: ending.result.verdict, summary: ending.result.summary, findings};
	} finally {
		if (!context.signal.aborted) {
			await discardTree(context, checkout);
		}
	}
}

/** An attempt goes on when every verifier passed it; a verifier that said nothing did not pass it. */
async function decide(context: RunContext, number: number, judged: ReadonlyArray<Verdict | string>): Promise<true> {
	const {parts, run, project, task} = context;
	const verdicts = judged.filter(verdict => typeof verdict !== 'string');
	const silent = judged.find(verdict => typeof verdict === 'string');
	const failed = verdicts.find(({verdict}) => verdict === 'fail');
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
