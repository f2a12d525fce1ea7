import type {Result} from '../protocol/exchange.js';
import type {Conversation, ToolCall, ToolOutcome, Turn} from './model/conversation.js';
import {withPatience} from './model/patience.js';
import {toolsFor} from './tools/for-role.js';
import type {Bench, Tool, ToolEnd} from './tools/tool.js';
import type {Typing} from './typing.js';

type Work = {
	bench: Bench;
	conversation: Conversation;
	typing: Typing;
	/** Counts up as the work goes on, so that it can be told however it ends. */
	spent: Spent;
};

export type Spent = {steps: number; input: number; output: number};

// A model that only talks is told twice how to end before it is taken at its word.
const reminders = 2;

/** Goes back and forth between the model and the tools until one of them ends the work. */
export async function work({bench, conversation, typing, spent}: Work): Promise<Result> {
	const {brief, transcript} = bench;
	const {tools, ending} = toolsFor(brief);
	let silent = 0;
	conversation.tell({texts: [brief.prompt]});
	for (; spent.steps < brief.stepLimit;) {
		const turn = await nextTurn({bench, conversation, spent});
		if (turn.stop === 'refused') {
			return failure('refused', 'The model refused to go on.');
		}

		const ends = await runCalls(turn, {tools, bench});
		if ('result' in ends) {
			return ends.result;
		}

		const typed = typing.take().map(line => `person: ${line}`);
		silent = turn.calls.length > 0 || typed.length > 0 ? 0 : silent + 1;
		if (silent > reminders) {
			return failure('model-error', `The model stopped without calling ${ending}.`);
		}

		if (silent > 0) {
			transcript.note(`reminded to call ${ending}`);
		}

		const cut = turn.stop === 'length' ? ['Your answer was cut: it reached the limit of its length. Go on in smaller pieces.'] : [];
		const reminder = silent > 0 ? [`You have not ended the work. Go on with your tools, and call ${ending} when you are done.`] : [];
		conversation.tell({outcomes: ends.outcomes, texts: [...cut, ...reminder, ...typed]});
	}

	return failure('step-limit', `The limit of ${brief.stepLimit} steps was reached before the work was done.`);
}

export const failure = (reason: string, message: string): Result => ({kind: 'failure', reason, message});

async function nextTurn({bench, conversation, spent}: Omit<Work, 'typing'>): Promise<Turn> {
	const {transcript, report, exchange, signal} = bench;
	report({state: 'working'});
	const turn = await withPatience(async () => conversation.next({
		signal,
		onText(text) {
			transcript.text(text);
		},
	}), {
		signal,
		onTrouble(message) {
			transcript.note(`waiting for the model: ${message}`);
		},
		async onBudget(message) {
			transcript.waits(`stopped by the budget: ${message}`);
			report({state: 'blocked', message});
			await exchange.resumed(signal);
			transcript.note('going on');
			report({state: 'working'});
		},
	});
	transcript.endText();
	spent.steps++;
	spent.input += turn.tokens.input;
	spent.output += turn.tokens.output;
	return turn;
}

type Ends = {outcomes: ToolOutcome[]} | {result: Result};

async function runCalls(turn: Turn, {tools, bench}: {tools: Tool[]; bench: Bench}): Promise<Ends> {
	const outcomes: ToolOutcome[] = [];
	for (const call of turn.calls) {
		const {text, isError = false, result} = await runCall(call, {tools, bench, isCut: turn.stop === 'length'});
		if (result !== undefined) {
			return {result};
		}

		outcomes.push({id: call.id, text, isError});
	}

	return {outcomes};
}

async function runCall(call: ToolCall, {tools, bench, isCut}: {tools: Tool[]; bench: Bench; isCut: boolean}): Promise<ToolEnd> {
	const tool = tools.find(({offer}) => offer.name === call.name);
	if (tool === undefined) {
		return {text: `There is no tool "${call.name}". There are: ${tools.map(({offer}) => offer.name).join(', ')}.`, isError: true};
	}

	// Half of a file's content may well be valid JSON; it must not be written as if it were all.
	if (isCut || call.input === undefined) {
		return {text: `The call of ${call.name} did not arrive whole and was not made. Make it again, in smaller pieces if it was long.`, isError: true};
	}

	const end = await tool.run(call.input, bench);
	if (end.isError === true && end.text.startsWith('The arguments of')) {
		bench.transcript.did(end.text, false);
	}

	return end;
}
