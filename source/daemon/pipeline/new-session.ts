import path from 'node:path';
import {holderSocket, sessionFolder} from '../../base/paths.js';
import type {Session} from '../../../state/session.js';
import type {ModelChoice} from '../models/provider.js';
import type {RoleRequest} from './run-role.js';
import type {RunContext} from './run-context.js';

/** The record of a session that is about to be started, with its leave to call models. */
export function newSession(context: RunContext, request: RoleRequest, {id, choice}: {id: string; choice: ModelChoice}): Session {
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
		// Given when it is put into the store.
		number: 1,
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
