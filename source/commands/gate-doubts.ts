import path from 'node:path';
import {isProgram} from '../base/is-program.js';
import {safeLine} from '../base/safe-text.js';
import type {GateSpec} from '../protocol/project.js';

export type Place = {
	/** The project's folder. */
	folder: string;
	/** Where programs are looked for: PATH. */
	search: string;
};

/** What speaks against gates before any was run, a sentence each. */
export function gateDoubts(gates: readonly GateSpec[], place: Place): string[] {
	const programs = gates.flatMap(gate => [...gate.setup, gate.command].map(command => ({program: command[0]!, gate})));
	const missing = programs.filter(({program}) => !isThere(program, place));
	const first = new Map(missing.toReversed().map(({program, gate}) => [program, gate.name]));
	return [
		...[...first].toReversed().map(([program, name]) => `\`${safeLine(program)}\` of the gate \`${safeLine(name)}\` was not found: it cannot run, and what cannot run is red. Install it, or give another gate.`),
		...(gates.length > 0 && gates.every(gate => gate.proof === 'exit') ? ['No gate shows that tests ran: a change would be merged without any.'] : []),
	];
}

/** A program in the project may be made by the gate's own setup, so only those of PATH can be missing, and scripts of the checkout that are no programs. */
function isThere(program: string, {folder, search}: Place): boolean {
	if (program.includes('/')) {
		return !program.startsWith('.') || isProgram(path.resolve(folder, program));
	}

	return search.split(path.delimiter).some(entry => path.isAbsolute(entry) && isProgram(path.join(entry, program)));
}
