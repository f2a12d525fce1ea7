import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {Size} from '../../screen/grid.js';

export type RecordedEvent =
	/** Seconds from the beginning. */
	| {at: number; kind: 'output'; text: string}
	| {at: number; kind: 'resize'; size: Size};

/** What a terminal showed, with when. */
export type Recording = {
	size: Size;
	events: RecordedEvent[];
	/** Seconds. */
	duration: number;
};

// A terminal that nobody has; what says so is damaged or means harm.
const sizeLimit = 1000;

/**
Reads an asciicast, version 2 or 3. Stretches in which nothing happens are shortened to `idle` seconds. A last line that was not
written to its end is left out. Throws MillwrightError `bad-recording` with the line that is none.
*/
export function parseRecording(text: string, {file, idle}: {file: string; idle: number}): Recording {
	const lines = text.split('\n');
	const refuse = (line: number, what: string) => new MillwrightError('bad-recording', `${safeLine(file)}, line ${line}: ${what}`, {hint: 'Give an asciicast of version 2 or 3, such as `millwright export --format cast` writes.'});
	const header = parseHeader(lines[0] ?? '');
	if (header === undefined) {
		throw refuse(1, 'this is no head of an asciicast: version 2 with width and height, or version 3 with term, was expected.');
	}

	const events: RecordedEvent[] = [];
	let [clock, last] = [0, 0];
	for (const [index, line] of lines.entries()) {
		if (index === 0 || line.trim() === '' || line.startsWith('#')) {
			continue;
		}

		const event = parseEvent(line);
		if (event === undefined && index === lines.length - 1) {
			break;
		}

		if (event === undefined) {
			throw refuse(index + 1, `[seconds, kind, text] was expected, and ${safeLine(line, 60)} was given.`);
		}

		const gap = Math.max(0, header.version === 2 ? event.time - last : event.time);
		last = event.time;
		clock += Math.min(gap, idle);
		if (event.kind === 'o') {
			events.push({at: clock, kind: 'output', text: event.data});
		} else if (event.kind === 'r' && sizeOf(event.data) !== undefined) {
			events.push({at: clock, kind: 'resize', size: sizeOf(event.data)!});
		}
	}

	return {size: header.size, events, duration: clock};
}

function parseHeader(line: string): {version: 2 | 3; size: Size} | undefined {
	const {version, width, height, term} = parseJson(line) as {version?: unknown; width?: unknown; height?: unknown; term?: {cols?: unknown; rows?: unknown}};
	const size = version === 2 ? checkSize(width, height) : checkSize(term?.cols, term?.rows);
	return (version === 2 || version === 3) && size !== undefined ? {version, size} : undefined;
}

function parseEvent(line: string): {time: number; kind: string; data: string} | undefined {
	const value = parseJson(line);
	const [time, kind, data] = Array.isArray(value) ? value as unknown[] : [];
	return typeof time === 'number' && Number.isFinite(time) && typeof kind === 'string' && typeof data === 'string' ? {time, kind, data} : undefined;
}

/** An empty object for what is none. */
function parseJson(text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

function sizeOf(text: string): Size | undefined {
	const [cols, rows] = text.split('x').map(Number);
	return checkSize(cols, rows);
}

const checkSize = (cols: unknown, rows: unknown): Size | undefined => isSide(cols) && isSide(rows) && cols >= 2 ? {cols, rows} : undefined;

const isSide = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= sizeLimit;
