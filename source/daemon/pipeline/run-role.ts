import path from 'node:path';
import {newId} from '../../base/ids.js';
import {holderSocket, sessionFolder} from '../../base/paths.js';
import type {Rule} from '../../protocol/rule.js';
import type {StageName} from '../../protocol/task.js';
import type {Session} from '../../../state/session.js';
import type {ModelChoice} from '../models/provider.js';
import type {Ending} from '../sessions/live-session.js';
import {chooseForRole, prepareSession} from './prepare-session.js';
import {untilMayStart} from './may-start.js';
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
	/** The model, when it was settled before. */
	choice?: ModelChoice;
};

export type RoleEnding = Ending & {session: string; provider: string; model: string};

/** A holder that is killed is not the agent's fault: the work is given to a new session this often. */
const sessionTries = 2;

/** Fills a role with a session and runs it to its end; the same session after a crash, a new one when its holder was lost. */
export async function runRole(context: RunContext, request: RoleRequest): Promise<RoleEnding> {
	for (let number = 1; ; number++) {
		const ending = await runOnce(context, {...request, key: `${request.key}:${number}`});
		if (!ending.interrupted || number >= sessionTries) {
			return ending;
		}

		context.parts.news.tell({level: 'warn', text: `${context.task}: the ${request.role} was interrupted and is started again`, project: context.project, task: context.task});
	}
}

async function runOnce(context: RunContext, request: RoleRequest): Promise<RoleEnding> {
	const {parts, steps, run, signal} = context;
	const choice = await steps.once(`${request.key}:model`, async () => request.choice ?? chooseForRole(context, request));
	const id = await steps.once(`${request.key}:session`, () => newId('s'));
	await recordStage(parts.store.runs, {run, stage: request.stage, ...(request.attempt === undefined ? {} : {attempt: request.attempt})}, {session: id});
	await untilMayStart(parts, {project: context.project, task: `${context.project}/${context.task}`}, signal);
	const record = parts.store.sessions.get(id) ?? newRecord(context, request, {id, choice});
	try {
		const ending = await parts.sessions.perform(record, async () => prepareSession(context, request, {record, choice}), signal);
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

function newRecord(context: RunContext, request: RoleRequest, {id, choice}: {id: string; choice: ModelChoice}): Session {
	const {parts, project, task, run, generation} = context;
	const subject = {
		session: id,
		project,
		task,
		run,
		generation,
		role: request.role,
		stage: request.stage,
		...(request.attempt === undefined ? {} : {attempt: request.attempt}),
	};
	const grant = parts.gateway.grant({...subject, provider: choice.provider});
	const folder = sessionFolder(parts.paths, id);
	const now = Date.now();
	return {
		id,
		number: freeNumber(parts.store.sessions.all()),
		project,
		task,
		run,
		generation,
		...(request.attempt === undefined ? {} : {attempt: request.attempt, attempts: request.attempts}),
		stage: request.stage,
		role: request.role,
		agent: request.spec.agent,
		model: choice.model,
		provider: choice.provider,
		state: 'starting',
		evidence: 'waits for a slot',
		since: now,
		startedAt: now,
		cost: 0,
		tokens: 0,
		socket: holderSocket(parts.paths, id),
		folder: path.resolve(folder),
		worktree: request.cwd,
		argv: [],
		grant: {...grant, wire: choice.wire === 'gemini' ? undefined : choice.wire, model: choice.model},
		frozen: false,
		launched: false,
		leftovers: [],
		ends: 'exit',
		exchanges: request.spec.agent === 'builtin',
	};
}

/** The smallest number that no open session has: what its pane shows, and the key that focuses it. */
export function freeNumber(sessions: readonly Session[]): number {
	const taken = new Set(sessions.filter(session => session.endedAt === undefined).map(({number}) => number));
	let number = 1;
	while (taken.has(number)) {
		number++;
	}

	return number;
}
