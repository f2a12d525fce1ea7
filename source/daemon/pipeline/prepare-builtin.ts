import path from 'node:path';
import process from 'node:process';
import {holderSocket} from '../../base/paths.js';
import {packageRoot} from '../../base/package-root.js';
import type {Brief, RoleKind, Wire} from '../../protocol/exchange.js';
import {baseEnvironment} from '../agents/environment.js';
import type {Grant} from '../gateway/grant.js';
import type {Preparation} from '../sessions/preparation.js';
import type {Filling} from './prepare-session.js';
import type {RoleRequest} from './run-role.js';
import type {RunContext} from './run-context.js';

/** The built-in agent, with a brief in its session's folder. */
export function prepareBuiltin(context: RunContext, request: RoleRequest, {record, choice, instructions}: Filling): Preparation {
	const {parts} = context;
	const brief: Brief = {
		session: record.id,
		kind: request.spec.kind satisfies RoleKind,
		role: request.role,
		project: context.project,
		task: context.task,
		run: context.run,
		generation: context.generation,
		...(request.attempt === undefined ? {} : {attempt: request.attempt}),
		instructions,
		prompt: request.prompt,
		wire: choice.wire as Wire,
		model: choice.model,
		baseUrl: parts.gateway.baseUrl(record.grant as Grant, choice.wire),
		cwd: request.cwd,
		stepLimit: request.spec.steps,
		maxOutputTokens: 16_000,
		commandTimeout: 600,
		mayAsk: request.mayAsk ?? false,
		rehearsal: parts.rehearsal,
	};
	return {
		argv: [process.execPath, path.join(packageRoot(), 'dist', 'agent.js'), record.folder],
		cwd: request.cwd,
		environment: {
			...baseEnvironment({environment: parts.environment, session: record.id, identity: context.room.repository.identity}),
			// The commands of the shell tool need the same runtime first as this program has.
			PATH: `${path.dirname(process.execPath)}${path.delimiter}${parts.environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'}`,
		},
		brief,
		historyLines: parts.config.historyLines,
		socket: holderSocket(parts.paths, record.id),
	};
}
