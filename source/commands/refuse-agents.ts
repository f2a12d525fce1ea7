import {MillwrightError} from '../base/errors.js';
import type {Context} from './command.js';

/**
What only the person decides is not decided from within a session: an agent that finds this program does not approve its own
work with it. It is a fence and no wall: see docs/security.md.
*/
export function refuseAgents({environment}: Pick<Context, 'environment'>, what: string): void {
	const session = environment['MILLWRIGHT_SESSION'];
	if (session !== undefined && session !== '') {
		throw new MillwrightError('not-for-agents', `This runs within the session ${session} of Millwright, and agents do not ${what}.`, {hint: 'Do it in a terminal of your own.'});
	}
}
