import {safeLine} from '../base/safe-text.js';
import type {ProgramState} from '../protocol/holder.js';
import {decodeBase64} from './base64.js';

// One record a sub-agent; a program with more than this many is not telling anything.
const recordLimit = 64;

const states = new Set(['idle', 'working', 'done', 'blocked', 'error']);
const kinds = new Set(['permission', 'question', 'auth']);
/** The first of these that any record has is what the person should know. */
const urgency = ['blocked', 'error', 'working', 'done', 'idle'] as const;

/**
What a program says of itself by the program status protocol (OSC 7501):

	ESC ] 7501 ; ? ST                                      answered with the same bytes: it is understood here
	ESC ] 7501 ; state=blocked:kind=permission:msg=… ST    a report, which replaces the one before of its id; msg is base64

Whatever is not in that grammar is not believed. All texts are freed of control characters.
*/
export class ProgramReports {
	readonly #records = new Map<string, ProgramState>();

	/** Takes what stands after `7501;`. Whether it was a report. */
	take(data: string): boolean {
		const fields = new Map(data.split(':').map(field => {
			const [name, ...value] = field.split('=');
			return [name!, value.join('=')] as const;
		}));
		const state = fields.get('state');
		const id = fields.get('id') ?? '';
		if (state === 'clear') {
			this.#clear(id);
			return true;
		}

		if (state === undefined || !states.has(state) || (this.#records.size >= recordLimit && !this.#records.has(id))) {
			return false;
		}

		this.#records.set(id, readReport(state as ProgramState['state'], fields));
		return true;
	}

	/** The prompt of a shell is back, or the program ended: nothing works or waits any more. */
	settle(): void {
		for (const [id, {state}] of this.#records) {
			if (state === 'working' || state === 'blocked') {
				this.#records.delete(id);
			}
		}
	}

	get current(): ProgramState {
		const records = this.#records.values().toArray();
		const state = urgency.find(candidate => records.some(record => record.state === candidate));
		return records.find(record => record.state === state) ?? {state: 'unknown'};
	}

	/** A record goes with all below it: ids are paths. */
	#clear(id: string): void {
		for (const known of this.#records.keys()) {
			if (id === '' || known === id || known.startsWith(`${id}/`)) {
				this.#records.delete(known);
			}
		}
	}
}

function readReport(state: ProgramState['state'], fields: Map<string, string>): ProgramState {
	const kind = fields.get('kind');
	const progress = Number(fields.get('progress') ?? NaN);
	const [app, title, message] = [text(fields.get('app')), text(fields.get('title')), decoded(fields.get('msg'))];
	return {
		state,
		...(kind !== undefined && kinds.has(kind) ? {kind: kind as NonNullable<ProgramState['kind']>} : {}),
		...(progress >= 0 && progress <= 100 ? {progress} : {}),
		...(app === '' ? {} : {app}),
		...(title === '' ? {} : {title}),
		...(message === '' ? {} : {message}),
	};
}

const text = (value = ''): string => safeLine(value, 120);

function decoded(value = ''): string {
	const bytes = decodeBase64(value);
	return bytes === undefined ? '' : safeLine(new TextDecoder().decode(bytes), 300);
}
