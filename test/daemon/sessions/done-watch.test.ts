import test from 'ava';
import {DoneWatch} from '../../../source/daemon/sessions/done-watch.js';
import {within} from '../../../source/base/guard.js';
import type {HolderLink} from '../../../source/link/holder-link.js';
import type {HolderStatus} from '../../../source/protocol/holder.js';
import type {Session} from '../../../state/session.js';

/** A holder that is silent, and tells when it is looked at and when it is to end. */
function makeWatch(record: Partial<Session>) {
	let looked = Promise.withResolvers<void>();
	const ended = Promise.withResolvers<void>();
	const status = {lastOutput: 1, program: {state: 'unknown'}} as unknown as HolderStatus;
	const link = {
		async getStatus() {
			looked.resolve();
			return status;
		},
		async end() {
			ended.resolve();
			return [];
		},
	} as unknown as HolderLink;
	const session = {frozen: false, ends: 'quiet', quiet: 0.05, ...record} as unknown as Session;
	const watch = new DoneWatch({
		link: () => link,
		record: () => session,
		quietly(work) {
			work.catch(() => undefined);
		},
	});
	return {
		watch, session, status,
		ended: ended.promise,
		async looked() {
			await within(60_000, looked.promise, () => new Error('Nobody looked.'));
			looked = Promise.withResolvers<void>();
		},
	};
}

for (const [name, rest, resume] of [
	['the person', {frozen: true}, {frozen: false}],
	['the budget', {refused: 'no money'}, {refused: undefined}],
] as const) {
	test(`an agent that ends by its silence is not ended while ${name} has stopped it, and is once it was let go on`, async t => {
		const {watch, session, status, ended, looked} = makeWatch({});
		watch.look(status);
		Object.assign(session, rest);
		await looked();
		t.is(await Promise.race([ended.then(() => 'ended'), Promise.resolve('stays')]), 'stays');
		Object.assign(session, resume);
		watch.goOn();
		await t.notThrowsAsync(within(60_000, ended, () => new Error('It was never ended.')));
		watch.stop();
	});
}
