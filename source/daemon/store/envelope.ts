import {hash} from 'node:crypto';
import type {DocumentFormat} from '../../../state/document.js';

/** What a file of one document holds: `{v, seq, sha256, data}`. Frozen: a later program must be able to tell that a file is newer than it. */
export type Opened<T> =
	| {state: 'good'; data: T; seq: number}
	| {state: 'newer'; version: number}
	| {state: 'bad'; reason: string};

/** `text` is the data as JSON already, so that what was checked is what is written. */
export function seal(text: string, {version, seq}: {version: number; seq: number}): string {
	return `{"v":${version},"seq":${seq},"sha256":"${digest(text, version, seq)}","data":${text}}\n`;
}

/** Reads an envelope: never throws, whatever stands in it. The digest is of the data as JSON writes it, so white space may differ. */
export function unseal<T>(content: string, format: DocumentFormat<T>): Opened<T> {
	let envelope: unknown;
	try {
		envelope = JSON.parse(content);
	} catch {
		return {state: 'bad', reason: content.trim() === '' ? 'it is empty' : 'it is no JSON'};
	}

	if (!isEnvelope(envelope)) {
		return {state: 'bad', reason: 'it has no envelope'};
	}

	const {v: version, seq, data} = envelope;
	if (digest(JSON.stringify(data), version, seq) !== envelope.sha256) {
		return {state: 'bad', reason: 'its checksum does not fit'};
	}

	if (version > format.version) {
		return {state: 'newer', version};
	}

	try {
		return {state: 'good', data: format.parse(version, data), seq};
	} catch (error) {
		return {state: 'bad', reason: `it does not fit the schema of ${format.name}: ${describe(error)}`};
	}
}

type Envelope = {v: number; seq: number; sha256: string; data: unknown};

function isEnvelope(value: unknown): value is Envelope {
	const {v, seq, sha256, data} = (value ?? {}) as Partial<Envelope>;
	return Number.isSafeInteger(v) && v! >= 1 && Number.isSafeInteger(seq) && typeof sha256 === 'string' && data !== undefined;
}

function digest(text: string, version: number, seq: number): string {
	return hash('sha256', `${version}:${seq}:${text}`);
}

function describe(error: unknown): string {
	const [first] = (error as {issues?: Array<{path: PropertyKey[]; message: string}>}).issues ?? [];
	return first === undefined ? String(error) : `${first.path.map(String).join('.')}: ${first.message}`;
}
