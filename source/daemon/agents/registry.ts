import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {Adapter} from './adapter.js';
import {readAdapter} from './read-adapter.js';
import {shippedAdapters} from './shipped.js';

/** The part of config.yaml that declares agents. */
export type AgentsConfig = {agents?: Readonly<Record<string, unknown>>};

/** The declaration of an agent: the person's own, which may change parts of a shipped one. Throws MillwrightError `unknown-agent`, `bad-adapter`. */
export async function adapterOf(name: string, config: AgentsConfig): Promise<Adapter> {
	const own = Object.hasOwn(config.agents ?? {}, name) ? config.agents?.[name] : undefined;
	const shipped = Object.hasOwn(shippedAdapters, name) ? shippedAdapters[name] : undefined;
	if (own !== undefined) {
		return readAdapter({id: name, declared: own, ...(shipped === undefined ? {} : {shipped})});
	}

	if (shipped === undefined) {
		throw new MillwrightError('unknown-agent', `There is no agent ${safeLine(name)}; there are ${agentNames(config).join(', ')}.`, {
			hint: `Name one of these, or declare agents.${safeLine(name)} in config.yaml. What was declared after the daemon began counts from \`millwright daemon stop\` on; sessions stay.`,
		});
	}

	return shipped;
}

/** The names that a role or a task may have as its agent. */
export const agentNames = (config: AgentsConfig): string[] =>
	[...new Set(['builtin', ...Object.keys(shippedAdapters), ...Object.keys(config.agents ?? {})])].map(name => safeLine(name));
