import type {Heard} from './heard.js';
import type {Script, Turn, When} from './script.js';

/**
The first turn of the script whose conditions all hold.

It looks at the request and at nothing else: a call that was killed and is repeated gets the same words.
*/
export function findTurn(script: Script, heard: Heard): Turn | undefined {
	return script.turns.find(turn => [undefined, heard.step].includes(turn.step) && isMet(turn.when, heard));
}

function isMet(when: When, heard: Heard): boolean {
	const {origin} = heard;
	const either = `${heard.lastUser}\n${heard.system}`;
	return isNamed(when.project, origin.project)
		&& isNamed(when.task, origin.task)
		&& isNamed(when.run, origin.run)
		&& isNamed(when.role, origin.role)
		&& isNamed(when.stage, origin.stage)
		&& isNamed(when.session, origin.session)
		&& isNamed(when.wire, heard.wire)
		&& isNamed(when.model, heard.model)
		&& isNumbered(when.generation, origin.generation)
		&& isNumbered(when.attempt, origin.attempt)
		&& isNumbered(when.step, heard.step)
		&& (when.tools === undefined || when.tools === (heard.tools.length > 0))
		&& hasWords(when.contains, either)
		&& hasWords(when.system, heard.system)
		&& [when.without ?? []].flat().every(words => !either.includes(words))
		&& (when.matches === undefined || new RegExp(when.matches, 'v').test(either));
}

function isNamed(wanted: When['role'], value: string | undefined): boolean {
	if (wanted === undefined) {
		return true;
	}

	if (wanted === null) {
		return value === undefined;
	}

	return value !== undefined && [wanted].flat().includes(value);
}

function isNumbered(wanted: When['step'], value: number | undefined): boolean {
	if (wanted === undefined) {
		return true;
	}

	if (wanted === null) {
		return value === undefined;
	}

	if (value === undefined) {
		return false;
	}

	if (typeof wanted === 'string') {
		const [from, to] = wanted.split('..', 2);
		const last = to === undefined || to === '' ? Infinity : Number(to);
		return Number(from) <= value && value <= last;
	}

	return [wanted].flat().includes(value);
}

const hasWords = (wanted: When['contains'], text: string): boolean => wanted === undefined || [wanted].flat().every(words => text.includes(words));
