import process from 'node:process';
import type {Size} from '../../protocol/holder.js';

/** The person's terminal as the client finds it: taken, with a picture of the floor on it, before the program was loaded. */
export type Handed = {
	/** Of the terminal when the picture was made. */
	size: Size;
	/** All of its cells as a screen update; undefined once the terminal had another size. */
	readonly update: Uint8Array | undefined;
	/** When it was asked what `enterSequence` asks: milliseconds of `performance.now()`. */
	askedAt: number;
	/** It is the client's from now on. */
	take(): void;
	/** Gives the terminal back as it was: what comes is no floor. */
	drop(): void;
};

// Two scripts know it, of which one is there before the other is loaded.
const name = Symbol.for('millwright.handed');
const place = process as {[name]?: Handed | undefined};

// Milliseconds until a terminal that nobody has come for is given back: as long as it is taken no key ends the program.
const patience = 5000;
let timer: NodeJS.Timeout | undefined;

export function hand(given: Handed): void {
	place[name] = given;
	timer = setTimeout(dropHanded, patience);
	timer.unref();
}

/** What there is, until it is taken or dropped. */
export const handed = (): Handed | undefined => place[name];

/** The terminal is this program's from now on. What there was, if it had been taken for it. */
export function takeHanded(): Handed | undefined {
	const taken = place[name];
	place[name] = undefined;
	taken?.take();
	return taken;
}

/** To be called before anything is written for a shell. */
export function dropHanded(): void {
	const dropped = place[name];
	place[name] = undefined;
	clearTimeout(timer);
	dropped?.drop();
}
