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

export function hand(handed: Handed): void {
	place[name] = handed;
}

/** What there is, once. */
export function takeHanded(): Handed | undefined {
	const handed = place[name];
	place[name] = undefined;
	handed?.take();
	return handed;
}

/** To be called before anything is written for a shell. */
export function dropHanded(): void {
	const handed = place[name];
	place[name] = undefined;
	handed?.drop();
}
