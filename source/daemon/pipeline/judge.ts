import path from 'node:path';
import {addCheckout} from '../git/add.js';
import {showFile} from '../git/history.js';
import type {ModelChoice} from '../models/provider.js';
import type {AttemptRecord} from './attempts.js';
import {discardTree} from './clean-up.js';
import {confirmFindings} from './confirm-findings.js';
import {runOf} from './lookup.js';
import {runNumber} from './names.js';
import {verifyMaterial} from './verify-material.js';
import type {RunContext} from './run-context.js';
import {runRole} from './run-role.js';

export type Verdict = AttemptRecord['verdicts'][number];

type Judging = {role: string; number: number; commit: string; choice: ModelChoice};

/** One verifier's verdict on an attempt's commit, or why it gave none. */
export async function judge(context: RunContext, {role, number, commit, choice}: Judging): Promise<Verdict | string> {
	const {room, task, run} = context;
	const spec = context.pipeline.roles[role]!;
	const checkout = path.join(room.folder, 'checkouts', `${task}-${runNumber(run)}-${number}-${role}`);
	// Once: after a crash the verifier may be at work in it.
	await context.steps.once(`verify:${number}:${role}:tree`, async () => {
		await addCheckout(room.repository, {path: checkout, commit});
		return true;
	});
	try {
		const ending = await runRole(context, {
			key: `verify:${number}:${role}`,
			role,
			spec,
			stage: 'verify',
			attempt: number,
			attempts: runOf(context.parts, run).attempts.length,
			cwd: checkout,
			choice,
			...await verifyMaterial(context, {spec, commit}),
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
