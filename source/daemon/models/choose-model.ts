import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {askForModel} from './ask-for-model.js';
import type {ChooseModel, ModelWish, Provider, ProviderWire} from './provider.js';

// What the built-in agent speaks.
const builtInWires: readonly ProviderWire[] = ['anthropic', 'openai-responses', 'openai-chat'];

/**
Which model fills a role. What is configured for the role counts, by its name and then by its kind. Otherwise the first
provider, except that a verifier is of another provider than the builder's when there is one: nobody judges his own work.
*/
export const chooseModel: ChooseModel = async wish => {
	const choice = wish.roles?.[wish.role] ?? wish.roles?.[wish.kind];
	// An agent that can be pointed to nothing runs with what there is; its calls are not metered.
	const wires = wish.wires?.length === 0 ? undefined : wish.wires ?? builtInWires;
	const usable = wish.providers.filter(({wire}) => wires?.includes(wire) ?? true);
	if (usable.length === 0) {
		throw noProvider(wish);
	}

	const provider = choice?.provider === undefined ? bestFor(wish, usable) : named(choice.provider, {wish, usable});
	const model = choice?.model ?? provider.models[wish.kind] ?? await askForModel(provider);
	return {
		provider: provider.name,
		wire: provider.wire,
		model,
		singleProvider: wish.kind === 'verifier' && provider.name === wish.builderProvider,
	};
};

function bestFor({kind, builderProvider, avoid = []}: ModelWish, usable: readonly Provider[]): Provider {
	const others = kind === 'verifier' ? usable.filter(({name}) => name !== builderProvider) : usable;
	return others.find(({name}) => !avoid.includes(name)) ?? others[0] ?? usable[0]!;
}

function named(name: string, {wish, usable}: {wish: ModelWish; usable: readonly Provider[]}): Provider {
	const found = usable.find(provider => provider.name === name);
	if (found === undefined) {
		const others = usable.map(provider => provider.name).join(', ');
		throw new MillwrightError('unknown-provider', `The role ${safeLine(wish.role)} is to be filled by the provider ${safeLine(name)}, and there is only ${others} for it.`, {
			hint: `Name one of these for the role, or add ${safeLine(name)} under providers in config.yaml.`,
		});
	}

	return found;
}

function noProvider({role, wires, providers}: ModelWish): MillwrightError {
	const others = providers.length === 0 ? '' : ` (${providers.map(({name, wire}) => `${name} speaks ${wire}`).join(', ')}; wanted: ${(wires ?? builtInWires).join(' or ')})`;
	return new MillwrightError('no-provider', `There is no model provider for the ${safeLine(role)}${others}.`, {
		hint: 'Set ANTHROPIC_API_KEY or OPENAI_API_KEY, or MILLWRIGHT_LOCAL_URL to an OpenAI-compatible endpoint, and start the daemon again; or add one under providers in config.yaml.',
	});
}
