import type {z} from 'zod';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {requests, type ParsedParams, type RequestName, type Result} from '../../protocol/control.js';

/** Who asked. */
export type RequestContext = {
	/** `client`, `command`, `caretaker` … as the hello said. */
	role: string;
	/** A number for this connection, for the log. */
	connection: number;
};

/** One for each request of the protocol: a missing one does not compile. */
export type Handlers = {
	[Name in RequestName]: (params: ParsedParams<Name>, context: RequestContext) => Promise<Result<Name>>;
};

export type Router = {
	/** Checks the parameters and answers. Rejects with a MillwrightError for what the caller did wrong. */
	route(request: {name: string; params: unknown}, context: RequestContext): Promise<unknown>;
};

/** What a caretaker may ask: it may speak another protocol version, so only what has never changed. */
const caretakerRequests = new Set<string>(['daemon.status', 'daemon.stop']);

export function createRouter(handlers: Handlers): Router {
	return {
		async route({name, params}, context) {
			if (!Object.hasOwn(requests, name)) {
				throw new MillwrightError('unknown-request', `The daemon knows no request "${safeLine(name, 60)}".`, {hint: 'Run `millwright daemon stop` and start again: the program may be newer than the daemon.'});
			}

			if (context.role === 'caretaker' && !caretakerRequests.has(name)) {
				throw new MillwrightError('not-allowed', `A caretaker may ask for ${[...caretakerRequests].join(' and ')}, and "${name}" was asked.`);
			}

			return answer(handlers, name as RequestName, {params, context});
		},
	};
}

async function answer<Name extends RequestName>(handlers: Handlers, name: Name, call: {params: unknown; context: RequestContext}): Promise<Result<Name>> {
	const parsed = requests[name].safeParse(call.params ?? {});
	if (!parsed.success) {
		throw new MillwrightError('bad-parameters', `The request ${name} was given ${describe(parsed.error.issues[0]!)}.`);
	}

	return handlers[name](parsed.data as ParsedParams<Name>, call.context);
}

/** "priority 9: Too big: expected number to be <=5". */
function describe(issue: z.core.$ZodIssue): string {
	const where = issue.path.length === 0 ? 'parameters that do not fit' : `a "${issue.path.map(String).join('.')}" that does not fit`;
	return safeLine(`${where}: ${issue.message.replace(/\.$/v, '')}`, 300);
}
