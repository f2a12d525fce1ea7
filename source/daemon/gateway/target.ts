import type {ProviderWire} from '../models/provider.js';
import {doorOf, type Door} from './grant.js';

/** What a path asks for. */
export type Target = {
	token: string;
	door: Door;
	wire: ProviderWire;
	/** To be appended to the provider's base URL, with the query. */
	path: string;
	/** `call` costs money; `free` is asked for without a reservation and is never refused for want of money. */
	kind: 'call' | 'free';
	/** Where the path itself names the model (Gemini). */
	model?: string;
	/** Whether the answer streams because the path says so (Gemini). */
	streams?: boolean;
};

type Route = {method: 'POST' | 'GET'; door: Door; pattern: RegExp; kind: Target['kind']; wire: ProviderWire};

const routes: readonly Route[] = [
	{method: 'POST', door: 'anthropic', pattern: /^\/v1\/messages$/v, kind: 'call', wire: 'anthropic'},
	{method: 'POST', door: 'anthropic', pattern: /^\/v1\/messages\/count_tokens$/v, kind: 'free', wire: 'anthropic'},
	{method: 'GET', door: 'anthropic', pattern: /^\/v1\/models(?:\/[\w\-.]+)?$/v, kind: 'free', wire: 'anthropic'},
	{method: 'POST', door: 'openai', pattern: /^\/v1\/responses$/v, kind: 'call', wire: 'openai-responses'},
	{method: 'POST', door: 'openai', pattern: /^\/v1\/chat\/completions$/v, kind: 'call', wire: 'openai-chat'},
	{method: 'GET', door: 'openai', pattern: /^\/v1\/models(?:\/[\w\-.:]+)?$/v, kind: 'free', wire: 'openai-chat'},
	{method: 'POST', door: 'gemini', pattern: /^\/v1(?:beta)?\/models\/(?<model>[\w\-.]+):(?<verb>generateContent|streamGenerateContent)$/v, kind: 'call', wire: 'gemini'},
	{method: 'POST', door: 'gemini', pattern: /^\/v1(?:beta)?\/models\/(?<model>[\w\-.]+):countTokens$/v, kind: 'free', wire: 'gemini'},
	{method: 'GET', door: 'gemini', pattern: /^\/v1(?:beta)?\/models(?:\/[\w\-.]+)?$/v, kind: 'free', wire: 'gemini'},
];

const prefix = /^\/r\/(?<token>[\da-f]{64})\/(?<door>anthropic|openai|gemini)(?<rest>\/.*)?$/v;

/** The path below a run token, whatever it asks for. */
export function readPath(url: string): {token: string; door: Door; path: string; query: URLSearchParams} | undefined {
	// Only the path is looked at: an absolute-form request line must not choose a host.
	if (!url.startsWith('/') || url.startsWith('//')) {
		return undefined;
	}

	const {pathname, searchParams} = new URL(url, 'http://gateway');
	const groups = prefix.exec(pathname)?.groups;
	if (groups === undefined) {
		return undefined;
	}

	return {token: groups['token']!, door: groups['door'] as Door, path: groups['rest'] ?? '/', query: searchParams};
}

/** What is asked for, or undefined when it is none of the known paths: the real key goes to no others. */
export function findTarget(method: string, url: string): Target | undefined {
	const asked = readPath(url);
	const route = routes.find(one => one.method === method && one.door === asked?.door && one.pattern.test(asked.path));
	if (asked === undefined || route === undefined) {
		return undefined;
	}

	const groups = route.pattern.exec(asked.path)?.groups;
	// Gemini clients may put their key, which is the run token, into the query.
	asked.query.delete('key');
	const query = asked.query.size === 0 ? '' : `?${asked.query.toString()}`;
	// The base URL of an OpenAI wire has the /v1 already.
	const path = doorOf(route.wire) === 'openai' ? asked.path.slice('/v1'.length) : asked.path;
	return {
		token: asked.token,
		door: route.door,
		wire: route.wire,
		path: `${path}${query}`,
		kind: route.kind,
		...(groups?.['model'] === undefined ? {} : {model: groups['model'], streams: groups['verb'] === 'streamGenerateContent'}),
	};
}
