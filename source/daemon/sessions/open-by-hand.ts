import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {newId} from '../../base/ids.js';
import {holderSocket, sessionFolder} from '../../base/paths.js';
import {safeLine} from '../../base/safe-text.js';
import type {Session} from '../../../state/session.js';
import {adapterOf} from '../agents/registry.js';
import {launch} from '../agents/launch.js';
import {stopIfHeld} from '../pipeline/may-start.js';
import type {Parts} from '../pipeline/parts.js';
import {CalledOff} from '../queue/called-off.js';
import {wayToModels} from './way-to-models.js';

/** A session that the person opens by hand, in the project's own checkout: an agent CLI in its full-screen form. */
export async function openByHand(parts: Parts, {project, agent, prompt, size}: {project: string; agent: string; prompt: string; size?: {cols: number; rows: number} | undefined}): Promise<Session> {
	if (agent === 'builtin') {
		throw new MillwrightError('builtin-needs-a-task', 'The built-in agent works on tasks and has no full-screen form that could be opened by hand.', {
			hint: 'Add a task, or name an agent CLI such as claude or codex.',
		});
	}

	const adapter = await adapterOf(agent, parts.config);
	const {repository} = await parts.rooms.get(project);
	const id = newId('s');
	const way = await wayToModels(parts, {adapter, id, project});
	const folder = sessionFolder(parts.paths, id);
	const socket = holderSocket(parts.paths, id);
	const now = Date.now();
	const start = launch({
		adapter,
		mode: adapter.interactive === undefined ? 'headless' : 'interactive',
		session: id,
		prompt,
		worktree: repository.path,
		checkout: repository.path,
		gitdir: repository.gitDir,
		commondir: repository.gitDir,
		home: path.join(folder, 'home'),
		...way.launch,
		environment: parts.environment,
		identity: repository.identity,
	});
	const record: Session = {
		id,
		// Given when it is put into the store.
		number: 1,
		project,
		role: 'by hand',
		agent,
		...way.record,
		state: 'starting',
		evidence: 'opened by you',
		since: now,
		startedAt: now,
		cost: 0,
		tokens: 0,
		socket,
		folder,
		worktree: repository.path,
		argv: start.argv,
		frozen: false,
		launched: false,
		leftovers: [],
		// Known from the beginning: a daemon that takes it up asks about it.
		promptDue: start.typePrompt !== undefined,
		// It ends when the person ends it.
		ends: 'exit',
		exchanges: false,
		headline: safeLine(prompt, 120),
	};
	await parts.sessions.accept(record);
	const started = untilStarted(parts, record);
	void parts.sessions.perform(record, async () => ({
		argv: start.argv,
		cwd: repository.path,
		environment: start.environment,
		files: start.files,
		...(start.typePrompt === undefined ? {} : {typePrompt: start.typePrompt}),
		...(size === undefined ? {} : {size}),
		historyLines: parts.config.historyLines,
		socket,
	}), {signal: new AbortController().signal, launched: async () => stopIfHeld(parts, id)}).catch((error: unknown) => {
		if (error instanceof CalledOff) {
			return;
		}

		parts.log.error('a session could not be opened', {session: id, reason: String(error)});
		parts.news.tell({level: 'bad', text: `a session of ${agent} could not be opened: ${error instanceof Error ? error.message : String(error)}`, project});
	});
	await started;
	return parts.store.sessions.get(id) ?? record;
}

/** Until there is something to attach to. With every slot taken it is not waited for. */
async function untilStarted({store, slots}: Parts, {id, project}: Session): Promise<void> {
	if (!slots.isFree(project)) {
		return;
	}

	const {promise, resolve} = Promise.withResolvers<void>();
	const disposers = [
		store.sessions.changed.on(() => {
			const session = store.sessions.get(id);
			if (session === undefined || session.launched || session.endedAt !== undefined) {
				resolve();
			}
		}),
		slots.changed.on(() => {
			// Another was quicker.
			if (!slots.holds(id) && !slots.isFree(project)) {
				resolve();
			}
		}),
	];
	await promise;
	for (const dispose of disposers) {
		dispose();
	}
}
