import type {GateSpec} from '../protocol/project.js';
import {usageError} from './parse.js';
import {splitCommand} from './split-command.js';

/**
Gates as they were typed: a command each, or `name=command`. One that was found in the project keeps what is known of it.

Throws a usage error for a variable before the command, which only a shell would set, and for two of one name.
*/
export function givenGates(lines: readonly string[], found: readonly GateSpec[]): GateSpec[] {
	const gates = lines.map((line, index) => toGate(line, {found, number: index + 1}));
	const twice = gates.find(({name}, index) => gates.findIndex(other => other.name === name) !== index);
	if (twice !== undefined) {
		throw usageError(`Two gates are called \`${twice.name}\`.`, 'Name them differently: `--gate unit="npm test"`.');
	}

	return gates;
}

// No path and no option stands before the equals sign of a name.
const named = /^(?<name>[a-z][\w\-.]*)=(?<line>.*)$/sv;
const variable = /^[A-Z_][\dA-Z_]*=/v;

function toGate(given: string, {found, number}: {found: readonly GateSpec[]; number: number}): GateSpec {
	const text = given.trim();
	const {name, line = text} = named.exec(text)?.groups ?? {};
	if (variable.test(line)) {
		throw usageError(`A gate is run without a shell, so \`${line.split('=', 1)[0]!}=\` before its command would set nothing.`, `Write \`env ${line}\`.`);
	}

	const command = splitCommand(line);
	const known = found.find(gate => gate.command.join(' ') === command.join(' '));
	const [setup = []] = found.map(gate => gate.setup);
	// What looks like a test run must prove that tests ran.
	const proof = /\btest\b|\bpytest\b|\bspec\b|\bava\b|\bvitest\b|\bjest\b/v.test(line) ? 'tests' : 'exit';
	const gate: GateSpec = known ?? {name: `${number} ${command.slice(0, 3).join(' ')}`, command, timeout: 600, proof, source: 'given at init', setup};
	return {...gate, name: (name ?? gate.name).slice(0, 60)};
}
