import {createParser} from 'eventsource-parser';
import type {CallUsage} from './call-usage.js';
import {asObject, parseJson, type Json} from './json.js';
import type {ProviderWire} from './provider.js';
import {anthropicFold} from './usage-anthropic.js';
import {geminiFold} from './usage-gemini.js';
import {chatFold, responsesFold} from './usage-openai.js';

/** What a reader has understood of an answer so far. */
export type UsageSeen = {
	/** The provider's numbers; the highest of each so far. */
	usage: CallUsage;
	/** Whether the prompt's tokens are the provider's. */
	inputKnown: boolean;
	/** Whether the numbers are the final ones. */
	complete: boolean;
	/** Whether the provider said that it failed. */
	failed: boolean;
	/** Characters that were streamed out: what an estimate is made of, should the final numbers never come. */
	characters: number;
	/** The model that answered, when it says so. */
	model?: string;
	/** Dollars, when the provider itself says what it cost. */
	reported?: number;
};

/** Takes in one event of a stream, or a whole JSON body. */
export type Fold = (seen: UsageSeen, event: Json) => void;

export type UsageReader = {
	push(chunk: Uint8Array): void;
	/** The answer is over, wholly or not. Never throws: what could not be read was not seen. */
	end(): UsageSeen;
	readonly seen: UsageSeen;
};

const folds: Record<ProviderWire, Fold> = {
	anthropic: anthropicFold,
	'openai-responses': responsesFold,
	'openai-chat': chatFold,
	gemini: geminiFold,
};

/** Reads the usage out of an answer in passing, however its bytes are cut into chunks. */
export function createUsageReader({wire, contentType}: {wire: ProviderWire; contentType: string}): UsageReader {
	const seen: UsageSeen = {usage: {input: 0, cacheRead: 0, cacheWrite: 0, output: 0}, inputKnown: false, complete: false, failed: false, characters: 0};
	const take = (text: string) => {
		for (const event of [parseJson(text)].flat()) {
			const object = asObject(event);
			if (object !== undefined) {
				folds[wire](seen, object);
			}
		}
	};

	const frames = contentType.includes('text/event-stream') ? eventFrames(take) : wholeBody(take);
	// One decoder for the whole answer: a character may be cut in two by a chunk's end.
	const decoder = new TextDecoder();
	return {
		seen,
		push(chunk) {
			frames.push(decoder.decode(chunk, {stream: true}));
		},
		end() {
			frames.push(decoder.decode());
			frames.end();
			return seen;
		},
	};
}

/** A token of prose or code is about four characters; vendors estimate cut streams the same way. */
export const tokensOf = (characters: number): number => Math.ceil(characters / 4);

/**
The numbers to bill. Without final ones, what the provider did say stands, the prompt is counted by its characters when it
said nothing of it, and the output is at least what was streamed.
*/
export function billable(seen: UsageSeen, promptCharacters: number): {usage: CallUsage; estimated: boolean} {
	if (seen.complete) {
		return {usage: seen.usage, estimated: false};
	}

	return {
		usage: {
			...seen.usage,
			input: seen.inputKnown ? seen.usage.input : tokensOf(promptCharacters),
			output: Math.max(seen.usage.output, tokensOf(seen.characters)),
		},
		estimated: true,
	};
}

type Frames = {push(text: string): void; end(): void};

function eventFrames(take: (data: string) => void): Frames {
	const parser = createParser({
		onEvent({data}) {
			take(data);
		},
	});
	return {
		push(text) {
			parser.feed(text);
		},
		end() {
			parser.reset({consume: true});
		},
	};
}

function wholeBody(take: (body: string) => void): Frames {
	const parts: string[] = [];
	return {
		push(text) {
			parts.push(text);
		},
		end() {
			take(parts.join(''));
		},
	};
}
