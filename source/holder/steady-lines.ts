import type {EngineLine, ScreenEngine} from '../screen/engine.js';

// Rows of one line that are joined at the most: what is read in one turn of the loop, in which nothing else is served.
const longest = 1024;

/** Rows that were wrapped, as the one line that they are. */
export type LogicalLine = {
	text: string;
	/** Where a code unit of the text stands: the row, by its steady number, and the column. */
	place: (at: number) => {line: number; column: number};
};

/**
Reads the lines of history and screen one after the other while the program goes on printing. Lines are numbered as they were at
the beginning; a line that leaves the history keeps its number. A line that never ends is read in parts of 1024 rows.
*/
export class SteadyLines {
	readonly #engine: ScreenEngine;
	readonly #begin: {lost: number; cols: number; isAlternate: boolean};
	#next = 0;

	constructor(engine: ScreenEngine) {
		this.#engine = engine;
		this.#begin = {lost: engine.lostLines, cols: engine.size.cols, isAlternate: engine.modes.alternateScreen};
	}

	/** The logical lines of so many rows more, the last one whole; none at the end, or when the screen was rewrapped or exchanged for the other. */
	read(rows: number): LogicalLine[] {
		const lines: LogicalLine[] = [];
		const {cols, isAlternate} = this.#begin;
		if (this.#engine.size.cols !== cols || this.#engine.modes.alternateScreen !== isAlternate) {
			return lines;
		}

		this.#next = Math.max(this.#next, this.#lost);
		for (const end = this.#next + rows; this.#next < end && this.now(this.#next) < this.#engine.totalLines;) {
			lines.push(this.#readOne());
		}

		return lines;
	}

	/** The number that a line has now; negative when it is not kept any more. */
	now(line: number): number {
		return line - this.#lost;
	}

	/** Lines that left the history since the beginning. */
	get #lost(): number {
		return this.#engine.lostLines - this.#begin.lost;
	}

	#readOne(): LogicalLine {
		const first = this.#next;
		const rows = [this.#engine.line(this.now(first))];
		const texts = [rows[0]!.text];
		const starts = [0];
		this.#next++;
		while (rows.length < longest && this.now(this.#next) < this.#engine.totalLines) {
			const row = this.#engine.line(this.now(this.#next));
			if (!row.isWrapped) {
				break;
			}

			const filled = fill(rows.at(-1)!, row, this.#begin.cols);
			starts.push(starts.at(-1)! + filled.length);
			texts.splice(-1, 1, filled, row.text);
			rows.push(row);
			this.#next++;
		}

		return {
			text: texts.join(''),
			place(at) {
				const row = lastUpTo(starts, at);
				const {columns} = rows[row]!;
				const rest = at - starts[row]!;
				// Behind the text of a row are blanks, a column each.
				return {line: first + row, column: columns[rest] ?? (columns.at(-1)! + rest - columns.length + 1)};
			},
		};
	}
}

/** The index of the last number that is not above `limit`; they rise, and the first is 0. */
function lastUpTo(numbers: readonly number[], limit: number): number {
	let [low, high] = [0, numbers.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		[low, high] = numbers[middle]! <= limit ? [middle, high] : [low, middle - 1];
	}

	return low;
}

/** The text of a row that another goes on with has the blanks at its end too, but for the one where a wide character found no room. */
function fill({text, columns}: EngineLine, next: EngineLine, cols: number): string {
	const leavesHole = next.isAfterBlank !== true && next.columns.find(column => column > 0) === 2;
	return text + ' '.repeat(Math.max(0, cols - columns.at(-1)! - (leavesHole ? 1 : 0)));
}
