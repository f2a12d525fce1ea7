import path from 'node:path';
import {holderSocket} from '../../base/paths.js';
import {launch} from '../agents/launch.js';
import {adapterOf} from '../agents/registry.js';
import type {Grant} from '../gateway/grant.js';
import {findWorktree} from '../git/worktrees.js';
import type {Preparation} from '../sessions/preparation.js';
import type {Filling} from './prepare-session.js';
import type {RoleRequest} from './run-role.js';
import type {RunContext} from './run-context.js';

/** An agent CLI, by its declaration. */
export async function prepareExternal(context: RunContext, request: RoleRequest, {record, choice, instructions}: Filling): Promise<Preparation> {
	const {parts, room} = context;
	const adapter = await adapterOf(request.spec.agent, parts.config);
	const mode = adapter[request.spec.mode] === undefined ? (request.spec.mode === 'headless' ? 'interactive' : 'headless') : request.spec.mode;
	const worktree = await findWorktree(room.repository, request.cwd);
	const start = launch({
		adapter,
		mode,
		session: record.id,
		prompt: `${instructions}\n\n${request.prompt}`,
		model: choice.model,
		worktree: request.cwd,
		checkout: room.repository.path,
		gitdir: worktree?.gitDir ?? room.repository.gitDir,
		commondir: room.repository.gitDir,
		home: path.join(record.folder, 'home'),
		baseUrl: parts.gateway.baseUrl(record.grant as Grant, choice.wire),
		wire: choice.wire,
		token: record.grant!.token,
		environment: parts.environment,
		identity: room.repository.identity,
	});
	await parts.store.sessions.update(record.id, draft => {
		draft.ends = start.mode.ends;
		draft.quiet = start.mode.quiet;
	});
	return {
		argv: start.argv,
		cwd: request.cwd,
		environment: start.environment,
		files: start.files,
		...(start.typePrompt === undefined ? {} : {typePrompt: start.typePrompt}),
		historyLines: parts.config.historyLines,
		socket: holderSocket(parts.paths, record.id),
	};
}
