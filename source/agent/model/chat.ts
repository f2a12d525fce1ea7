import OpenAI from 'openai';
import {type Conversation, type ConversationOptions, CutError, parseArguments, placeholderKey, type Turn} from './conversation.js';

/** OpenAI Chat Completions, streamed: what local and compatible endpoints speak. */
export function chatConversation({brief, tools}: ConversationOptions): Conversation {
	const client = new OpenAI({baseURL: brief.baseUrl, apiKey: placeholderKey, maxRetries: 0, logLevel: 'off'});
	const messages: OpenAI.ChatCompletionMessageParam[] = [{role: 'system', content: brief.instructions}];
	return {
		tell({outcomes = [], texts = []}) {
			messages.push(
				...outcomes.map(({id, text}) => ({role: 'tool' as const, tool_call_id: id, content: text})),
				...texts.map(text => ({role: 'user' as const, content: text})),
			);
		},
		async next({signal, onText}): Promise<Turn> {
			const stream = await client.chat.completions.create({
				model: brief.model,
				messages,
				tools: tools.map(({name, description, parameters}) => ({type: 'function' as const, function: {name, description, parameters}})),
				// eslint-disable-next-line @typescript-eslint/no-deprecated -- the one name that every compatible endpoint knows
				max_tokens: brief.maxOutputTokens,
				stream: true,
				stream_options: {include_usage: true},
			}, {signal});
			const answer = new Gathered();
			for await (const chunk of stream) {
				onText(answer.add(chunk));
			}

			const turn = answer.turn();
			if (turn.text !== '' || turn.calls.length > 0) {
				messages.push(answer.message());
			}

			return turn;
		},
	};
}

type Piece = {id: string; name: string; arguments: string};

/** The deltas of one answer, put together. */
class Gathered {
	#text = '';
	#finish: string | undefined;
	#tokens = {input: 0, output: 0};
	readonly #calls: Piece[] = [];

	/** Takes one chunk in, and tells the text that it brought. */
	add(chunk: OpenAI.ChatCompletionChunk): string {
		if (chunk.usage) {
			this.#tokens = {input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens};
		}

		const [choice] = chunk.choices;
		for (const delta of choice?.delta.tool_calls ?? []) {
			this.#calls[delta.index] ??= {id: '', name: '', arguments: ''};
			const call = this.#calls[delta.index]!;
			call.id ||= delta.id ?? '';
			call.name += delta.function?.name ?? '';
			call.arguments += delta.function?.arguments ?? '';
		}

		const text = choice?.delta.content ?? choice?.delta.refusal ?? '';
		this.#text += text;
		this.#finish = choice?.finish_reason ?? this.#finish;
		return text;
	}

	turn(): Turn {
		if (this.#finish === undefined) {
			throw new CutError();
		}

		return {
			text: this.#text,
			calls: this.#calls.map(({id, name, arguments: text}) => ({id, name, input: parseArguments(text)})),
			stop: this.#finish === 'content_filter' ? 'refused' : (this.#finish === 'length' ? 'length' : 'end'),
			tokens: this.#tokens,
		};
	}

	message(): OpenAI.ChatCompletionAssistantMessageParam {
		return {
			role: 'assistant',
			content: this.#text === '' ? null : this.#text,
			...(this.#calls.length > 0 && {tool_calls: this.#calls.map(({id, name, arguments: text}) => ({id, type: 'function' as const, function: {name, arguments: text}}))}),
		};
	}
}
