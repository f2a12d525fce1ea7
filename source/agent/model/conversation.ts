import type {Brief} from '../../protocol/exchange.js';

/** A tool as it is offered to the model. */
export type ToolOffer = {name: string; description: string; parameters: Record<string, unknown>};

/** A tool that the model calls; `input` is unchecked, and undefined when it was no JSON at all. */
export type ToolCall = {id: string; name: string; input: unknown};

/** What came of one call. */
export type ToolOutcome = {id: string; text: string; isError?: boolean};

/** One answer of the model. Tokens as the API counts them, cached ones included in `input`. */
export type Turn = {
	text: string;
	calls: ToolCall[];
	stop: 'end' | 'length' | 'refused';
	tokens: {input: number; output: number};
};

/** A conversation in the words of one API. What is told is kept; an answer is kept once it is whole. */
export type Conversation = {
	/** Adds what came of the calls of the last answer and what the person says, in this order. */
	tell: (news: {outcomes?: ToolOutcome[]; texts?: string[]}) => void;
	/** Asks for the next answer. A failed or cut one leaves the conversation as it was. */
	next: (options: {signal: AbortSignal; onText: (text: string) => void}) => Promise<Turn>;
};

export type ConversationOptions = {brief: Brief; tools: ToolOffer[]};

/** Thrown when a stream ends without its last event. */
export class CutError extends Error {
	constructor() {
		super('the answer was cut');
		this.name = 'CutError';
	}
}

/** Thrown when the answer itself says that the model failed. */
export class ModelError extends Error {
	readonly retriable: boolean;

	constructor(message: string, {retriable}: {retriable: boolean}) {
		super(message);
		this.name = 'ModelError';
		this.retriable = retriable;
	}
}

/** Arguments as text; undefined when they are no JSON. */
export function parseArguments(text: string): unknown {
	if (text.trim() === '') {
		return {};
	}

	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

// The gateway adds the provider's key; the agent never has one. The run token is in the path of the address.
export const placeholderKey = 'millwright';
