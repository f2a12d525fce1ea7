import test from 'ava';
import type {Sized} from '../../source/link/holder-link.js';
import {connectHolder} from '../../source/link/holder.js';
import type {ScreenUpdate} from '../../source/protocol/screen-update.js';
import {drive, script} from '../holder/drive.js';

test('a request to a holder that went is told so', async t => {
	const holder = await drive(t, ['cat']);
	const link = await holder.connect();
	const closed = new Promise<void>(resolve => {
		link.closed.once(resolve);
	});
	holder.process.kill('SIGKILL');
	await t.throwsAsync(link.text(), {code: 'holder-gone'});
	await closed;
	t.true(link.isClosed);
	await t.throwsAsync(link.getStatus(), {code: 'holder-gone'});
});

test('where nobody listens the system\'s own word is passed on', async t => {
	await t.throwsAsync(connectHolder({socket: '/nonexistent/x.sock', token: 'x', version: '1', role: 'client'}), {code: 'ENOENT'});
});

test('a request that fails is answered with its reason, and the connection stays', async t => {
	const holder = await drive(t, ['cat']);
	const link = await holder.connect();
	await t.throwsAsync(link.search({pattern: '(', regularExpression: true, limit: 1}), {code: 'bad-pattern'});
	t.is((await link.getStatus()).session, holder.spec.session);
});

test('what is said right behind the hello is answered, and nothing of it is lost before somebody listens', async t => {
	const holder = await drive(t, script('process.stdout.write("wide ".repeat(4000) + "end"); setInterval(() => {}, 1000)'));
	await holder.record();
	const {socket, token, version} = holder.spec;
	const link = await connectHolder({socket, token, version, role: 'client'}, () => [{type: 'resize', size: {cols: 300, rows: 90}}, {type: 'subscribe', revision: 0}]);
	const [decision, update] = await Promise.all([
		new Promise<Sized>(resolve => {
			link.sized.once(resolve);
		}),
		new Promise<ScreenUpdate>(resolve => {
			link.updates.once(resolve);
		}),
	]);
	t.deepEqual(decision.size, {cols: 300, rows: 90});
	t.is(update.base, 0);
	link.close();
});
