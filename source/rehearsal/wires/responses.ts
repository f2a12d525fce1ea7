import {randomUUID} from 'node:crypto';
import {countTurns, functionTool, list, modelOf, textOf, type Heard, type Loose, type OfferedTool, type Read} from '../heard.js';
import {inPieces, inWordChunks, type Chunk, type Reply} from '../reply.js';
import type {MappedCall} from '../tools.js';
import {openaiError} from './openai-error.js';
import type {Wire} from './wire.js';

/** OpenAI Responses: POST …/v1/responses. */
export const responses: Wire = {read, whole, events, error: openaiError};

function read(body: Loose): Read {
	const input = typeof body['input'] === 'string' ? [{role: 'user', content: body['input']}] : list(body['input']);
	const said = (...roles: string[]) => input.filter(item => roles.includes(String(item['role']))).map(item => textOf(item['content'])).filter(text => text !== '');
	return {
		model: modelOf(body),
		stream: body['stream'] === true,
		usageAsked: true,
		system: [textOf(body['instructions']), ...said('system', 'developer')].join('\n'),
		lastUser: said('user').at(-1) ?? '',
		step: countTurns(input.filter(item => item['type'] !== 'additional_tools').map(isAssistant)),
		// Codex offers the tools of its newest models in an item of the input.
		tools: [body, ...input].flatMap(item => list((item)['tools'])).flatMap(offered),
	};
}

const assistantItems = new Set(['function_call', 'custom_tool_call', 'local_shell_call', 'reasoning']);

const isAssistant = (item: Loose): boolean => item['role'] === 'assistant' || assistantItems.has(String(item['type']));

function offered(tool: Loose): OfferedTool[] {
	// Codex puts the tools of its newest models into namespaces.
	if (tool['type'] === 'namespace') {
		return list(tool['tools']).flatMap(offered);
	}

	if (tool['type'] === 'custom' && typeof tool['name'] === 'string') {
		return [{name: tool['name'], kind: 'custom', properties: {}, required: []}];
	}

	return tool['type'] === 'function' ? functionTool(tool['name'], tool['parameters']) : [];
}

function whole(reply: Reply, heard: Heard): unknown {
	return {...response(heard), status: 'completed', output: items(reply), usage: usage(reply)};
}

function * events(reply: Reply, heard: Heard): Generator<Chunk> {
	let sequence = 0;
	const chunk = (paced: Chunk['paced'], data: Loose): Chunk => ({event: String(data['type']), data: {...data, sequence_number: sequence++}, paced});
	const frame = (data: Loose) => chunk(false, data);
	const word = (data: Loose) => chunk(true, data);
	const base = response(heard);
	yield frame({type: 'response.created', response: {...base, status: 'in_progress'}});
	yield frame({type: 'response.in_progress', response: {...base, status: 'in_progress'}});
	const output = items(reply);
	for (const [index, item] of output.entries()) {
		const at = {output_index: index, item_id: item.id};
		if (item.type === 'message') {
			const [part] = item.content;
			yield frame({type: 'response.output_item.added', output_index: index, item: {...item, status: 'in_progress', content: []}});
			yield frame({type: 'response.content_part.added', ...at, content_index: 0, part: {...part, text: ''}});
			for (const delta of inWordChunks(part.text)) {
				yield word({type: 'response.output_text.delta', ...at, content_index: 0, delta, logprobs: []});
			}

			yield frame({type: 'response.output_text.done', ...at, content_index: 0, text: part.text, logprobs: []});
			yield frame({type: 'response.content_part.done', ...at, content_index: 0, part});
		} else if (item.type === 'function_call') {
			yield frame({type: 'response.output_item.added', output_index: index, item: {...item, status: 'in_progress', arguments: ''}});
			for (const delta of inPieces(item.arguments)) {
				yield word({type: 'response.function_call_arguments.delta', ...at, delta});
			}

			yield frame({type: 'response.function_call_arguments.done', ...at, name: item.name, arguments: item.arguments});
		} else {
			yield frame({type: 'response.output_item.added', output_index: index, item: {...item, input: ''}});
			for (const delta of inPieces(item.input)) {
				yield word({type: 'response.custom_tool_call_input.delta', ...at, delta});
			}

			yield frame({type: 'response.custom_tool_call_input.done', ...at, input: item.input});
		}

		yield frame({type: 'response.output_item.done', output_index: index, item});
	}

	yield frame({type: 'response.completed', response: {...base, status: 'completed', output, usage: usage(reply)}});
}

function response(heard: Heard) {
	return {
		id: `resp_${randomUUID()}`,
		object: 'response',
		created_at: Math.floor(Date.now() / 1000),
		model: heard.model,
		error: null,
		incomplete_details: null,
		instructions: null,
		metadata: {},
		output: [],
		parallel_tool_calls: true,
		temperature: 1,
		tool_choice: 'auto',
		tools: [],
		top_p: 1,
	};
}

type Item =
	| {type: 'message'; id: string; role: 'assistant'; status: 'completed'; content: [{type: 'output_text'; text: string; annotations: []}]}
	| {type: 'function_call'; id: string; call_id: string; name: string; arguments: string; status: 'completed'}
	| {type: 'custom_tool_call'; id: string; call_id: string; name: string; input: string; status: 'completed'};

function items(reply: Reply): Item[] {
	return [
		...(reply.text === '' ? [] : [textItem(reply.text)]),
		...reply.calls.map(callItem),
	];
}

const textItem = (text: string): Item => ({type: 'message', id: `msg_${randomUUID()}`, role: 'assistant', status: 'completed', content: [{type: 'output_text', text, annotations: []}]});

function callItem(call: MappedCall): Item {
	const own = {call_id: `call_${randomUUID()}`, name: call.name, status: 'completed' as const};
	return call.kind === 'custom'
		? {type: 'custom_tool_call', id: `ctc_${randomUUID()}`, ...own, input: call.input}
		: {type: 'function_call', id: `fc_${randomUUID()}`, ...own, arguments: JSON.stringify(call.input)};
}

function usage({tokens}: Reply) {
	const input = tokens.input + tokens.cacheRead + tokens.cacheWrite;
	return {
		input_tokens: input,
		input_tokens_details: {cached_tokens: tokens.cacheRead, cache_write_tokens: tokens.cacheWrite},
		output_tokens: tokens.output,
		output_tokens_details: {reasoning_tokens: 0},
		total_tokens: input + tokens.output,
	};
}
