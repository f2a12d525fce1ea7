import type {Context} from './command.js';
import {rehearsalOf} from './reach.js';

export type FloorStart = {
	/** The id of a session or task that is in front. */
	show?: string;
	layout?: string;
};

/** Opens the floor and resolves with the exit code when the person left it. */
export async function showFloor(context: Context, start: FloorStart = {}): Promise<number> {
	const {openFloor} = await import('../client/main.js');
	const rehearsal = rehearsalOf(context);
	const {said, exitCode} = await openFloor({
		paths: context.paths,
		environment: context.environment,
		...(rehearsal === undefined ? {} : {rehearsal}),
		...start,
	});
	if (said !== undefined) {
		context.print.line(said);
	}

	return exitCode;
}
