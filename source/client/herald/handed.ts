import process from 'node:process';
import type {Size} from '../../protocol/holder.js';

/** The person's terminal as the client finds it: taken, with a picture of the floor on it, before the program was loaded. */
export type Handed = {
	/** Of the terminal when the picture was made. */
	size: Size;
	/** All of its cells as a screen update. */
	update: Uint8Array;
	/** It is the client's from now on. */
	take(): void;
	/** Gives the terminal back as it was: what comes is no floor. */
	drop(): void;
};

// Two scripts know it, of which one is there before the other is loaded.
const name = Symbol.for('millwright.handed');
const place = process as {[name]?: Handed | undefined};

export function hand(given: Handed): void {
	place[name] = given;
}

/** What there is, until it is taken or dropped. */
export const handed = (): Handed | undefined => place[name];

/** The terminal is this program's from now on. Whether there was any that had been taken for it. */
export function takeHanded(): boolean {
	const taken = place[name];
	place[name] = undefined;
	taken?.take();
	return taken !== undefined;
}

/** To be called before anything is written for a shell. */
export function dropHanded(): void {
	const dropped = place[name];
	place[name] = undefined;
	dropped?.drop();
}
