import test from 'ava';
import {CalledOff} from '../../../source/daemon/queue/called-off.js';
import {Slots} from '../../../source/daemon/queue/slots.js';

const one = () => new Slots({overall: 1, ofProject: () => 1});

test('who is called off in the moment that its turn comes gives the turn to the next, and takes nobody else out of the line', async t => {
	const slots = one();
	slots.hold({session: 'first', project: 'shop'});
	const controller = new AbortController();
	const called = slots.acquire({session: 'called off', project: 'shop', signal: controller.signal});
	const next = slots.acquire({session: 'next', project: 'shop', signal: new AbortController().signal});
	const last = slots.acquire({session: 'last', project: 'shop', signal: new AbortController().signal});
	slots.release('first');
	t.true(slots.holds('called off'), 'its turn has come, and it does not know yet');
	controller.abort(new CalledOff());
	await t.throwsAsync(called, {instanceOf: CalledOff});
	await next;
	t.true(slots.holds('next'));
	slots.release('next');
	await last;
	t.is(slots.used(), 1);
});

test('who is called off in the line leaves it, and the others keep their places', async t => {
	const slots = one();
	slots.hold({session: 'first', project: 'shop'});
	const controller = new AbortController();
	const called = slots.acquire({session: 'called off', project: 'shop', signal: controller.signal});
	const next = slots.acquire({session: 'next', project: 'shop', signal: new AbortController().signal});
	controller.abort(new CalledOff());
	await t.throwsAsync(called, {instanceOf: CalledOff});
	slots.release('first');
	await next;
	t.true(slots.holds('next'));
});
