import path from 'node:path';
import type {GateSpec} from '../../protocol/project.js';
import {compiledGates} from './compiled.js';
import {makeGates} from './make.js';
import {nodeGates} from './node.js';
import {entries} from './read.js';
import {scriptGates} from './scripts.js';

// Where repositories of several packages keep them; each package is a folder in one of these, or at the top.
const shelves = ['packages', 'apps', 'crates', 'libs', 'modules', 'services'];
// More than this are no longer read by the person who is to confirm them.
const most = 12;

/** The tests of a repository's packages, for one that says nothing at its top. Only of tools that can be told the folder, because a gate is run at the top. */
export async function gatesOfPackages(folder: string): Promise<GateSpec[]> {
	const top = await entries(folder);
	const inShelves = await Promise.all(shelves.filter(name => top.includes(name)).map(async name => (await entries(path.join(folder, name))).map(below => `${name}/${below}`)));
	const places = [...top, ...inShelves.flat()].filter(place => !/(?:^|\/)(?:\.|node_modules$)/v.test(place)).toSorted();
	const gates: GateSpec[] = [];
	for (const place of places) {
		const found = await testsIn(path.join(folder, place));
		gates.push(...found.flatMap(gate => fromTop(gate, place) ?? []));
	}

	return gates.slice(0, most);
}

async function testsIn(folder: string): Promise<GateSpec[]> {
	const found = [...await nodeGates(folder), ...await compiledGates(folder), ...await scriptGates(folder)];
	const gates = found.some(gate => gate.proof === 'tests') ? found : await makeGates(folder);
	return gates.filter(gate => gate.proof === 'tests');
}

/** The same gate run from the top; undefined when its tool cannot be told the folder. */
function fromTop(gate: GateSpec, place: string): GateSpec | undefined {
	const command = commandFor(gate.command, place);
	const setup = gate.setup.map(each => commandFor(each, place));
	return command === undefined || setup.includes(undefined) ? undefined : {...gate, command, setup: setup.filter(each => each !== undefined), name: `${gate.name} in ${place}`.slice(0, 60), source: `${place}/${gate.source}`};
}

function commandFor([program = '', ...rest]: readonly string[], place: string): string[] | undefined {
	switch (program) {
		case 'npm': {
			return [program, '--prefix', place, ...rest];
		}

		case 'pnpm': {
			return [program, '--dir', place, ...rest];
		}

		case 'make': {
			return [program, '-C', place, ...rest];
		}

		case 'cargo': {
			return [program, ...rest, '--manifest-path', `${place}/Cargo.toml`];
		}

		case 'go': {
			// It has to be the first flag, and came with Go 1.20.
			return [program, rest[0]!, '-C', place, ...rest.slice(1)];
		}

		case 'python3': {
			return rest[1] === 'pytest' ? [program, ...rest, place] : [program, ...rest, '-s', place];
		}

		default: {
			return undefined;
		}
	}
}
