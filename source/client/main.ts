import type {ReadStream, WriteStream} from 'node:tty';
import type {Paths} from '../base/paths.js';

export type FloorOptions = {
	paths: Paths;
	/** The absolute path of the rehearsal script that is wanted. */
	rehearsal?: string;
	/** A layout by name, in place of the configured one. */
	layout?: string;
	/** A session (`s-…`) or the id of a task, to be focused and zoomed. */
	show?: string;
	environment?: Readonly<Record<string, string | undefined>>;
	stdin?: ReadStream;
	stdout?: WriteStream;
};

/** How the floor was left. `said` is for the person, after the terminal is their own again. */
export type FloorEnd = {
	how: 'detached' | 'stopped' | 'hangup' | 'signal';
	said?: string;
	/** What the process should exit with. */
	exitCode: number;
};

/**
Opens the floor in this terminal and returns when it was left: everything goes on without it. Throws a MillwrightError when
there is no terminal, or no daemon can be had; the terminal is restored on every way out.
*/
export async function openFloor(_options: FloorOptions): Promise<FloorEnd> {
	throw new Error('The floor is not built yet.');
}
