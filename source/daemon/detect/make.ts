import type {GateSpec} from '../../protocol/project.js';
import {read} from './read.js';

/** Gates of a Makefile or justfile: its target `test`, else `check`; and `lint`. */
export async function makeGates(folder: string): Promise<GateSpec[]> {
	for (const [source, program] of [['GNUmakefile', 'make'], ['makefile', 'make'], ['Makefile', 'make'], ['justfile', 'just'], ['Justfile', 'just']] as const) {
		const text = await read(folder, source);
		if (text !== undefined) {
			return gatesOf(text, {source, program});
		}
	}

	return [];
}

function gatesOf(text: string, {source, program}: {source: string; program: string}): GateSpec[] {
	const has = (target: string) => text.split('\n').some(line => new RegExp(`^${target}\\s*:(?!=)`, 'v').test(line));
	const gate = (target: string, proof: GateSpec['proof']): GateSpec => ({name: target, command: [program, target], timeout: 1800, proof, source: `${source} ${target}`, setup: []});
	const test = ['test', 'tests', 'check'].find(has);
	return [...(test === undefined ? [] : [gate(test, 'tests')]), ...(has('lint') ? [gate('lint', 'exit')] : [])];
}
