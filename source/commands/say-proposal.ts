import {safeLine} from '../base/safe-text.js';
import type {Params} from '../protocol/control.js';
import type {GateSpec, ProjectProposal} from '../protocol/project.js';
import {money} from './format.js';
import type {Print} from './print.js';

/** What the person chose of what was proposed. */
export type Chosen = Omit<Params<'project.init'>, 'gates'> & {gates: GateSpec[]};

/** Shows what would be begun, a line each. */
export function sayProposal(say: (text: string) => void, proposal: ProjectProposal & Chosen): void {
	say(`project   ${safeLine(proposal.name)}  ${safeLine(proposal.path)}`);
	say(`base      ${safeLine(proposal.base)} at ${proposal.commit.slice(0, 10)}`);
	for (const gate of proposal.gates) {
		say(`gate      ${safeLine(gate.command.join(' '))}  (${gate.source === '' ? gate.name : safeLine(gate.source)}${gate.proof === 'tests' ? ', must show that tests ran' : ''})`);
	}

	if (proposal.gates.length === 0) {
		say('gate      none was found: nothing would prove the work. Give one with --gate "npm test".');
	}

	say(`agent     ${proposal.agent ?? 'builtin'}${proposal.agents.length === 0 ? '' : `; found: ${proposal.agents.join(', ')}`}`);
	say(`budget    ${proposal.budget === undefined ? 'none: --budget <dollars> sets one' : `${money(proposal.budget)} a day`}`);
}

/** Shows what the person should know of it before. */
export function sayDoubts(print: Print, warnings: readonly string[]): void {
	for (const warning of warnings) {
		print.note(`${print.paint('yellow', '▲')} ${safeLine(warning, 1000)}`);
	}
}

/** The gates, as the end of a sentence. */
export const gateWords = (gates: readonly GateSpec[]): string => gates.length === 0 ? 'no gate' : `proved by ${gates.map(gate => `\`${safeLine(gate.command.join(' '))}\``).join(', ')}`;
