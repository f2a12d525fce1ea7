import Anthropic from '@anthropic-ai/sdk';
import {type Conversation, type ConversationOptions, CutError, placeholderKey, type Turn} from './conversation.js';

type Message = {role: 'user' | 'assistant'; content: Anthropic.ContentBlockParam[]};

/** Anthropic Messages, streamed. The prompt is cached up to its newest message. */
export function anthropicConversation({brief, tools}: ConversationOptions): Conversation {
	const client = new Anthropic({baseURL: brief.baseUrl, apiKey: placeholderKey, authToken: null, maxRetries: 0, logLevel: 'off'});
	const messages: Message[] = [];
	const ask = (): Anthropic.MessageStreamParams => ({
		model: brief.model,
		max_tokens: brief.maxOutputTokens,
		system: [{type: 'text', text: brief.instructions, cache_control: {type: 'ephemeral'}}],
		messages: withCacheMark(messages),
		tools: tools.map(({name, description, parameters}) => ({name, description, input_schema: parameters as Anthropic.Tool.InputSchema})),
	});

	return {
		tell({outcomes = [], texts = []}) {
			messages.push({
				role: 'user',
				content: [
					...outcomes.map(({id, text, isError = false}) => ({type: 'tool_result' as const, tool_use_id: id, content: text, is_error: isError})),
					...texts.map(text => ({type: 'text' as const, text})),
				],
			});
		},
		async next({signal, onText}): Promise<Turn> {
			const stream = client.messages.stream(ask(), {signal});
			stream.on('text', onText);
			const message = await stream.finalMessage();
			if (message.stop_reason === null) {
				throw new CutError();
			}

			if (message.content.length > 0) {
				messages.push({role: 'assistant', content: message.content});
			}

			return {
				text: message.content.map(block => block.type === 'text' ? block.text : '').join(''),
				calls: message.content.flatMap(block => block.type === 'tool_use' ? [{id: block.id, name: block.name, input: block.input}] : []),
				stop: stopOf(message.stop_reason),
				tokens: {
					input: message.usage.input_tokens + (message.usage.cache_read_input_tokens ?? 0) + (message.usage.cache_creation_input_tokens ?? 0),
					output: message.usage.output_tokens,
				},
			};
		},
	};
}

// A cache mark on the last block makes the whole conversation so far readable from the cache in the next call.
function withCacheMark(messages: readonly Message[]): Message[] {
	const [newest] = messages.slice(-1);
	return newest === undefined ? [] : [...messages.slice(0, -1), {...newest, content: newest.content.map((block, index) => index === newest.content.length - 1 ? marked(block) : block)}];
}

const marked = (block: Anthropic.ContentBlockParam): Anthropic.ContentBlockParam =>
	block.type === 'text' || block.type === 'tool_result' ? {...block, cache_control: {type: 'ephemeral'}} : block;

function stopOf(reason: Anthropic.StopReason): Turn['stop'] {
	if (reason === 'refusal') {
		return 'refused';
	}

	return reason === 'max_tokens' || reason === 'model_context_window_exceeded' ? 'length' : 'end';
}
