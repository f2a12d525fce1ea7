import type {Emitter} from '../base/emitter.js';

export type Awaited = {
	output: Emitter<void>;
	/** Whether the text stands on the screen. */
	isShown: () => boolean;
	/** Resolves when the terminal took the text. */
	written: Promise<void>;
	/** A key of the person has waited long enough. */
	hurry: AbortSignal;
};

export type Answered = {
	/** Whether the program printed anything. */
	isHeard: boolean;
	/** Whether it has had the time to take a return key for one. */
	isCalm: boolean;
};

// Milliseconds. Every agent tried takes a return key for part of the paste when it comes with it or right behind it.
const quietTime = 300;
// Where a key waits: a program that shows the end of the text has read it. codex takes a return key for part of a paste for 120 ms more.
const shortTime = 150;
// Milliseconds. A program that prints without a pause, and does not show the text, is not waited for longer.
const patience = 5000;

/** Waits until a program has made what it will of a text: it printed nothing for a while, or has shown the text for as long, whatever else it draws. */
export async function answered({output, isShown, written, hurry}: Awaited): Promise<Answered> {
	const {promise, resolve, reject} = Promise.withResolvers<boolean>();
	let isHeard = false;
	let shownAt: number | undefined;
	let [quiet, shown, limit]: NodeJS.Timeout[] = [];
	const isThere = () => {
		try {
			return isShown();
		} catch (error) {
			reject(error);
			return false;
		}
	};

	const look = () => {
		clearTimeout(quiet);
		quiet = setTimeout(resolve, quietTime, true);
		if (shownAt !== undefined || !isThere()) {
			return;
		}

		shownAt = performance.now();
		shown = setTimeout(() => {
			shownAt = undefined;
			if (isThere()) {
				resolve(true);
			}
		}, quietTime);
	};

	const dispose = output.on(() => {
		isHeard = true;
		if (limit !== undefined) {
			look();
		}
	});
	const leave = () => {
		resolve(shownAt !== undefined && performance.now() - shownAt >= shortTime);
	};

	hurry.addEventListener('abort', leave);
	try {
		await Promise.race([written, promise]);
		if (!hurry.aborted) {
			limit = setTimeout(resolve, patience, true);
			look();
		}

		return {isCalm: await promise, isHeard};
	} finally {
		for (const timer of [quiet, shown, limit]) {
			clearTimeout(timer);
		}

		hurry.removeEventListener('abort', leave);
		dispose();
	}
}
