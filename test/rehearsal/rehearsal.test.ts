import Anthropic from '@anthropic-ai/sdk';
import test from 'ava';
import OpenAI from 'openai';
import {rehearse} from '../agent/bench.js';
import {startRehearsal, type RehearsalRequest} from '../../source/rehearsal/rehearsal.js';
import {forwardTo} from './forwarder.js';

const speech = `
  - when: {contains: count}
    say: "one  two\\nthree"
    usage: {input: 100, output: 7, cacheRead: 40, cacheWrite: 10}
  - when: {contains: work}
    say: I run it.
    call:
      - shell: npm test
      - shell: git status
  - when: {contains: break}
    say: these words never all arrive
    fail: {after: 2}
  - when: {contains: refuse}
    fail: {status: 529, type: overloaded_error, message: too much to do}
`;

const shellTool = {type: 'object', properties: {command: {type: 'string'}}, required: ['command']};

const anthropic = (address: string) => new Anthropic({baseURL: address, apiKey: 'x', authToken: null, maxRetries: 0});
const openai = (address: string) => new OpenAI({baseURL: `${address}/v1`, apiKey: 'x', maxRetries: 0});

test('Anthropic Messages: words, tools and cumulative usage reach the SDK, streamed and whole', async t => {
	const {address} = await rehearse(t, speech);
	const client = anthropic(address);
	const ask = (content: string) => ({model: 'm', max_tokens: 100, messages: [{role: 'user' as const, content}], tools: [{name: 'Bash', input_schema: shellTool as Anthropic.Tool.InputSchema}]});
	const heard: string[] = [];
	const streamed = await client.messages.stream(ask('count')).on('text', text => {
		heard.push(text);
	}).finalMessage();
	t.deepEqual(heard, ['one  ', 'two\n', 'three']);
	t.like(streamed.usage, {input_tokens: 100, output_tokens: 7, cache_read_input_tokens: 40, cache_creation_input_tokens: 10});
	const whole = await client.messages.create(ask('count'));
	t.like(whole, {stop_reason: 'end_turn', content: [{text: 'one  two\nthree'}], usage: {output_tokens: 7}});
	const called = await client.messages.stream(ask('work')).finalMessage();
	t.is(called.stop_reason, 'tool_use');
	t.deepEqual(called.content.map(block => block.type === 'tool_use' ? [block.name, block.input] : block.type), ['text', ['Bash', {command: 'npm test'}], ['Bash', {command: 'git status'}]]);
	const {input_tokens: counted} = await client.messages.countTokens({model: 'm', messages: [{role: 'user', content: 'x'.repeat(400)}]});
	t.true(counted >= 100);
});

test('OpenAI Responses: words, function calls, custom tools and usage reach the SDK', async t => {
	const {address} = await rehearse(t, speech);
	const client = openai(address);
	const tools = [{type: 'function' as const, name: 'exec_command', parameters: {type: 'object', properties: {cmd: {type: 'string'}}}, strict: false}];
	let said = '';
	let last: OpenAI.Responses.Response | undefined;
	for await (const event of await client.responses.create({model: 'm', input: 'count', tools, stream: true})) {
		said += event.type === 'response.output_text.delta' ? event.delta : '';
		last = event.type === 'response.completed' ? event.response : last;
	}

	t.is(said, 'one  two\nthree');
	t.like(last?.usage, {input_tokens: 150, input_tokens_details: {cached_tokens: 40}, output_tokens: 7, total_tokens: 157});
	const whole = await client.responses.create({model: 'm', input: 'work', tools});
	t.is(whole.output_text, 'I run it.');
	const calls = whole.output.map(item => item.type === 'function_call' ? [item.name, item.arguments] : item.type);
	t.deepEqual(calls, ['message', ['exec_command', '{"cmd":"npm test"}'], ['exec_command', '{"cmd":"git status"}']]);
	const custom = await client.responses.create({model: 'm', input: 'work', tools: [{type: 'custom', name: 'exec'}]});
	t.true(custom.output.some(item => item.type === 'custom_tool_call' && item.input.includes('tools.exec_command({cmd: "npm test"})')));
});

test('OpenAI Chat Completions: words, tool calls and usage reach the SDK, and usage only when asked', async t => {
	const {address} = await rehearse(t, speech);
	const client = openai(address);
	const bash = {name: 'bash', parameters: {...shellTool, required: ['command', 'description']}};
	const ask = {model: 'm', tools: [{type: 'function' as const, function: bash}], stream: true as const};
	let said = '';
	const usages: unknown[] = [];
	for await (const chunk of await client.chat.completions.create({...ask, messages: [{role: 'user', content: 'count'}], stream_options: {include_usage: true}})) {
		said += chunk.choices[0]?.delta.content ?? '';
		usages.push(chunk.usage);
	}

	t.is(said, 'one  two\nthree');
	t.like(usages.at(-1), {prompt_tokens: 150, completion_tokens: 7});
	let finish: string | null | undefined;
	let calls = '';
	for await (const chunk of await client.chat.completions.create({...ask, messages: [{role: 'user', content: 'work'}]})) {
		t.false('usage' in chunk);
		finish = chunk.choices[0]?.finish_reason ?? finish;
		calls += (chunk.choices[0]?.delta.tool_calls ?? []).map(call => `${call.function?.name ?? ''}${call.function?.arguments ?? ''}`).join('');
	}

	t.is(finish, 'tool_calls');
	t.is(calls, 'bash{"command":"npm test","description":"npm test"}bash{"command":"git status","description":"git status"}');
});

