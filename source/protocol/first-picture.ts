import type {Size} from './holder.js';
import {sizeLimit} from './update-rows.js';

/*
What crosses the socket of the herald, which makes the first picture of a floor for a client that is only just starting.

After hello/welcome the client sends one JSON `PictureRequest`. The herald answers with a JSON `PictureReply` and, when that has a picture,
a frame of kind `screen`: all of its cells as a screen update of base 0, by which the client knows what the terminal shows. Then it closes.
*/

/** What of the person's environment says how a floor looks in their terminal. */
export const lookVariables = ['TERM', 'COLORTERM', 'COLORFGBG', 'NO_COLOR', 'TMUX', 'STY'] as const;

export type PictureRequest = {
	/** Of the person's terminal. */
	size: Size;
	/** Where the person is: it decides whether there is a floor to be shown. */
	cwd: string;
	/** The folder of their configuration. */
	config: string;
	/** Those of `lookVariables` that are set. */
	environment: Readonly<Record<string, string>>;
};

/** Empty where no picture can be had that the client would not have to draw otherwise. */
export type PictureReply = {
	/** Takes the terminal and draws the picture. */
	bytes?: string;
	/** Gives the terminal back. */
	restore?: string;
};

const textLimit = 4096;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= textLimit;
const isLength = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= sizeLimit;

/** The message as a request; undefined when it is none. */
export function readPictureRequest(message: unknown): PictureRequest | undefined {
	const {size, cwd, config, environment} = (message ?? {}) as Partial<PictureRequest>;
	const isOne = isLength(size?.cols) && isLength(size?.rows) && isText(cwd) && isText(config) && typeof environment === 'object' && environment !== null;
	return isOne ? {size: size!, cwd, config, environment: known(environment)} : undefined;
}

const known = (environment: Readonly<Record<string, unknown>>): Record<string, string> =>
	Object.fromEntries(lookVariables.flatMap(name => {
		const value = environment[name];
		return isText(value) ? [[name, value]] : [];
	}));
