import {MillwrightError} from '../../base/errors.js';
import {readKey, sayKeySource} from './provider-key.js';
import type {KeySource, Provider, ProviderConfig, ProviderWire} from './provider.js';

export type ProviderSources = {
	/** The `providers` section of config.yaml. */
	config?: Readonly<Record<string, ProviderConfig>>;
	/** The daemon's environment. */
	environment: Readonly<Record<string, string | undefined>>;
	/** The address of the rehearsal server, `http://127.0.0.1:<port>`: then there is nothing else. */
	rehearsal?: string;
};

type Defaults = {baseUrl: string; keyFrom?: KeySource; models: Provider['models']};

const everyRole = (model: string): Provider['models'] => ({planner: model, builder: model, verifier: model, distiller: model});

// A planner and a verifier are where a better model pays; a lesson is one short sentence.
const anthropicModels = {planner: 'claude-opus-5-5', builder: 'claude-sonnet-5-5', verifier: 'claude-opus-5-5', distiller: 'claude-sonnet-5-5'};
const openaiModels = everyRole('gpt-6-sol');

const defaultsOf: Record<ProviderWire, Defaults> = {
	anthropic: {baseUrl: 'https://api.anthropic.com', keyFrom: {env: 'ANTHROPIC_API_KEY'}, models: anthropicModels},
	'openai-responses': {baseUrl: 'https://api.openai.com/v1', keyFrom: {env: 'OPENAI_API_KEY'}, models: openaiModels},
	// Whoever names no address of a compatible endpoint means one of this machine; Ollama's port is the most used.
	'openai-chat': {baseUrl: 'http://127.0.0.1:11434/v1', models: {}},
	gemini: {baseUrl: 'https://generativelanguage.googleapis.com', keyFrom: {env: 'GEMINI_API_KEY'}, models: everyRole('gemini-4-argon')},
};

/** The configured providers first, then those that the environment has a key or an address for, under names not yet taken. */
export function loadProviders({config = {}, environment, rehearsal}: ProviderSources): Provider[] {
	if (rehearsal !== undefined) {
		return rehearsalProviders(rehearsal);
	}

	const entries = new Map(Object.entries(config));
	for (const [name, entry] of fromEnvironment(environment)) {
		if (!entries.has(name)) {
			entries.set(name, entry);
		}
	}

	return [...entries].map(([name, entry]) => toProvider({name, entry, environment}));
}

function fromEnvironment(environment: ProviderSources['environment']): Map<string, ProviderConfig> {
	const entries = new Map<string, ProviderConfig>();
	if (isSet(environment['ANTHROPIC_API_KEY'])) {
		const baseUrl = environment['ANTHROPIC_BASE_URL'];
		entries.set('anthropic', {wire: 'anthropic', keyFrom: {env: 'ANTHROPIC_API_KEY'}, ...(isSet(baseUrl) ? {baseUrl} : {})});
	}

	const baseUrl = environment['OPENAI_BASE_URL'];
	const withKey = isSet(environment['OPENAI_API_KEY']) ? {keyFrom: {env: 'OPENAI_API_KEY'}} : {};
	if (isSet(baseUrl) && !baseUrl.includes('api.openai.com')) {
		// Endpoints that are only compatible speak Chat Completions; few speak Responses.
		entries.set('openai', {wire: 'openai-chat', baseUrl, ...withKey});
	} else if (isSet(environment['OPENAI_API_KEY'])) {
		entries.set('openai', {wire: 'openai-responses', ...withKey});
	}

	if (isSet(environment['GEMINI_API_KEY'])) {
		entries.set('google', {wire: 'gemini'});
	}

	const local = environment['MILLWRIGHT_LOCAL_URL'];
	if (isSet(local)) {
		const model = environment['MILLWRIGHT_LOCAL_MODEL'];
		entries.set('local', {wire: 'openai-chat', baseUrl: local, ...(isSet(model) ? {models: [model]} : {})});
	}

	return entries;
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

function toProvider({name, entry, environment}: {name: string; entry: ProviderConfig; environment: ProviderSources['environment']}): Provider {
	const defaults = defaultsOf[entry.wire];
	const source = entry.keyFrom ?? (entry.baseUrl === undefined ? defaults.keyFrom : undefined);
	const model = entry.models?.[0];
	return {
		name,
		wire: entry.wire,
		baseUrl: checkedUrl({name, given: entry.baseUrl ?? defaults.baseUrl, wire: entry.wire}),
		rehearsal: false,
		models: model === undefined ? defaults.models : everyRole(model),
		keySource: sayKeySource(source),
		key: async () => (source === undefined ? undefined : readKey({name, source, environment})),
	};
}

function checkedUrl({name, given, wire}: {name: string; given: string; wire: ProviderWire}): string {
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
		// What stands before an @ may be a password: it is not said.
		const said = JSON.stringify(url?.host ?? given);
		throw new MillwrightError('bad-provider-address', `The provider ${name} has the address ${said}, which is not an http or https address without a name and password in it.`, {
			hint: `Set baseUrl of the provider ${name}, for example https://api.example.com/v1.`,
		});
	}

	const plain = `${url.origin}${url.pathname}`.replace(/\/$/v, '');
	// The Anthropic SDK and its like append /v1 themselves: an address with it would have it twice.
	return wire === 'anthropic' ? plain.replace(/\/v1$/v, '') : plain;
}

/** The models are real names, so that the meter of a rehearsal shows what such work would cost. */
function rehearsalProviders(address: string): Provider[] {
	const base = {rehearsal: true, keySource: 'no key', key: async () => undefined};
	return [
		{...base, name: 'anthropic', wire: 'anthropic', baseUrl: address, models: anthropicModels},
		{...base, name: 'openai', wire: 'openai-responses', baseUrl: `${address}/v1`, models: openaiModels},
		{...base, name: 'google', wire: 'gemini', baseUrl: address, models: everyRole('gemini-3.5-flash')},
		{...base, name: 'local', wire: 'openai-chat', baseUrl: `${address}/v1`, models: everyRole('gpt-5.4-mini')},
	];
}
