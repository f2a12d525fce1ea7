import http from 'node:http';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {chooseModel} from '../../../source/daemon/models/choose-model.js';
import {loadProviders} from '../../../source/daemon/models/providers.js';

const both = loadProviders({environment: {ANTHROPIC_API_KEY: 'a', OPENAI_API_KEY: 'b'}});
const one = loadProviders({environment: {ANTHROPIC_API_KEY: 'a'}});

test('a verifier is of another provider than the builder', async t => {
	const builder = await chooseModel({role: 'builder', kind: 'builder', providers: both});
	const reviewer = await chooseModel({role: 'reviewer', kind: 'verifier', builderProvider: builder.provider, providers: both});
	t.is(builder.provider, 'anthropic');
	t.is(reviewer.provider, 'openai');
	t.false(reviewer.singleProvider);
});

test('with one provider the verifier is of it, and that is said', async t => {
	const choice = await chooseModel({role: 'reviewer', kind: 'verifier', builderProvider: 'anthropic', providers: one});
	t.is(choice.provider, 'anthropic');
	t.true(choice.singleProvider);
});

test('in a rehearsal two verifiers are of two providers, neither the builder\'s', async t => {
	const providers = loadProviders({environment: {ANTHROPIC_API_KEY: 'real'}, rehearsal: 'http://127.0.0.1:9'});
	t.true(providers.every(provider => provider.rehearsal && provider.baseUrl.startsWith('http://127.0.0.1:9')));
	t.is(await providers[0]!.key(), undefined);
	const reviewer = await chooseModel({role: 'reviewer', kind: 'verifier', builderProvider: 'anthropic', providers});
	const adversary = await chooseModel({role: 'adversary', kind: 'verifier', builderProvider: 'anthropic', avoid: [reviewer.provider], providers});
	t.deepEqual([reviewer.provider, adversary.provider], ['openai', 'local']);
});

test('what is configured for a role counts, by its name before its kind', async t => {
	const roles = {verifier: {provider: 'openai'}, adversary: {provider: 'openai', model: 'o3'}};
	t.is((await chooseModel({role: 'adversary', kind: 'verifier', builderProvider: 'openai', providers: both, roles})).model, 'o3');
	t.true((await chooseModel({role: 'reviewer', kind: 'verifier', builderProvider: 'openai', providers: both, roles})).singleProvider);
	await t.throwsAsync(chooseModel({role: 'x', kind: 'builder', providers: both, roles: {x: {provider: 'acme'}}}), {code: 'unknown-provider', message: /acme.*anthropic, openai/v});
});

test('without a provider one sentence says what to set', async t => {
	await t.throwsAsync(chooseModel({role: 'planner', kind: 'planner', providers: []}), {code: 'no-provider', message: /planner/v});
	await t.throwsAsync(chooseModel({role: 'builder', kind: 'builder', providers: one, wires: ['gemini']}), {code: 'no-provider', message: /anthropic speaks anthropic; wanted: gemini/v});
});

test('an agent that can be pointed to nothing runs all the same', async t => {
	t.is((await chooseModel({role: 'builder', kind: 'builder', providers: both, wires: []})).provider, 'anthropic');
});

test('a local endpoint is asked which model it serves', async t => {
	const server = http.createServer((request, response) => {
		response.writeHead(request.url === '/v1/models' ? 200 : 404, {'content-type': 'application/json'}).end(JSON.stringify({data: [{id: 'qwen3-coder'}]}));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const local = loadProviders({environment: {MILLWRIGHT_LOCAL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`}});
	t.is((await chooseModel({role: 'builder', kind: 'builder', providers: local})).model, 'qwen3-coder');
	server.close();
	await once(server, 'close');
	await t.throwsAsync(chooseModel({role: 'builder', kind: 'builder', providers: local}), {code: 'no-model', message: /did not say/v});
});
