import type {HolderRequest} from '../protocol/holder.js';
import {sizeLimit} from '../protocol/screen-update.js';

/*
What a request must look like. Plain functions and no schema library, because that takes 9 MB of memory, and there is one
holder for every agent.
*/

type Check = (value: unknown) => boolean;
type Shape<Type> = Record<Exclude<keyof Extract<HolderRequest, {type: Type}>, 'type'>, Check>;

// Milliseconds between asking a program to end and killing it, at most.
const graceLimit = 60_000;

const isCount = (limit: number): Check => value => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= limit;
const count = isCount(Number.MAX_SAFE_INTEGER);
const text: Check = value => typeof value === 'string';
const flag: Check = value => typeof value === 'boolean';
const perhaps: Check = value => value === undefined || flag(value);
const pattern: Check = value => typeof value === 'string' && value.length > 0 && value.length <= 1000;

/** A screen that can be drawn: the engine takes no fewer than two columns. */
export function isSize(value: unknown): boolean {
	const {cols, rows} = (value ?? {}) as {cols?: unknown; rows?: unknown};
	return isCount(sizeLimit)(cols) && isCount(sizeLimit)(rows) && (cols as number) >= 2 && (rows as number) >= 1;
}

const shapes: {[Type in HolderRequest['type']]: Shape<Type>} = {
	subscribe: {revision: count},
	unsubscribe: {},
	acknowledge: {revision: count},
	watch: {},
	status: {id: count},
	scheme: {scheme: value => value === 'dark' || value === 'light'},
	heeded: {number: count, trust: value => [undefined, 'always', 'never'].includes(value as string | undefined)},
	resize: {size: isSize},
	type: {id: count, text, submit: flag},
	lines: {id: count, from: count, count, steady: perhaps},
	search: {id: count, pattern, regularExpression: flag, limit: isCount(10_000), steady: perhaps},
	text: {id: count, last: value => value === undefined || count(value)},
	end: {id: count, grace: isCount(graceLimit)},
	record: {id: count, on: flag},
	freeze: {id: count, frozen: flag},
};

/** The message as a request; undefined when it is none. */
export function readRequest(message: unknown): HolderRequest | undefined {
	const fields = (typeof message === 'object' ? message : undefined) as Record<string, unknown> | null | undefined;
	const type = fields?.['type'];
	if (fields === null || fields === undefined || typeof type !== 'string' || !Object.hasOwn(shapes, type)) {
		return undefined;
	}

	const checks: Array<[string, Check]> = Object.entries(shapes[type as HolderRequest['type']]);
	return checks.every(([name, check]) => check(fields[name])) ? fields as HolderRequest : undefined;
}
