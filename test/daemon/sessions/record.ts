import type {Session} from '../../../state/session.js';

/** What the daemon has written down of a session that runs. */
export const record = (more: Partial<Session> = {}): Session => ({
	id: 's-1', number: 1, project: 'p', role: 'builder', agent: 'builtin', state: 'working', evidence: '', since: 1, startedAt: 1, cost: 0, tokens: 0,
	folder: '/f', worktree: '/w', argv: [], frozen: false, ends: 'exit', exchanges: true, launched: true, leftovers: [], ...more,
});
