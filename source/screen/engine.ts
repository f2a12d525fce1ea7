import type {BegunLines, ProgramState, Scheme, Size, TerminalModes} from '../protocol/holder.js';
import type {Cursor} from '../protocol/screen-update.js';
import type {Grid} from './grid.js';
import type {StyleTable} from './style.js';

/** A place to listen at; the Emitter of source/base is one. */
export type Source<Event> = {on(listener: (event: Event) => void): () => void};

/** What a program asks of whoever sits before it. Nothing of it happens by itself; all texts are freed of control characters. */
export type EngineEvent =
	/** OSC 52. The text may be copied to the clipboard, when the person allows it. */
	| {type: 'clipboard'; text: string}
	/** OSC 9 and 777. */
	| {type: 'notification'; title: string; text: string}
	/** XTWINOPS 8. Only while it is tested: no program has a say in its size. */
	| {type: 'resize'; size: Size};

/** One line of history or screen. */
export type EngineLine = {
	/** Without the blanks at its end. */
	text: string;
	/** Whether it goes on what the line above began. */
	isWrapped: boolean;
	/** Whether the blank that the line above ends with is part of the one that goes on here; left out when it is not, or nobody knows. */
	isAfterBlank?: boolean;
	/** The column of each code unit of `text`, and the one after the last. */
	columns: readonly number[];
};

/** A way to keep bytes in less room; what it gives lies in no more than it takes. */
export type HistoryCodec = {
	pack(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
	unpack(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
};

/**
A terminal without a display: bytes of a program in, cells out.

Lines are numbered from 0: the history comes first, the oldest line leading, and the rows of the screen follow. What scrolls
out of the kept history moves all numbers down: by how much `lostLines` tells. A grid that is read into must have the columns of the screen and share
`styles`.
*/
export type ScreenEngine = {
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
	/** How many such frames are over. */
	readonly frames: number;

	/** Answers that the program asked for, to be written to it. */
	readonly replies: Source<Uint8Array>;
	/** The title or the program's state is another. */
	readonly changed: Source<void>;
	readonly bell: Source<void>;
	readonly events: Source<EngineEvent>;
	/** The folder that the program says it is in (OSC 7); empty when it says none. */
	readonly folder: string;

	/** Takes bytes in. When it returns they are on the screen. */
	write(bytes: Uint8Array): void;
	/** As `write`, but of bytes that are dear it takes no more than some milliseconds' worth, and of frames (mode 2026) one. Returns how many it took, at least one. */
	writeSome(bytes: Uint8Array): number;
	resize(size: Size): void;
	/** What text stands on: told to a program that asks, and at once to one that asked for changes (mode 2031). Dark at first. */
	setScheme(scheme: Scheme): void;
	/** The program ended: nothing works or waits any more. */
	settle(): void;

	/** The number of the screen as it was at the last `refresh`: 0 before the first. */
	readonly revision: number;
	/** Compares the screen with what it was at the last call and returns the revision: the same one when nothing changed. */
	refresh(): number;
	/** The rows that changed after that revision; all of them for 0. */
	rowsChangedSince(revision: number): number[];
	/** Whether the title changed after that revision. */
	titleChangedSince(revision: number): boolean;
	/** The cells as of the last `refresh`. Read only. */
	readonly grid: Grid;

	/** Lines that left the history at its oldest end since the start. With them, a line's number is one for as long as it is kept and not wrapped anew. */
	readonly lostLines: number;
	/** Left out by an engine that does not count them. */
	readonly begunLines?: BegunLines;
	/** Lines of history and screen. */
	readonly totalLines: number;
	line(number: number): EngineLine;
	/** Copies a line into a row of a grid. */
	readLine(number: number, grid: Grid, y: number): void;
	/** Reads one line after the other into the only row of `grid`: history, screen and, below them, the alternate screen when it is on. */
	walk(grid: Grid): Iterable<void>;
	/** Takes the history into less room, some milliseconds' worth at each step; whatever else happens between two steps is well. */
	pack(codec: HistoryCodec): Iterable<void>;

	dispose(): void;
};
