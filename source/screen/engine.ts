import type {ProgramState, SearchMatch, Size, TerminalModes} from '../protocol/holder.js';
import type {Cursor} from '../protocol/screen-update.js';
import type {Grid, Place} from './grid.js';
import type {StyleTable} from './style.js';

/** A place to listen at; the Emitter of source/base is one. */
export type Source<Event> = {on(listener: (event: Event) => void): () => void};

export type SearchQuery = {
	pattern: string;
	regularExpression: boolean;
	/** Matches at most; `total` counts on. */
	limit: number;
};

/**
A terminal without a display: bytes of a program in, cells out.

Lines are numbered from 0: the history comes first, the oldest line leading, and the rows of the screen follow. What scrolls
out of the kept history moves all numbers down.
*/
export type ScreenEngine = {
	/** Shared by every grid that rows are read into. */
	readonly styles: StyleTable;
	readonly size: Size;
	readonly cursor: Cursor;
	readonly modes: TerminalModes;
	/** OSC 0 and 2, freed of control characters. */
	readonly title: string;
	/** Lines above the screen. 0 on the alternate screen. */
	readonly historyLines: number;
	/** What the program said of itself by OSC 7501. */
	readonly program: ProgramState;
	/** Whether the program asked to be shown only once it is through with a frame (mode 2026). */
	readonly holdsBack: boolean;

	/** Answers that the program asked for, to be written to it. */
	readonly replies: Source<Uint8Array>;
	readonly programChanged: Source<ProgramState>;
	readonly titleChanged: Source<string>;
	readonly bell: Source<void>;

	/** Takes bytes in. When it returns they are on the screen. */
	write(bytes: Uint8Array): void;
	resize(size: Size): void;

	/** Compares the screen with what it was at the last call, and returns the revision: the same number when nothing changed. */
	refresh(): number;
	/** The rows that changed after that revision, as of the last `refresh`; all of them for 0. */
	rowsChangedSince(revision: number): number[];
	/** The cells as of the last `refresh`. Read only. */
	readonly grid: Grid;

	/** Copies lines into the rows of a grid of the same width, from its row 0; returns how many there were. */
	readLines(from: number, grid: Grid): number;
	/** Lines as text, blanks at their ends cut off; a wrapped line is one line when `joined`. */
	lineText(line: number): {text: string; wrapped: boolean};
	/** All lines, history and screen. */
	readonly totalLines: number;
	/** Where a code unit of `lineText` stands. */
	place(line: number, index: number): Place;

	dispose(): void;
};

export type SearchResult = {matches: SearchMatch[]; total: number};
