import {isObjectName} from './loose-ref.js';
import type {Repository} from './types.js';

// The inputs of some projects, and what is between a base and its tasks; beyond it a run asks git again.
const most = 500;
/** In characters: a larger answer, such as a generated file, is asked for each time. */
const longest = 20_000;

const answers = new Map<string, string>();

/**
An answer of git's that follows from objects alone, asked once: the name of an object says what is in it, so it stays true.

What is no answer (undefined) is asked again, as all is that was not asked with whole names of objects.
*/
export async function unchanging(repo: Repository, {question, objects}: {question: string; objects: readonly string[]}, ask: () => Promise<string | undefined>): Promise<string | undefined> {
	if (objects.some(object => !isObjectName(object))) {
		return ask();
	}

	const key = [repo.gitDir, question, ...objects].join('\0');
	const known = answers.get(key);
	const answer = known ?? await ask();
	// What was asked for last goes last.
	answers.delete(key);
	if (answer !== undefined && answer.length <= longest) {
		answers.set(key, answer);
		if (answers.size > most) {
			answers.delete(answers.keys().next().value!);
		}
	}

	return answer;
}
