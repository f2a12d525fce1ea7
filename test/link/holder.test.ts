import test from 'ava';
import {connectHolder} from '../../source/link/holder.js';
import {drive} from '../holder/drive.js';

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
