import {newId} from '../../base/ids.js';
import type {Rule} from '../../protocol/rule.js';
import type {StageName} from '../../protocol/task.js';
import type {ModelChoice} from '../models/provider.js';
import type {Ending} from '../sessions/live-session.js';
import {chooseForRole} from './choose-for-role.js';
import {newSession} from './new-session.js';
import {prepareSession} from './prepare-session.js';
import {heldBack, stopIfHeld, untilMayStart} from './may-start.js';
import type {RoleSpec} from './pipeline-spec.js';
import type {RunContext} from './run-context.js';
import {recordStage} from './stage-record.js';

export type RoleRequest = {
	/** The name of the step that this work is remembered under. */
	key: string;
	role: string;
	spec: RoleSpec;
	stage: StageName;
	attempt?: number;
	attempts?: number;
	/** Where it works. */
	cwd: string;
	prompt: string;
	rules: readonly Rule[];
	/** Whether it may ask the person one question. */
	mayAsk?: boolean;
	/** Puts its tree back to where it began, before the work is given to a new session. */
	startOver?: () => Promise<void>;
	/** The model, when it was settled before. */
	choice?: ModelChoice;
};

export type RoleEnding = Ending & {session: string; provider: string; model: string};

/** A holder that is killed is not the agent's fault: the work is given to a new session this often. */
const sessionTries = 2;

/** Fills a role with a session and runs it to its end; the same session after a crash, a new one when its holder was lost. */
export async function runRole(context: RunContext, request: RoleRequest): Promise<RoleEnding> {
	let interruptions = 0;
	for (let number = 1; ; number++) {
		const ending = await runOnce(context, {...request, key: `${request.key}:${number}`});
		const cut = cutShortBy(context, ending);
		interruptions += cut === undefined ? 1 : 0;
		if (cut === undefined && (!ending.interrupted || interruptions >= sessionTries)) {
			return ending;
		}

		await context.steps.once(`${request.key}:${number}:started over`, async () => {
			await request.startOver?.();
			return true;
		});
		context.parts.news.tell({level: 'warn', text: `${context.task}: the ${request.role} ${cut ?? 'was interrupted'} and is started again`, project: context.project, task: context.task});
	}
}

/** What ended a session before its work was done, when that was no failure of it: half a work is not to be judged. */
function cutShortBy({parts}: RunContext, {session, result}: RoleEnding): string | undefined {
	const record = parts.store.sessions.get(session);
	if (result === undefined || result.kind === 'failure') {
		if (record?.cutOff === true) {
			return 'could not reach its model any more';
		}

		if (record?.stopped === true) {
			return 'was stopped with the daemon';
		}
	}

	// An agent CLI exits when the budget refuses it.
	return record?.exchanges === false && record.cutShort === true ? 'was stopped by the budget' : undefined;
}

async function runOnce(context: RunContext, request: RoleRequest): Promise<RoleEnding> {
	const {parts, steps, run, signal} = context;
	const choice = await steps.once(`${request.key}:model`, async () => request.choice ?? chooseForRole(context, request));
	const id = await steps.once(`${request.key}:session`, () => newId('s'));
	await recordStage(parts.store.runs, {run, stage: request.stage, ...(request.attempt === undefined ? {} : {attempt: request.attempt})}, {session: id});
	const where = {project: context.project, task: `${context.project}/${context.task}`};
	const hold = (): Promise<void> | undefined => heldBack(parts, where) === undefined ? undefined : untilMayStart(parts, where, signal);
	await hold();
	const record = parts.store.sessions.get(id) ?? newSession(context, request, {id, choice});
	try {
		const ending = await parts.sessions.perform(record, async () => prepareSession(context, request, {record, choice}), {signal, hold, launched: async () => stopIfHeld(parts, id)});
		parts.gateway.revoke(record.grant!.token);
		return {...ending, session: id, provider: choice.provider, model: choice.model};
	} catch (error) {
		// A stop of the daemon leaves the session running, and its leave to call models with it.
		if (parts.store.sessions.get(id)?.launched !== true) {
			parts.gateway.revoke(record.grant!.token);
		}

		throw error;
	}
}
