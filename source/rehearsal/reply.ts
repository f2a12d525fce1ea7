import type {Heard} from './heard.js';
import type {Turn} from './script.js';
import {mapCall, type MappedCall} from './tools.js';

/** Tokens, as every API can express them: `input` is what was neither read from nor written to a cache. */
export type Tokens = {input: number; output: number; cacheRead: number; cacheWrite: number};

/** An answer ready to be put into the words of one API. */
export type Reply = {text: string; calls: MappedCall[]; tokens: Tokens};

/** One event of a stream. `paced` ones are words that a person may watch arrive; the rest is frame. */
export type Chunk = {event?: string; data: unknown; paced: boolean};

// Close enough for a meter that is watched and not billed by.
const charactersPerToken = 4;

export function composeReply(turn: Turn, heard: Heard): Reply {
	const mapped = (turn.answer.call ?? []).map(call => mapCall(call, heard));
	const calls = mapped.flatMap(one => 'call' in one ? [one.call] : []);
	const text = [turn.answer.say ?? '', ...mapped.flatMap(one => 'say' in one ? [one.say] : [])].filter(part => part !== '').join('\n\n').trimEnd();
	const {input, output, cacheRead = 0, cacheWrite = 0} = turn.answer.usage ?? {};
	return {
		text,
		calls,
		tokens: {
			input: input ?? tokensIn(heard.size),
			output: output ?? tokensIn(text.length + calls.reduce((sum, call) => sum + argumentText(call).length, 0)),
			cacheRead,
			cacheWrite,
		},
	};
}

export const tokensIn = (characters: number): number => Math.max(1, Math.ceil(characters / charactersPerToken));

export const argumentText = (call: MappedCall): string => call.kind === 'custom' ? call.input : JSON.stringify(call.input);

/** A text word by word, the spaces after each kept with it. */
export const inWordChunks = (text: string): string[] => text.split(/(?<=\s)(?=\S)/v).filter(word => word !== '');

// A file of code goes out in a few pieces: enough that a cut falls between two.
const pieceLength = 400;

/** Arguments in longer pieces: nobody reads them as they come, and a file of code would take minutes word by word. */
export function inPieces(text: string): string[] {
	const count = Math.max(1, Math.ceil(text.length / pieceLength));
	return Array.from({length: count}, (_, index) => text.slice(index * pieceLength, (index + 1) * pieceLength));
}
