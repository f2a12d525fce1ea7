import type {Context} from './command.js';
import {reachDaemon, rehearsalOf, type Daemon} from './reach.js';

export type FloorStart = {
	/** The id of a session or task that is in front. */
	show?: string;
	layout?: string;
	/** Whether what follows from leaving is said here or by the caller. */
	farewell?: 'said' | 'left to the caller';
	/** From `reachForFloor`. Reached here unless given. */
	daemon?: Daemon;
};

/** A connection that can be handed to the floor. What draws the floor is loaded while the daemon is reached. */
export async function reachForFloor(context: Context): Promise<Daemon> {
	// A failure is met again, and told, where the floor is opened.
	import('../client/main.js').catch(() => {});
	return reachDaemon(context, {role: 'client'});
}

/** Opens the floor and resolves with the exit code when the person left it. */
export async function showFloor(context: Context, {daemon, farewell = 'said', ...start}: FloorStart = {}): Promise<number> {
	const link = daemon ?? await reachForFloor(context);
	const {openFloor} = await import('../client/main.js');
	const rehearsal = rehearsalOf(context);
	const {said, exitCode} = await openFloor({
		paths: context.paths,
		environment: context.environment,
		link,
		...(rehearsal === undefined ? {} : {rehearsal}),
		...start,
	});
	if (said !== undefined && farewell === 'said') {
		context.print.line(said);
	}

	return exitCode;
}
