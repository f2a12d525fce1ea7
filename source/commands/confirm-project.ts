import type {ProjectProposal} from '../protocol/project.js';
import {askLine, askYes} from './ask.js';
import {givenGates} from './given-gate.js';
import {dollars} from './numbers.js';
import type {Chosen} from './say-proposal.js';

/** Shows what would be begun and asks, until the person says yes. */
export async function confirm({say, proposal, given}: {say: (chosen: Chosen) => void; proposal: ProjectProposal; given: Chosen}): Promise<Chosen> {
	say(given);
	return await askYes('Begin so?') ? given : confirm({say, proposal, given: await askAgain(proposal, given)});
}

async function askAgain(proposal: ProjectProposal, given: Chosen): Promise<Chosen> {
	const base = await askLine('Base branch', given.base ?? proposal.base);
	const lines = await askLine('Gates, separated by ;', given.gates.map(gate => gate.command.join(' ')).join('; '));
	const agent = await askLine(`Agent that builds (builtin${proposal.agents.map(name => `, ${name}`).join('')})`, given.agent ?? 'builtin');
	const budget = await askLine('Dollars a day at most, or none', given.budget === undefined ? 'none' : String(given.budget));
	const gates = givenGates(lines.split(';').filter(line => line.trim() !== ''), proposal.gates);
	const limit = budget === 'none' ? undefined : dollars({budget}, 'budget');
	const {budget: _, ...rest} = given;
	return {...rest, base, gates, agent, ...(limit === undefined ? {} : {budget: limit})};
}
