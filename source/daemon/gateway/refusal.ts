import type {ServerResponse} from 'node:http';
import type {Door} from './grant.js';

export type Refusal = {
	status: number;
	/** One sentence; agents show it to the person as it is. */
	message: string;
	/** Whether the agent should try again by itself. */
	retry: 'never' | 'later';
};

/**
Answers in the shape that the vendor's clients read. 402 with `x-should-retry: false` is the one answer that claude, codex,
opencode and gemini all take as final and show in our words; 429 makes some wait for ever and 400 makes one ask six times.
*/
export function sendRefusal(response: ServerResponse, {door, refusal}: {door: Door | undefined; refusal: Refusal}): void {
	if (response.headersSent || response.destroyed) {
		response.destroy();
		return;
	}

	const body = JSON.stringify(bodies[door ?? 'openai'](refusal));
	response.writeHead(refusal.status, {
		'content-type': 'application/json',
		'content-length': new TextEncoder().encode(body).length,
		...(refusal.retry === 'never' ? {'x-should-retry': 'false'} : {}),
		// What was not read of the request is not waited for.
		connection: 'close',
	});
	response.end(body);
}

const bodies: Record<Door, (refusal: Refusal) => unknown> = {
	anthropic: ({status, message}) => ({type: 'error', error: {type: anthropicType(status), message}}),
	openai: ({status, message}) => ({error: {message, type: status === 402 ? 'billing_error' : 'invalid_request_error', param: null, code: status === 402 ? 'budget_exceeded' : 'millwright_gateway'}}),
	gemini: ({status, message}) => ({error: {code: status, message, status: status === 402 ? 'FAILED_PRECONDITION' : 'INVALID_ARGUMENT'}}),
};

function anthropicType(status: number): string {
	if (status === 402) {
		return 'billing_error';
	}

	return status >= 500 ? 'api_error' : 'invalid_request_error';
}
