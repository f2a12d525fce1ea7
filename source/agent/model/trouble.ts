import {CutError, ModelError} from './conversation.js';

/**
What a failed call means for the agent.

- `budget`: refused with 402; wait for the person.
- `again`: the daemon restarts, the line broke, or the vendor is overloaded; try again later.
- `final`: it will not get better by itself.
*/
export type Trouble = {kind: 'budget' | 'again' | 'final'; message: string; /** Milliseconds that the other side asked for. */ after?: number};

/** Reads an error of an SDK. Undefined for what is none of theirs: a fault of our own. */
export function readTrouble(error: unknown): Trouble | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	if (error instanceof CutError) {
		return {kind: 'again', message: error.message};
	}

	if (error instanceof ModelError) {
		return {kind: error.retriable ? 'again' : 'final', message: error.message};
	}

	const {status, headers, error: body} = error as {status?: unknown; headers?: unknown; error?: unknown};
	const message = messageIn(body) ?? error.message;
	if (typeof status === 'number') {
		return readStatus(status, {message, headers: headers instanceof Headers ? headers : new Headers()});
	}

	return isConnectionTrouble(error) ? {kind: 'again', message: reasonOf(error)} : undefined;
}

function readStatus(status: number, {message, headers}: {message: string; headers: Headers}): Trouble {
	if (status === 402) {
		return {kind: 'budget', message};
	}

	const isPassing = status === 408 || status === 409 || status === 429 || status >= 500;
	if (!isPassing || headers.get('x-should-retry') === 'false') {
		return {kind: 'final', message: `${status}: ${message}`};
	}

	const seconds = Number(headers.get('retry-after') ?? NaN);
	return {kind: 'again', message: `${status}: ${message}`, ...(Number.isFinite(seconds) && {after: seconds * 1000})};
}

// Names of the SDKs' classes; the bundler numbers those that both have.
const sdkErrors = /^(?:API(?:Connection|ConnectionTimeout)?|Anthropic|OpenAI)Error\d*$/v;

function isConnectionTrouble(error: Error): boolean {
	return sdkErrors.test(error.constructor.name)
		// What Node's fetch throws when a body breaks off.
		|| (error instanceof TypeError && ['terminated', 'fetch failed'].includes(error.message))
		|| /^(?:ECONN|EPIPE|UND_ERR)/v.test(codeOf(error));
}

function reasonOf(error: Error): string {
	for (let one: unknown = error; one instanceof Error; one = one.cause) {
		const code = codeOf(one);
		if (code === 'ECONNREFUSED') {
			return 'nobody answers';
		}

		if (code !== '') {
			return `the connection broke (${code})`;
		}
	}

	return error.message === 'terminated' ? 'the answer was cut' : error.message;
}

const codeOf = (error: Error): string => ((error as NodeJS.ErrnoException).code ?? '');

function messageIn(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) {
		return undefined;
	}

	const {message, error} = body as {message?: unknown; error?: unknown};
	return typeof message === 'string' ? message : messageIn(error);
}
