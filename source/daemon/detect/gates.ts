import type {GateSpec} from '../../protocol/project.js';
import {nodeGates} from './node.js';
import {compiledGates} from './compiled.js';
import {makeGates} from './make.js';
import {gatesOfPackages} from './packages.js';
import {scriptGates} from './scripts.js';

export type Detected = {
	gates: GateSpec[];
	/** One sentence each: what could not be found, and what to do. */
	warnings: string[];
};

/**
The gates that a project's own files suggest; proposals, to be shown and confirmed.

Tests first. A Makefile is asked only when nothing else says how the tests run, because it mostly wraps what was found; and the
packages in the folders below only when nothing at the top does.
*/
export async function detectGates(folder: string): Promise<Detected> {
	const found = [...await nodeGates(folder), ...await compiledGates(folder), ...await scriptGates(folder)];
	const own = found.some(isTest) ? found : [...await makeGates(folder), ...found];
	const gates = own.some(isTest) ? own : [...await gatesOfPackages(folder), ...own];
	const unique = gates.map((gate, number) => gates.findIndex(other => other.name === gate.name) === number ? gate : {...gate, name: `${gate.name} (${gate.source.split(' ', 1)[0] ?? number})`});
	return {gates: unique, warnings: warn(unique)};
}

const isTest = ({proof}: GateSpec): boolean => proof === 'tests';

function warn(gates: GateSpec[]): string[] {
	if (gates.length === 0) {
		return ['No gate was found: nothing would prove a change before it is merged. Add one, e.g. the command that runs the tests.'];
	}

	return gates.some(isTest) ? [] : ['No gate runs tests: a change would be merged without any. Add the command that runs them.'];
}
