import {randomUUID} from 'node:crypto';
import {countTurns, functionTool, list, modelOf, textOf, type Heard, type Loose, type Read} from '../heard.js';
import {argumentText, inPieces, inWordChunks, type Chunk, type Reply} from '../reply.js';
import type {Wire} from './wire.js';

/** Anthropic Messages: POST …/v1/messages. */
export const anthropic: Wire = {read, whole, events, error};

function read(body: Loose): Read {
	const messages = list(body['messages']);
	const users = messages.filter(message => message['role'] === 'user').map(message => textOf(message['content'])).filter(text => text !== '');
	return {
		model: modelOf(body),
		stream: body['stream'] === true,
		usageAsked: true,
		system: textOf(body['system']),
		lastUser: users.at(-1) ?? '',
		step: countTurns(messages.map(message => message['role'] === 'assistant')),
		tools: list(body['tools']).flatMap(tool => functionTool(tool['name'], tool['input_schema'])),
	};
}

function whole(reply: Reply, heard: Heard): unknown {
	return {...message(heard), content: blocks(reply), stop_reason: stopReason(reply), usage: usage(reply)};
}

function * events(reply: Reply, heard: Heard): Generator<Chunk> {
	const frame = (data: {type: string; [key: string]: unknown}): Chunk => ({event: data.type, data, paced: false});
	const word = (data: {type: string; [key: string]: unknown}): Chunk => ({event: data.type, data, paced: true});
	// The first count is of the prompt, with a token of output; the last is cumulative.
	yield frame({type: 'message_start', message: {...message(heard), content: [], stop_reason: null, usage: {...usage(reply), output_tokens: 1}}});
	yield frame({type: 'ping'});
	for (const [index, block] of blocks(reply).entries()) {
		if (block.type === 'text') {
			yield frame({type: 'content_block_start', index, content_block: {type: 'text', text: ''}});
			for (const text of inWordChunks(block.text)) {
				yield word({type: 'content_block_delta', index, delta: {type: 'text_delta', text}});
			}
		} else {
			yield frame({type: 'content_block_start', index, content_block: {...block, input: {}}});
			for (const piece of inPieces(JSON.stringify(block.input))) {
				yield word({type: 'content_block_delta', index, delta: {type: 'input_json_delta', partial_json: piece}});
			}
		}

		yield frame({type: 'content_block_stop', index});
	}

	yield frame({type: 'message_delta', delta: {stop_reason: stopReason(reply), stop_sequence: null}, usage: usage(reply)});
	yield frame({type: 'message_stop'});
}

function error({type, message: text}: {status: number; type?: string; message: string}): unknown {
	return {type: 'error', error: {type: type ?? 'api_error', message: text}};
}

const message = (heard: Heard) => ({id: `msg_${randomUUID()}`, type: 'message', role: 'assistant', model: heard.model, stop_sequence: null});

type Block = {type: 'text'; text: string} | {type: 'tool_use'; id: string; name: string; input: Record<string, unknown>};

function blocks(reply: Reply): Block[] {
	return [
		...(reply.text === '' ? [] : [{type: 'text' as const, text: reply.text}]),
		...reply.calls.map(call => ({
			type: 'tool_use' as const,
			id: `toolu_${randomUUID()}`,
			name: call.name,
			input: call.kind === 'custom' ? {input: argumentText(call)} : call.input,
		})),
	];
}

const stopReason = (reply: Reply): string => reply.calls.length > 0 ? 'tool_use' : 'end_turn';

const usage = ({tokens}: Reply) => ({
	input_tokens: tokens.input,
	cache_creation_input_tokens: tokens.cacheWrite,
	cache_read_input_tokens: tokens.cacheRead,
	output_tokens: tokens.output,
	service_tier: 'standard',
});
