import {Buffer} from 'node:buffer';
import {createServer} from 'node:http';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {startRehearsal} from '../../../source/rehearsal/rehearsal.js';
import {perform, plainBrief, rehearse, scratch, type Performance} from '../bench.js';

const done = '  - call:\n      - finish: done\n';

test('a connection that is refused is tried again until the daemon is back', async t => {
	const cwd = await scratch(t, 'tree');
	const gone = await rehearse(t, done);
	await gone.close();
	const agent = await perform(t, plainBrief({cwd, baseUrl: gone.address}));
	await agent.until('waiting for the model: nobody answers\n');
	const back = await startRehearsal({script: gone.script.file, port: Number(new URL(gone.address).port)});
	t.teardown(async () => back.close());
	t.like(await agent.ended, {code: 0, result: {summary: 'done'}});
	t.is(agent.printed().split('waiting for the model').length - 1, 1, 'one calm line');
});

for (const wire of ['anthropic', 'openai-responses', 'openai-chat'] as const) {
	test(`over ${wire}, an answer that is cut is asked for again, and an overload is waited out`, async t => {
		const cwd = await scratch(t, 'tree');
		const cut = await rehearse(t, '  - say: half of an answer\n    fail: {after: 2}\n');
		const busy = await rehearse(t, '  - fail: {status: 529, type: overloaded_error, message: busy}\n');
		const good = await rehearse(t, done);
		// Each request goes to the next of the three, as when the daemon fails over.
		const upstreams = [cut, busy, good];
		let next = 0;
		const front = createServer((request, response) => {
			const upstream = upstreams[Math.min(next++, 2)]!;
			void (async () => {
				const pieces: Uint8Array[] = [];
				for await (const piece of request) {
					pieces.push(piece as Uint8Array);
				}

				const answer = await fetch(`${upstream.address}${request.url ?? ''}`, {method: 'POST', body: Buffer.concat(pieces)});
				response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? ''});
				try {
					for await (const piece of answer.body!) {
						response.write(piece);
					}

					response.end();
				} catch {
					response.destroy();
				}
			})();
		});
		front.listen(0, '127.0.0.1');
		await once(front, 'listening');
		t.teardown(() => {
			front.close();
			front.closeAllConnections();
		});
		const baseUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}${wire === 'anthropic' ? '' : '/v1'}`;
		const agent = await perform(t, plainBrief({cwd, baseUrl, wire}));
		t.like(await agent.ended, {code: 0, result: {summary: 'done'}});
		t.is(next, 3);
		t.regex(agent.printed(), /half of ?\n[\s\S]*waiting for the model: 529: busy\n/v);
	});
}

test('a budget that is used up stops the agent with its reason, until it is told to go on', async t => {
	const cwd = await scratch(t, 'tree');
	const refusing = await rehearse(t, '  - fail: {status: 402, type: billing_error, message: "The budget of $5 is used up.", headers: {x-should-retry: "false"}}\n');
	const {port} = new URL(refusing.address);
	const agent = await perform(t, plainBrief({cwd, baseUrl: refusing.address}), {isTerminal: true});
	await agent.until('▲ stopped by the budget: The budget of $5 is used up.');
	await agent.until('state=blocked:app=millwright:msg=');
	// Told to go on while the budget still holds: it stops again, and asks nobody in between.
	process.emit('SIGCONT');
	await resume(agent);
	await refusing.close();
	const good = await rehearse(t, done, Number(port));
	t.is(good.address, refusing.address);
	await resume(agent);
	t.like(await agent.ended, {code: 0, result: {summary: 'done'}});
});

async function resume(agent: Performance): Promise<void> {
	await writeFile(path.join(agent.folder, 'resume.json'), '{}');
	await agent.until('going on');
}

test('what will not get better ends the agent with the reason', async t => {
	const cwd = await scratch(t, 'tree');
	const {address} = await rehearse(t, '  - fail: {status: 401, type: authentication_error, message: no key}\n');
	const agent = await perform(t, plainBrief({cwd, baseUrl: address}));
	t.like(await agent.ended, {code: 1, result: {kind: 'failure', reason: 'model-error', message: 'The model could not be asked: 401: no key.'}});
});
