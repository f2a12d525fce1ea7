import {randomUUID} from 'node:crypto';
import {countTurns, functionTool, list, modelOf, textOf, type Heard, type Loose, type Read} from '../heard.js';
import {argumentText, inPieces, inWordChunks, type Chunk, type Reply} from '../reply.js';
import {openaiError} from './openai-error.js';
import type {Wire} from './wire.js';

/** OpenAI Chat Completions: POST …/v1/chat/completions. */
export const chat: Wire = {read, whole, events, error: openaiError};

function read(body: Loose): Read {
	const messages = list(body['messages']);
	const said = (...roles: string[]) => messages.filter(message => roles.includes(String(message['role']))).map(message => textOf(message['content'])).filter(text => text !== '');
	const options = body['stream_options'] as {include_usage?: unknown} | undefined;
	return {
		model: modelOf(body),
		stream: body['stream'] === true,
		usageAsked: options?.include_usage === true,
		system: said('system', 'developer').join('\n'),
		lastUser: said('user').at(-1) ?? '',
		step: countTurns(messages.map(message => message['role'] === 'assistant')),
		tools: list(body['tools']).flatMap(tool => {
			const {name, parameters} = (tool['function'] ?? {}) as {name?: unknown; parameters?: unknown};
			return functionTool(name, parameters);
		}),
	};
}

function whole(reply: Reply, heard: Heard): unknown {
	const toolCalls = calls(reply);
	return {
		...completion('chat.completion', heard),
		choices: [{
			index: 0,
			message: {role: 'assistant', content: reply.text === '' ? null : reply.text, refusal: null, ...(toolCalls.length > 0 && {tool_calls: toolCalls})},
			finish_reason: finishReason(reply),
			logprobs: null,
		}],
		usage: usage(reply),
	};
}

function * events(reply: Reply, heard: Heard): Generator<Chunk> {
	const base = completion('chat.completion.chunk', heard);
	const delta = (data: Loose, finish: string | null = null) => ({...base, choices: [{index: 0, delta: data, finish_reason: finish, logprobs: null}], ...(heard.usageAsked && {usage: null})});
	yield {data: delta({role: 'assistant', content: ''}), paced: false};
	for (const content of inWordChunks(reply.text)) {
		yield {data: delta({content}), paced: true};
	}

	for (const [index, call] of calls(reply).entries()) {
		yield {data: delta({tool_calls: [{index, ...call, function: {name: call.function.name, arguments: ''}}]}), paced: false};
		for (const piece of inPieces(call.function.arguments)) {
			yield {data: delta({tool_calls: [{index, function: {arguments: piece}}]}), paced: true};
		}
	}

	yield {data: delta({}, finishReason(reply)), paced: false};
	if (heard.usageAsked) {
		yield {data: {...base, choices: [], usage: usage(reply)}, paced: false};
	}

	yield {data: '[DONE]', paced: false};
}

const completion = (object: string, heard: Heard) => ({id: `chatcmpl-${randomUUID()}`, object, created: Math.floor(Date.now() / 1000), model: heard.model});

const calls = (reply: Reply) => reply.calls.map(call => ({
	id: `call_${randomUUID()}`,
	type: 'function' as const,
	function: {name: call.name, arguments: call.kind === 'custom' ? JSON.stringify({input: argumentText(call)}) : argumentText(call)},
}));

const finishReason = (reply: Reply): string => reply.calls.length > 0 ? 'tool_calls' : 'stop';

function usage({tokens}: Reply) {
	const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
	return {
		prompt_tokens: prompt,
		prompt_tokens_details: {cached_tokens: tokens.cacheRead},
		completion_tokens: tokens.output,
		completion_tokens_details: {reasoning_tokens: 0},
		total_tokens: prompt + tokens.output,
	};
}
