import {z} from 'zod';
import type {Brief, Result} from '../../protocol/exchange.js';
import type {Exchange} from '../exchange.js';
import type {ToolOffer} from '../model/conversation.js';
import type {AgentState} from '../status.js';
import type {Transcript} from '../transcript.js';

/** What tools work with. */
export type Bench = {
	brief: Brief;
	exchange: Exchange;
	transcript: Transcript;
	report: (state: AgentState) => void;
	/** Aborted when the person stops the agent. */
	signal: AbortSignal;
};

/** What the model is told, and the result when the call ends the work. */
export type ToolEnd = {text: string; isError?: boolean; result?: Result};

export type Tool = {
	offer: ToolOffer;
	/** Never throws for what the model did wrong: that is an end in words, with `isError`. */
	run: (input: unknown, bench: Bench) => Promise<ToolEnd>;
};

type Definition<Input extends z.ZodType> = {
	name: string;
	description: string;
	input: Input;
	run: (input: z.output<Input>, bench: Bench) => Promise<ToolEnd>;
};

export function defineTool<Input extends z.ZodType>({name, description, input, run}: Definition<Input>): Tool {
	const {$schema: _, ...parameters} = z.toJSONSchema(input, {io: 'input'}) as Record<string, unknown>;
	return {
		offer: {name, description, parameters},
		async run(given, bench) {
			const parsed = input.safeParse(given);
			if (!parsed.success) {
				const faults = parsed.error.issues.map(issue => `${issue.path.length === 0 ? 'input' : issue.path.join('.')}: ${issue.message}`);
				return refusal(`The arguments of ${name} are not valid. ${faults.join('; ')}.`);
			}

			return run(parsed.data, bench);
		},
	};
}

export const refusal = (text: string): ToolEnd => ({text, isError: true});
