import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import process from 'node:process';
import {Emitter} from '../base/emitter.js';
import {readBody} from './body.js';
import {readOrigin, type Heard, type Origin, type SpokenWire} from './heard.js';
import {findTurn} from './match.js';
import {composeReply, tokensIn} from './reply.js';
import {readScript, type Script, type Turn} from './script.js';
import {sendJson, sendStream} from './send.js';
import {wires} from './wires/wires.js';

/** One answered request, for tests and for whoever watches. */
export type RehearsalRequest = {wire: SpokenWire; model: string; origin: Origin; step: number; status: number; turn?: string};

export type Rehearsal = {
	/** `http://127.0.0.1:<port>`; each API is under its own path, with or without anything before it. */
	address: string;
	script: Script;
	requests: Emitter<RehearsalRequest>;
	close: () => Promise<void>;
};

type Options = {
	/** The path of the script. */
	script: string;
	/** A free one when not given. */
	port?: number;
	/**
	A factor on every delay of the script: 0 answers at once, 2 takes twice as long.

	@default MILLWRIGHT_REHEARSAL_PACE, or 1
	*/
	pace?: number;
	log?: (line: string) => void;
};

/**
A model server without a model: it listens on loopback, speaks the APIs of the vendors, and answers from a script.

@throws {MillwrightError} when the script cannot be read or is not valid.
*/
export async function startRehearsal({script: file, port = 0, pace = paceOf(process.env['MILLWRIGHT_REHEARSAL_PACE']), log}: Options): Promise<Rehearsal> {
	const script = await readScript(file);
	const requests = new Emitter<RehearsalRequest>();
	const server = createServer((request, response) => {
		void (async () => {
			try {
				const outcome = await answer({request, response, script, pace});
				if (outcome) {
					log?.(`${outcome.status} ${describe(outcome)} ${outcome.turn ?? 'no turn'}`);
					requests.emit(outcome);
				}
			} catch (error) {
				log?.(String(error));
				sendJson(response, {status: 400, body: {type: 'error', error: {type: 'invalid_request_error', message: `The rehearsal could not read the request: ${String(error)}`}}});
			}
		})();
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const {port: bound} = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${bound}`,
		script,
		requests,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

type Exchange = {request: IncomingMessage; response: ServerResponse; script: Script; pace: number};

async function answer({request, response, script, pace}: Exchange): Promise<RehearsalRequest | undefined> {
	const {pathname} = new URL(request.url ?? '/', 'http://localhost');
	if (request.method !== 'POST') {
		answerListing({response, pathname, method: request.method ?? 'GET'});
		return undefined;
	}

	const {body, size} = await readBody(request);
	if (/\/messages\/count_tokens$|:countTokens$/v.test(pathname)) {
		sendJson(response, {status: 200, body: {input_tokens: tokensIn(size), totalTokens: tokensIn(size)}});
		return undefined;
	}

	const spoken = wireOf(pathname);
	if (spoken === undefined) {
		sendJson(response, {status: 404, body: {error: {type: 'not_found_error', message: `The rehearsal does not speak ${pathname}.`}}});
		return undefined;
	}

	const wire = wires[spoken];
	const heard: Heard = {...wire.read(body, request.url ?? ''), wire: spoken, origin: readOrigin(request.headers), size};
	const outcome = {wire: spoken, model: heard.model, origin: heard.origin, step: heard.step};
	const turn = findTurn(script, heard);
	if (turn === undefined) {
		const message = `Rehearsal: no turn of ${script.file} matches ${describe(outcome)}. Add one, or a turn without "when" at the end.`;
		sendJson(response, {status: 400, body: wire.error({status: 400, type: 'rehearsal_no_turn', message}), headers: {'x-should-retry': 'false'}});
		return {...outcome, status: 400};
	}

	const status = await perform({response, turn, heard, script, pace});
	return {...outcome, status, turn: turn.place};
}

type Performance = {response: ServerResponse; turn: Turn; heard: Heard; script: Script; pace: number};

async function perform({response, turn, heard, script, pace}: Performance): Promise<number> {
	const {fail, delay = script.pace, pause = script.pause} = turn.answer;
	const wire = wires[heard.wire];
	if (fail?.status !== undefined) {
		const message = fail.message ?? `Scripted failure at ${turn.place}.`;
		sendJson(response, {status: fail.status, body: wire.error({status: fail.status, message, ...(fail.type !== undefined && {type: fail.type})}), ...(fail.headers && {headers: fail.headers})});
		return fail.status;
	}

	const reply = composeReply(turn, heard);
	const tempo = {pause: pause * pace, delay: delay * pace, ...(fail?.after !== undefined && {cutAfter: fail.after})};
	if (heard.stream || fail?.after !== undefined) {
		await sendStream(response, wire.events(reply, heard), tempo);
	} else {
		sendJson(response, {status: 200, body: wire.whole(reply, heard)});
	}

	return 200;
}

function answerListing({response, pathname, method}: {response: ServerResponse; pathname: string; method: string}): void {
	const isKnown = /\/models(?:\/|$)/v.test(pathname) || method === 'HEAD';
	const model = {id: 'rehearsal', object: 'model', type: 'model', display_name: 'Rehearsal', created: 0, created_at: '1970-01-01T00:00:00Z', owned_by: 'millwright'};
	const body = isKnown
		? {object: 'list', data: [model], has_more: false, models: [{name: 'models/rehearsal', displayName: 'Rehearsal', supportedGenerationMethods: ['generateContent']}]}
		: {error: {type: 'not_found_error', message: `The rehearsal does not speak ${method} ${pathname}.`}};
	sendJson(response, {status: isKnown ? 200 : 404, body});
}

function wireOf(pathname: string): SpokenWire | undefined {
	if (pathname.endsWith('/messages')) {
		return 'anthropic';
	}

	if (pathname.endsWith('/chat/completions')) {
		return 'openai-chat';
	}

	if (pathname.endsWith('/responses')) {
		return 'openai-responses';
	}

	return /:(?:streamG|g)enerateContent$/v.test(pathname) ? 'gemini' : undefined;
}

function describe({origin, step, wire, model}: Pick<RehearsalRequest, 'origin' | 'step' | 'wire' | 'model'>): string {
	const said = Object.entries(origin).filter(([key]) => key !== 'session' && key !== 'project').map(([key, value]) => `${key} ${value}`);
	return [...(said.length > 0 ? said : ['(no role, no task)']), `step ${step}`, wire, model].join(', ');
}

function paceOf(value: string | undefined): number {
	const factor = Number(value ?? 1);
	return Number.isFinite(factor) && factor >= 0 ? factor : 1;
}