test('the Gemini API is spoken, streamed and whole', async t => {
	const {address} = await rehearse(t, speech);
	const body = JSON.stringify({contents: [{role: 'user', parts: [{text: 'work'}]}], tools: [{functionDeclarations: [{name: 'run_shell_command', parametersJsonSchema: shellTool}]}]});
	const whole = await (await fetch(`${address}/v1beta/models/gemini-x:generateContent`, {method: 'POST', body})).json() as {candidates: unknown[]};
	t.like(whole.candidates[0], {content: {parts: [{text: 'I run it.'}, {functionCall: {name: 'run_shell_command', args: {command: 'npm test'}}}]}});
	const stream = await (await fetch(`${address}/v1beta/models/gemini-x:streamGenerateContent?alt=sse`, {method: 'POST', body})).text();
	t.is(stream.split('data: ').length - 1, 4);
	t.regex(stream, /"finishReason":"STOP".*"promptTokenCount":\d+/v);
});

test('a stream is cut after as many words as the script says, and a scripted refusal has the shape of the vendor', async t => {
	const {address} = await rehearse(t, speech);
	const heard: string[] = [];
	await t.throwsAsync(async () => {
		await anthropic(address).messages.stream({model: 'm', max_tokens: 9, messages: [{role: 'user', content: 'break'}]}).on('text', text => {
			heard.push(text);
		}).finalMessage();
	});
	t.deepEqual(heard, ['these ', 'words ']);
	const refused = anthropic(address).messages.create({model: 'm', max_tokens: 9, messages: [{role: 'user', content: 'refuse'}]});
	await t.throwsAsync(refused, {message: /529.*overloaded_error.*too much to do/v});
	await t.throwsAsync(async () => openai(address).responses.create({model: 'm', input: 'refuse'}), {message: /too much to do/v});
});

test('turns are matched by who asks, and the same request gets the same words again', async t => {
	const rehearsal = await rehearse(t, `
  - when: {role: builder, task: [a, b], generation: "2..", step: 1}
    say: again
  - when: {role: builder}
    steps:
      - say: first
      - say: second
  - when: {role: null, model: other}
    say: nobody
`);
	const {address, headers} = await forwardTo(t, rehearsal.address);
	const ask = async (who: Record<string, string | number>, {turns = 0, model = 'm'} = {}) => {
		for (const key of Object.keys(headers)) {
			// eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the forwarder reads this record at each request
			delete headers[key];
		}

		Object.assign(headers, Object.fromEntries(Object.entries(who).map(([key, value]) => [`x-millwright-${key}`, String(value)])));
		const history = Array.from({length: turns}, () => [{role: 'assistant' as const, content: 'x'}, {role: 'user' as const, content: 'y'}]).flat();
		const {content: [block]} = await anthropic(address).messages.create({model, max_tokens: 9, messages: [{role: 'user', content: 'go'}, ...history]});
		return block?.type === 'text' ? block.text : '';
	};

	t.is(await ask({role: 'builder', task: 'a', generation: 1}), 'first');
	t.is(await ask({role: 'builder', task: 'a', generation: 1}), 'first');
	t.is(await ask({role: 'builder', task: 'a', generation: 1}, {turns: 1}), 'second');
	t.is(await ask({role: 'builder', task: 'b', generation: 3}, {turns: 1}), 'again');
	t.is(await ask({}, {model: 'other'}), 'nobody');
	const outcome = new Promise<RehearsalRequest>(resolve => {
		rehearsal.requests.once(resolve);
	});
	const unmatched = ask({role: 'builder', task: 'a', generation: 1}, {turns: 2});
	await t.throwsAsync(unmatched, {message: /no turn of .*script\.yaml matches task a, role builder, generation 1, step 2, anthropic, m/v});
	t.like(await outcome, {status: 400, step: 2, origin: {role: 'builder'}});
});

test('a port that was given back can be had again', async t => {
	const first = await rehearse(t, '  - say: hello\n');
	const port = Number(new URL(first.address).port);
	await first.close();
	const second = await startRehearsal({script: first.script.file, port});
	t.is(second.address, first.address);
	const models = await (await fetch(`${second.address}/v1/models`)).json() as {data: Array<{id: string}>};
	t.is(models.data[0]?.id, 'rehearsal');
	await second.close();
});
