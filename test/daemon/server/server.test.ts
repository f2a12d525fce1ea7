import test from 'ava';
import {type Handlers, createRouter} from '../../../source/daemon/server/router.js';
import {requests, type RequestName} from '../../../source/protocol/control.js';

const context = {role: 'client', connection: 1};

const answering = (more: Partial<Handlers> = {}): Handlers => ({
	...Object.fromEntries(Object.keys(requests).map(name => [name, async () => name])) as unknown as Handlers,
	...more,
});

test('a request without a handler does not compile', t => {
	const {floor, ...rest} = answering();
	// @ts-expect-error -- the compiler refuses a table in which "floor" is missing; this line fails to compile when it does not.
	t.truthy(createRouter(rest));
	t.truthy(floor);
});

test('parameters are checked, and defaults filled in, before a handler sees them', async t => {
	const seen: unknown[] = [];
	const router = createRouter(answering({
		async 'session.list'(parameters) {
			seen.push(parameters);
			return [];
		},
	}));
	await router.route({name: 'session.list', params: undefined}, context);
	await router.route({name: 'session.list', params: {project: 'shop', more: 1}}, context);
	t.deepEqual(seen, [{all: false}, {project: 'shop', all: false}]);
	const error = await t.throwsAsync(router.route({name: 'task.edit', params: {task: 'a', priority: 9}}, context), {code: 'bad-parameters'});
	t.regex(error.message, /^The request task\.edit was given a "priority" that does not fit: .*5\.$/v);
	await t.throwsAsync(router.route({name: 'task.show', params: {task: 7}}, context), {message: /a "task" that does not fit/v});
	await t.throwsAsync(router.route({name: 'task.show', params: 'x'}, context), {message: /parameters that do not fit/v});
});

test('a request that the protocol does not have is refused by name, freed of control characters', async t => {
	const router = createRouter(answering());
	for (const name of ['nonsense', 'toString', '__proto__', 'constructor', '\u{1B}[31mred']) {
		const error = await t.throwsAsync(router.route({name, params: {}}, context), {code: 'unknown-request'});
		t.notRegex(error.message, /\u{1B}/v);
	}
});

test('a caretaker may ask for what has never changed, and for nothing else', async t => {
	const router = createRouter(answering());
	const caretaker = {role: 'caretaker', connection: 1};
	const allowed = new Set<RequestName>(['daemon.status', 'daemon.stop']);
	for (const name of Object.keys(requests)) {
		const asked = router.route({name, params: {}}, caretaker);
		await (allowed.has(name as RequestName) ? t.notThrowsAsync(asked) : t.throwsAsync(asked, {code: 'not-allowed'}));
	}
});
