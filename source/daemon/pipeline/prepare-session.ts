import path from 'node:path';
import process from 'node:process';
import {holderSocket} from '../../base/paths.js';
import {packageRoot} from '../../base/package-root.js';
import type {Brief, RoleKind, Wire} from '../../protocol/exchange.js';
import type {Session} from '../../../state/session.js';
import {adapterOf} from '../agents/registry.js';
import {launch} from '../agents/launch.js';
import {baseEnvironment} from '../agents/environment.js';
import type {Grant} from '../gateway/grant.js';
import {findWorktree} from '../git/worktrees.js';
import {chooseModel} from '../models/choose-model.js';
import type {ModelChoice} from '../models/provider.js';
import type {Preparation} from '../sessions/sessions.js';
import {instructionsFor} from './prompts.js';
import {readRoleWords} from './read-inputs.js';
import {projectOf} from './parts.js';
import type {RoleSpec} from './pipeline-spec.js';
import type {RoleRequest} from './run-role.js';
import type {RunContext} from './run-context.js';

export type Wish = {
	role: string;
	spec: RoleSpec;
	/** Of a verifier: who built, and who judges already. */
	builderProvider?: string;
	avoid?: readonly string[];
};

/** The provider and the model that fill a role: by the person's configuration, by the pipeline, or the best there is. */
export async function chooseForRole(context: RunContext, request: Wish): Promise<ModelChoice> {
	const {parts} = context;
	const {spec} = request;
	const adapter = spec.agent === 'builtin' ? undefined : await adapterOf(spec.agent, parts.config);
	const wanted = spec.provider === 'any' || spec.provider === 'other' ? undefined : spec.provider;
	const choice = parts.config.roles[request.role] ?? parts.config.roles[spec.kind];
	return chooseModel({
		role: request.role,
		kind: spec.kind,
		...(request.builderProvider === undefined || spec.provider === 'any' ? {} : {builderProvider: request.builderProvider}),
		...(request.avoid === undefined ? {} : {avoid: request.avoid}),
		...(adapter === undefined ? {} : {wires: adapter.wires}),
		providers: parts.providers(),
		roles: {[request.role]: {...choice, ...(wanted === undefined ? {} : {provider: wanted}), ...(spec.model === undefined ? {} : {model: spec.model})}},
	});
}

export type Filling = {record: Session; choice: ModelChoice};

/** What the session is started with: the built-in agent with a brief, or an agent CLI by its declaration. */
export async function prepareSession(context: RunContext, request: RoleRequest, filling: Filling): Promise<Preparation> {
	const words = await readRoleWords(context.room.inputs, request.role);
	const instructions = instructionsFor({role: request.role, words, rules: request.rules, project: projectOf(context.parts, context.project).name});
	return request.spec.agent === 'builtin'
		? builtin(context, request, {...filling, instructions})
		: external(context, request, {...filling, instructions});
}

function builtin(context: RunContext, request: RoleRequest, {record, choice, instructions}: Filling & {instructions: string}): Preparation {
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

async function external(context: RunContext, request: RoleRequest, {record, choice, instructions}: Filling & {instructions: string}): Promise<Preparation> {
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
