import {safeLine} from '../../base/safe-text.js';
import type {Session} from '../../../state/session.js';
import type {ProgramState} from '../../protocol/holder.js';
import type {SessionState} from '../../protocol/session.js';

/** What is known of a session, from which its state is read. */
export type Evidence = {
	record: Session;
	/** The holder answers. */
	reachable: boolean;
	program?: ProgramState;
	/** Freed of control characters. */
	title?: string;
};

// What turns in front of a title while an agent works: ten times a second it would be something new to write down and to draw.
const spinner = /^[\p{Punctuation}\p{Symbol}\u{FE0F}]{1,2}\s+(?=\S)/v;

export type Reading = {state: SessionState; evidence: string; headline?: string};

/**
The state of a session and what it was read from, the surest evidence first: its exit, a stop by the person, a refusal of
the budget, a question, what the program itself reports, and only then that it prints.
*/
export function deriveState({record, reachable, program, title}: Evidence): Reading {
	if (record.endedAt !== undefined) {
		return {state: record.state === 'failed' ? 'failed' : 'done', evidence: 'exit', ...headlineOf(record.headline)};
	}

	// One whose holder has not said that it stopped it still works, for all that is known.
	const isStopped = record.frozen && record.stopOwed !== true;
	if (isStopped && record.frozenByBudget === true) {
		return {state: 'paused', evidence: 'budget', ...headlineOf(record.refused ?? record.headline)};
	}

	if (isStopped) {
		return {state: 'paused', evidence: 'paused by you', ...headlineOf(record.headline)};
	}

	if (record.refused !== undefined) {
		return {state: 'paused', evidence: 'budget', ...headlineOf(record.refused)};
	}

	if (record.question !== undefined) {
		return {state: 'asks', evidence: 'question', ...headlineOf(record.question.text)};
	}

	if (!record.launched) {
		return {state: 'starting', evidence: 'waits for a slot'};
	}

	if (!reachable) {
		return {state: 'unknown', evidence: 'its holder does not answer', ...headlineOf(record.headline)};
	}

	return fromProgram(program, title);
}

function fromProgram(program: ProgramState | undefined, title: string | undefined): Reading {
	const headline = headlineOf((program?.message ?? program?.title ?? title)?.replace(spinner, ''));
	switch (program?.state) {
		case 'blocked': {
			return {state: 'asks', evidence: `osc7501 ${program.kind ?? 'blocked'}`, ...headline};
		}

		case 'idle':
		case 'done': {
			return {state: 'idle', evidence: `osc7501 ${program.state}`, ...headline};
		}

		case 'working':
		case 'error': {
			return {state: 'working', evidence: `osc7501 ${program.state}`, ...headline};
		}

		case 'unknown':
		case undefined: {
			return {state: 'working', evidence: 'it runs', ...headline};
		}
	}
}

const headlineOf = (text: string | undefined): {headline?: string} => text === undefined || text.trim() === '' ? {} : {headline: safeLine(text, 120)};
