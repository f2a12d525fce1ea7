import type {IncomingHttpHeaders, OutgoingHttpHeaders} from 'node:http';
import type {Provider} from '../models/provider.js';
import type {CallSubject} from './grant.js';

// They belong to one connection and not to the message (RFC 9110, 7.6.1).
const hopByHop = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'http2-settings'];
// What an agent authenticates with is its run token, which means nothing outside; cookies are nobody's business.
const credentials = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key', 'cookie'];
// Ours to say: the length of what is sent, and no compression, as the answer is read in passing.
const rewritten = ['host', 'content-length', 'accept-encoding'];

const withheld = new Set([...hopByHop, ...credentials, ...rewritten]);
const withheldFromAnswers = new Set([...hopByHop, 'content-length', 'set-cookie']);

/** The agent's headers as they are, without those of the connection, with the real key in place of the run token. */
export function requestHeaders(given: IncomingHttpHeaders, {provider, key, subject}: {provider: Provider; key: string | undefined; subject: CallSubject}): OutgoingHttpHeaders {
	const listed = namedByConnection(given);
	const kept = Object.entries(given).filter(([name]) => !withheld.has(name) && !listed.has(name) && !name.startsWith('x-millwright-') && !name.startsWith('x-forwarded-') && name !== 'forwarded');
	return {
		...Object.fromEntries(kept),
		'accept-encoding': 'identity',
		...(key === undefined ? {} : credential(provider, key)),
		...(provider.rehearsal ? subjectHeaders(subject) : {}),
	};
}

/** The provider's headers as they are, without those of the connection. */
export function answerHeaders(given: IncomingHttpHeaders): OutgoingHttpHeaders {
	const listed = namedByConnection(given);
	return Object.fromEntries(Object.entries(given).filter(([name]) => !withheldFromAnswers.has(name) && !listed.has(name)));
}

function credential({wire}: Provider, key: string): OutgoingHttpHeaders {
	switch (wire) {
		case 'anthropic': {
			return {'x-api-key': key};
		}

		case 'gemini': {
			return {'x-goog-api-key': key};
		}

		case 'openai-responses':
		case 'openai-chat': {
			return {authorization: `Bearer ${key}`};
		}
	}
}

/** What a rehearsal's script matches on. Towards a real provider none of it is said. */
function subjectHeaders(subject: CallSubject): OutgoingHttpHeaders {
	const {session, project, task, run, generation, attempt, role, stage} = subject;
	return Object.fromEntries(Object.entries({session, project, task, run, generation, attempt, role, stage})
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [`x-millwright-${name}`, encodeURIComponent(String(value))]));
}

const namedByConnection = (given: IncomingHttpHeaders): Set<string> =>
	new Set((given.connection ?? '').toLowerCase().split(',').map(name => name.trim()));
