/** What the program in a pane is told to do; it answers when the terminal has taken all of it. */
export type Order =
	/** Print these pieces, each in a write of its own, and then give the terminal this title. */
	| {do: 'say'; pieces: string[]; title: string}
	/** Print a numbered line, so many a second, until told otherwise. */
	| {do: 'count'; rate: number}
	/** Draw the next number in the corner of the screen, so many a second, until told otherwise. */
	| {do: 'tick'; rate: number}
	| {do: 'still'}
	/** Print a bomb by its name, again and again for so many milliseconds and at least once, and then say that this was survived. */
	| {do: 'bomb'; name: string; number: number; time: number; survived: string};

export type Done = {
	/** Of lines or of ticks so far. */
	last: number;
	/** The longest time between two lines of the counter since the answer before, in milliseconds. */
	gap: number;
	/** Bytes that were printed for the order. */
	bytes: number;
};

/** What comes from the program, a JSON text a line. */
export type Word = {done: Done} | {typed: string};
