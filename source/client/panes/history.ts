import {promises as fs} from 'node:fs';
import {MillwrightError} from '../../base/errors.js';
import type {HolderLink} from '../../link/holder-link.js';
import type {SearchMatch} from '../../protocol/holder.js';
import {goesOn, readLost} from '../../screen/ansi-row.js';
import {Grid} from '../../screen/grid.js';
import {applyRows} from '../../screen/screen.js';
import type {StyleTable} from '../../screen/style.js';
import {textWidth} from '../../screen/width.js';
import {wraps} from '../../screen/wraps.js';
import {putStyledLine} from '../chrome/styled-line.js';
import {matchLimit, readPattern, searchRows} from './search-rows.js';

/** The rows of the grid are the lines from `first` on: what was asked for, or the oldest that is kept. `total` is the number behind the last line. */
export type Lines = {first: number; total: number; grid: Grid};

/** Lines of a session: its history, and the screen below it. They are counted from the first that it ever printed, so that a line keeps its number when others leave. */
export type History = {
	/** Undefined while nobody has them: the holder has gone, and where its file is was not told yet. */
	lines(from: number, count: number): Promise<Lines | undefined>;
	/** Oldest first. A pattern between slashes is a regular expression. Rejects when it is none. */
	search(pattern: string): Promise<SearchMatch[]>;
};

/** Of a session that may end while it is looked at: from whoever has it. */
export const lastingHistory = (now: () => History | undefined): History => ({
	lines: async (from, count) => now()?.lines(from, count),
	search: async pattern => await now()?.search(pattern) ?? [],
});

/** Of a session that runs: its holder has it. */
export function liveHistory(link: HolderLink, styles: StyleTable): History {
	return {
		async lines(from, count) {
			const found = await link.lines(from, count).catch((error: unknown) => {
				if (error instanceof MillwrightError && error.code === 'holder-gone') {
					return undefined;
				}

				throw error;
			});
			if (found === undefined) {
				return undefined;
			}

			const {first, total, update} = found;
			const grid = new Grid({cols: update.size.cols, rows: Math.min(count, Math.max(0, total - first))}, styles);
			applyRows(grid, update);
			return {first, total, grid};
		},
		async search(pattern) {
			const {matches} = await link.search({...readPattern(pattern), limit: matchLimit});
			return matches.toSorted((one, other) => one.line - other.line || one.column - other.column);
		},
	};
}

// What a session of 200,000 lines of 300 bytes leaves behind; a file beyond it is not read into memory to be looked at.
const fileLimit = 64 * 1024 * 1024;

export type FileOptions = {
	styles: StyleTable;
	/** The number of the first line in the file, as it was when the session ran, where the file does not tell; 0 unless it is known. */
	oldest?: number;
};

/** The history of a session that may end: its file is read once. */
export class FiledHistory {
	#file: {name: string; oldest: number | undefined; history: History} | undefined;

	/** Undefined while there is no file. */
	open(name: string | undefined, options: FileOptions): History | undefined {
		if (name !== undefined && (this.#file?.name !== name || this.#file.oldest !== options.oldest)) {
			this.#file = {name, oldest: options.oldest, history: fileHistory(name, options)};
		}

		return this.#file?.history;
	}
}

/** Of a session that ended: the file that its holder wrote before it went. */
export function fileHistory(file: string, {styles, oldest: known = 0}: FileOptions): History {
	let kept: Promise<Kept> | undefined;
	const read = async () => {
		kept ??= readKept(file);
		return kept;
	};

	return {
		async lines(from, count) {
			const {lines: all, lost: oldest = known} = await read();
			const first = Math.max(0, Math.min(from - oldest, all.length));
			const part = all.slice(first, first + count);
			const grid = new Grid({cols: Math.max(1, ...part.map(line => textWidth(plain(line)))), rows: part.length}, styles);
			for (const [y, line] of part.entries()) {
				putStyledLine(grid, y, line);
				grid.wrapped[y] = wrapOf(all, first + y, grid.cols);
			}

			return {first: first + oldest, total: all.length + oldest, grid};
		},
		async search(pattern) {
			const {lines: all, lost: oldest = known} = await read();
			const found = await searchRows({count: all.length, text: index => plain(all[index]!), isOnward: index => isOnward(all, index)}, pattern);
			return found.map(match => ({...match, line: match.line + oldest}));
		},
	};
}

/** Whether a row of the file goes on what the row above began. */
const isOnward = (rows: readonly string[], index: number): boolean => index > 0 && goesOn(rows[index - 1]!);

/** The column that a wide character had no room in is not in the file: a blank that ends a row of the whole width is part of the line. */
function wrapOf(rows: readonly string[], index: number, cols: number): number {
	if (!isOnward(rows, index)) {
		return wraps.no;
	}

	const above = plain(rows[index - 1]!);
	return above.endsWith(' ') && textWidth(above) === cols ? wraps.afterBlank : wraps.yes;
}

/** `lost`: how many lines left the history before the first; undefined where the file does not tell. */
type Kept = {lines: string[]; lost?: number};

async function readKept(file: string): Promise<Kept> {
	const {size} = await fs.stat(file);
	if (size > fileLimit) {
		throw new MillwrightError('history-too-long', `The history ${file} has ${size} bytes.`, {hint: `Open it in a pager: less -R ${file}`});
	}

	const text = await fs.readFile(file, 'utf8');
	const {lost, at = 0} = readLost(text) ?? {};
	const lines = text.slice(at).split(/\r?\n/v);
	const last = lines.findLastIndex(line => plain(line) !== '');
	return {lines: lines.slice(0, last + 1), ...(lost === undefined ? {} : {lost})};
}

const plain = (line: string): string => line.replaceAll(/\u{1B}\[[\u{20}-\u{3F}]*[\u{40}-\u{7E}]/gv, '');
