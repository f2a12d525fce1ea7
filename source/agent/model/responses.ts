import OpenAI from 'openai';
import {type Conversation, type ConversationOptions, CutError, ModelError, parseArguments, placeholderKey, type Turn} from './conversation.js';

type Input = OpenAI.Responses.ResponseInputItem;

/** OpenAI Responses, streamed; nothing is stored with the vendor, so the whole conversation is sent each time. */
export function responsesConversation({brief, tools}: ConversationOptions): Conversation {
	const client = new OpenAI({baseURL: brief.baseUrl, apiKey: placeholderKey, maxRetries: 0, logLevel: 'off'});
	const input: Input[] = [];
	return {
		tell({outcomes = [], texts = []}) {
			input.push(
				...outcomes.map(({id, text}) => ({type: 'function_call_output' as const, call_id: id, output: text})),
				...texts.map(text => ({role: 'user' as const, content: text})),
			);
		},
		async next({signal, onText}): Promise<Turn> {
			const stream = await client.responses.create({
				model: brief.model,
				instructions: brief.instructions,
				input,
				tools: tools.map(({name, description, parameters}) => ({type: 'function' as const, name, description, parameters, strict: false})),
				max_output_tokens: brief.maxOutputTokens,
				store: false,
				stream: true,
				...(canReason(brief.model) && {include: ['reasoning.encrypted_content' as const]}),
			}, {signal});
			let last: OpenAI.Responses.Response | undefined;
			for await (const event of stream) {
				if (event.type === 'response.output_text.delta') {
					onText(event.delta);
				}

				last = closingResponse(event) ?? last;
			}

			if (last === undefined) {
				throw new CutError();
			}

			input.push(...last.output as Input[]);
			return turnOf(last);
		},
	};
}

function closingResponse(event: OpenAI.Responses.ResponseStreamEvent): OpenAI.Responses.Response | undefined {
	if (event.type === 'response.failed') {
		const {code, message} = event.response.error ?? {};
		throw new ModelError(message ?? 'the model failed', {retriable: code === 'server_error' || code === 'rate_limit_exceeded'});
	}

	return event.type === 'response.completed' || event.type === 'response.incomplete' ? event.response : undefined;
}

// Only models that reason take the option; without it their reasoning would be lost between calls, as nothing is stored.
const canReason = (model: string): boolean => /^(?:o\d|gpt-[5-9])/v.test(model);

function turnOf(response: OpenAI.Responses.Response): Turn {
	const parts = response.output.flatMap(item => item.type === 'message' ? item.content : []);
	return {
		text: parts.map(part => part.type === 'output_text' ? part.text : part.refusal).join(''),
		calls: response.output.flatMap(item => item.type === 'function_call' ? [{id: item.call_id, name: item.name, input: parseArguments(item.arguments)}] : []),
		stop: stopOf(response, parts.some(part => part.type === 'refusal')),
		tokens: {input: response.usage?.input_tokens ?? 0, output: response.usage?.output_tokens ?? 0},
	};
}

function stopOf(response: OpenAI.Responses.Response, isRefusal: boolean): Turn['stop'] {
	if (isRefusal || response.incomplete_details?.reason === 'content_filter') {
		return 'refused';
	}

	return response.status === 'incomplete' ? 'length' : 'end';
}
