import type {ProjectProposal} from '../protocol/project.js';
import {listOption, textOption, type OptionValues} from './command.js';
import {givenGates} from './given-gate.js';
import {dollars, wholeNumber} from './numbers.js';
import type {Chosen} from './say-proposal.js';

/** What was found, with what the person said otherwise on the command line. */
export function readOptions(proposal: ProjectProposal, options: OptionValues): Chosen {
	const gates = givenGates(listOption(options, 'gate'), proposal.gates);
	const optional: Omit<Chosen, 'path' | 'gates'> = withoutUndefined({
		name: textOption(options, 'name'),
		base: textOption(options, 'base'),
		agent: textOption(options, 'agent'),
		budget: dollars(options, 'budget'),
		attempts: wholeNumber(options, 'attempts', {least: 1, most: 16}),
	});
	return {path: proposal.path, gates: gates.length === 0 ? proposal.gates : gates, ...optional};
}

type Defined<Value> = {[Key in keyof Value]?: Exclude<Value[Key], undefined>};

const withoutUndefined = <Value extends Record<string, unknown>>(value: Value): Defined<Value> => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<Value>;
