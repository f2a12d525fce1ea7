import {countAt, listAt, objectAt, textAt} from './json.js';
import type {Fold} from './usage.js';

/*
Gemini repeats `usageMetadata` with each piece; the last one counts. The prompt's total holds the cached part, while
thinking comes on top of the candidates' tokens and is billed as output.
*/
export const geminiFold: Fold = (seen, event) => {
	const model = textAt(event, 'modelVersion');
	if (model !== undefined) {
		seen.model = model;
	}

	seen.failed ||= 'error' in event;
	let isFinished = false;
	for (const candidate of listAt(event, 'candidates')) {
		isFinished ||= textAt(candidate, 'finishReason') !== undefined;
		for (const part of listAt(objectAt(candidate, 'content'), 'parts')) {
			seen.characters += textAt(part, 'text')?.length ?? 0;
			seen.characters += 'functionCall' in part ? JSON.stringify(part['functionCall']).length : 0;
		}
	}

	const usage = objectAt(event, 'usageMetadata');
	if (!('promptTokenCount' in usage)) {
		return;
	}

	const prompt = countAt(usage, 'promptTokenCount');
	const cacheRead = Math.min(countAt(usage, 'cachedContentTokenCount'), prompt);
	Object.assign(seen.usage, {
		input: prompt - cacheRead + countAt(usage, 'toolUsePromptTokenCount'),
		cacheRead,
		output: countAt(usage, 'candidatesTokenCount') + countAt(usage, 'thoughtsTokenCount'),
	});
	seen.inputKnown = true;
	seen.complete ||= isFinished;
};
