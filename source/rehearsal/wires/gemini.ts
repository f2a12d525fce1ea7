import {countTurns, functionTool, list, textOf, type Heard, type Loose, type Read} from '../heard.js';
import {inWordChunks, type Chunk, type Reply} from '../reply.js';
import type {Wire} from './wire.js';

/** The Gemini API: POST …/models/<model>:generateContent or :streamGenerateContent?alt=sse. */
export const gemini: Wire = {read, whole, events, error};

function read(body: Loose, path: string): Read {
	const contents = list(body['contents']);
	const instruction = body['systemInstruction'] as {parts?: unknown} | undefined;
	const users = contents.filter(content => content['role'] !== 'model').map(content => textOf(content['parts'])).filter(text => text !== '');
	return {
		model: decodeURIComponent(/models\/(?<model>[^:]+):/v.exec(path)?.groups?.['model'] ?? ''),
		stream: path.includes(':streamGenerateContent'),
		usageAsked: true,
		system: textOf(instruction?.parts),
		lastUser: users.at(-1) ?? '',
		step: countTurns(contents.map(content => content['role'] === 'model')),
		tools: list(body['tools']).flatMap(tool => list(tool['functionDeclarations'])).flatMap(tool => functionTool(tool['name'], tool['parametersJsonSchema'] ?? tool['parameters'])),
	};
}

function whole(reply: Reply, heard: Heard): unknown {
	return {...candidate([...(reply.text === '' ? [] : [{text: reply.text}]), ...calls(reply)], 'STOP'), ...closing(reply, heard)};
}

function * events(reply: Reply, heard: Heard): Generator<Chunk> {
	for (const text of inWordChunks(reply.text)) {
		yield {data: {...candidate([{text}]), modelVersion: heard.model}, paced: true};
	}

	// The count is repeated with the last one, which is the one that holds.
	yield {data: {...candidate(calls(reply).length > 0 ? calls(reply) : [{text: ''}], 'STOP'), ...closing(reply, heard)}, paced: false};
}

function error({status, type, message}: {status: number; type?: string; message: string}): unknown {
	return {error: {code: status, message, status: type ?? 'INVALID_ARGUMENT'}};
}

const candidate = (parts: Loose[], finishReason?: string) => ({candidates: [{index: 0, content: {role: 'model', parts}, ...(finishReason !== undefined && {finishReason})}]});

const calls = (reply: Reply): Loose[] => reply.calls.map(call => ({functionCall: {name: call.name, args: call.kind === 'custom' ? {input: call.input} : call.input}}));

function closing({tokens}: Reply, heard: Heard) {
	const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
	return {
		modelVersion: heard.model,
		usageMetadata: {promptTokenCount: prompt, cachedContentTokenCount: tokens.cacheRead, candidatesTokenCount: tokens.output, totalTokenCount: prompt + tokens.output},
	};
}
