import test from 'ava';
import {NewsOfState} from '../../../source/daemon/sessions/news-of-state.js';
import {record} from './record.js';

test('another state is news at once; other words alone are once, and then again after some time', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const news = new NewsOfState(resolve);
	const known = {...record(), state: 'working' as const, evidence: 'it runs', headline: 'first'};
	const read = (title: string, program?: {state: 'idle'}) => news.read({record: known, reachable: true, title, ...(program === undefined ? {} : {program})});
	t.is(read('first'), undefined);
	t.is(read('second')?.headline, 'second');
	t.is(read('third'), undefined, 'too soon');
	t.is(read('third', {state: 'idle'})?.state, 'idle', 'a state is never too soon');
	await promise;
	t.is(read('third')?.headline, 'third');
	news.end();
});
