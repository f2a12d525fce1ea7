import type {EngineLine, ScreenEngine} from '../screen/engine.js';

/** Rows that were wrapped, as the one line that they are. */
export type LogicalLine = {
	text: string;
	/** Where a code unit of the text stands: the row, by its steady number, and the column. */
	place: (at: number) => {line: number; column: number};
};

/**
Reads the lines of history and screen one after the other while the program goes on printing. Lines are numbered as they were at
the beginning; a line that leaves the history keeps its number.
*/
export class SteadyLines {
	readonly #engine: ScreenEngine;
	readonly #begin: {lost: number; cols: number; isAlternate: boolean};
	#next = 0;

	constructor(engine: ScreenEngine) {
		this.#engine = engine;
		this.#begin = {lost: engine.lostLines, cols: engine.size.cols, isAlternate: engine.modes.alternateScreen};
	}

	/** So many logical lines more; none at the end, or when the screen was rewrapped or exchanged for the other. */
	read(count: number): LogicalLine[] {
		const lines: LogicalLine[] = [];
		const {cols, isAlternate} = this.#begin;
		if (this.#engine.size.cols !== cols || this.#engine.modes.alternateScreen !== isAlternate) {
			return lines;
		}

		this.#next = Math.max(this.#next, this.#lost);
		while (lines.length < count && this.now(this.#next) < this.#engine.totalLines) {
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
		this.#next++;
		while (this.now(this.#next) < this.#engine.totalLines) {
			const row = this.#engine.line(this.now(this.#next));
			if (!row.isWrapped) {
				break;
			}

			rows.push(fill(rows.pop()!, row, this.#begin.cols), row);
			this.#next++;
		}

		return {
			text: rows.map(({text}) => text).join(''),
			place(at) {
				let [row, rest] = [0, at];
				while (row < rows.length - 1 && rest >= rows[row]!.text.length) {
					rest -= rows[row]!.text.length;
					row++;
				}

				return {line: first + row, column: rows[row]!.columns[rest] ?? rows[row]!.columns.at(-1) ?? 0};
			},
		};
	}
}

/** A row that another goes on with has the blanks at its end too, but for the one where a wide character found no room. */
function fill(row: EngineLine, next: EngineLine, cols: number): EngineLine {
	const end = row.columns.at(-1)!;
	const leavesHole = next.isAfterBlank !== true && next.columns.find(column => column > 0) === 2;
	const count = Math.max(0, cols - end - (leavesHole ? 1 : 0));
	return count === 0 ? row : {...row, text: row.text + ' '.repeat(count), columns: [...row.columns, ...Array.from({length: count}, (_, index) => end + index + 1)]};
}
