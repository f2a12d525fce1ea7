import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import type {Collection} from '../../../source/daemon/store/types.js';
import {SessionNumbers} from '../../../source/daemon/sessions/session-numbers.js';
import {sessionDocument, type Session} from '../../../state/session.js';

/** A collection whose writings are durable when the test says so. */
function slowCollection() {
	const kept = new Map<string, Session>();
	const writings: Array<() => void> = [];
	const collection: Collection<Session> = {
		get: id => kept.get(id),
		all: () => kept.values().toArray(),
		async put(session) {
			const {promise, resolve} = Promise.withResolvers<void>();
			writings.push(resolve);
			await promise;
			kept.set(session.id, session);
		},
		async update(id) {
			return kept.get(id)!;
		},
		async remove(id) {
			kept.delete(id);
		},
		changed: new Emitter<string>(),
	};
	return {collection, kept, writings};
}

test('sessions that begin together have numbers of their own, and a number that was left is given again', async t => {
	const {collection, kept, writings} = slowCollection();
	const numbers = new SessionNumbers(collection);
	const session = (id: string): Session => sessionDocument.parse(1, {id, number: 1, project: 'p', role: 'builder', agent: 'builtin', state: 'starting', since: 0, startedAt: 0, folder: '/s', worktree: '/w'});
	const begun = Promise.all(['a', 'b', 'c'].map(async id => numbers.give(session(id))));
	for (const write of writings) {
		write();
	}

	await begun;
	t.deepEqual(kept.values().map(({number}) => number).toArray(), [1, 2, 3]);
	kept.set('b', {...kept.get('b')!, endedAt: 1});
	const next = numbers.give(session('d'));
	writings.at(-1)!();
	await next;
	t.is(kept.get('d')!.number, 2);
});
