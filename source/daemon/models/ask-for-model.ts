import {MillwrightError} from '../../base/errors.js';
import {asObject, listAt, textAt} from './json.js';
import type {Provider} from './provider.js';

// A local endpoint answers in milliseconds; one that does not within this is not there.
const patience = 5000;

const cutAddress = (provider: Provider): string => new URL(provider.baseUrl).host;

/** The first model that an OpenAI-compatible endpoint lists: what a local endpoint serves is its own business. */
export async function askForModel(provider: Provider): Promise<string> {
	const key = await provider.key();
	let list: unknown;
	try {
		const response = await fetch(`${provider.baseUrl}/models`, {
			headers: key === undefined ? {} : {authorization: `Bearer ${key}`},
			// The key goes to the configured host and nowhere else.
			redirect: 'error',
			signal: AbortSignal.timeout(patience),
		});
		list = await response.json();
	} catch (error) {
		throw new MillwrightError('no-model', `The provider ${provider.name} at ${cutAddress(provider)} did not say which models it has.`, {
			hint: `Start it, or name a model: "model:" of the provider ${provider.name} in config.yaml, or MILLWRIGHT_LOCAL_MODEL.`,
			cause: error,
		});
	}

	const model = textAt(listAt(asObject(list), 'data')[0], 'id');
	if (model === undefined) {
		throw new MillwrightError('no-model', `The provider ${provider.name} at ${cutAddress(provider)} lists no model.`, {
			hint: `Load one there, or name it: "model:" of the provider ${provider.name} in config.yaml.`,
		});
	}

	return model;
}
