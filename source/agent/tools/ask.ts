import {createHash} from 'node:crypto';
import {z} from 'zod';
import type {Question} from '../../protocol/exchange.js';
import {defineTool} from './tool.js';

export const ask = defineTool({
	name: 'ask',
	description: 'Asks the person the one question that the work depends on, and waits for the answer. Recommend an answer that you would go on with.',
	input: z.object({
		question: z.string().min(1),
		recommended: z.string().min(1),
		choices: z.array(z.string()).max(9).optional(),
		why: z.string().optional().describe('Why it matters, in a sentence.'),
	}),
	async run({question: text, recommended, choices = [], why = ''}, {exchange, transcript, report, signal}) {
		const question: Question = {id: questionId(text), text, recommended, choices, why};
		const earlier = await exchange.readAnswer();
		if (earlier !== undefined && earlier.id !== question.id) {
			// An agent that is started anew may word its question differently; the person is asked once all the same.
			return {text: `The person has answered the one question of this session already: ${earlier.text}`};
		}

		transcript.question(question);
		report({state: 'blocked', kind: 'question', message: text});
		const answer = await exchange.ask(question, signal);
		report({state: 'working'});
		transcript.answer(answer);
		return {text: answer.text};
	},
});

// The same words are the same question, so that an answer given before a restart is used again.
const questionId = (text: string): string => `q-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
