import type {HolderLink} from '../../link/holder-link.js';
import {JoinedRows} from '../../screen/joined-rows.js';
import {findLine} from './find-line.js';
import {begins, readPage, type Page} from './page.js';

/** Who is told what was read. */
export type Listener = {
	/** A line without the blanks at its end; it may be empty. */
	line: (text: string) => void;
	/** So many lines left the history before they were read. */
	lost?: (count: number) => void;
};

export type Place = {
	/** The number of a row, on a screen of so many columns. */
	row: number;
	cols: number;
	/** How many lines begin before it; undefined where the holder does not count them. */
	line: number | undefined;
	/** Cells of a line that never ends which are before it; 0 where a line begins. */
	into: number;
};

// Rows that are read as one line at most: one that never ends is told in parts.
const endless = 4096;
// How often it is read again at once when its rows got other numbers meanwhile: a program may clear its screen faster than anybody reads it.
const tries = 3;

/** Reads what a session prints from its holder: each line once, however often it is asked for more. */
export class LineReader {
	readonly #listener: Listener;
	/** Behind what was told; undefined before the first look. */
	#place: Place | undefined;
	#seen: Page | undefined;
	/** What was read behind the place: the last line that is more than blanks, as it may go on, and blank ones below it, as they may be only what is free of the screen. */
	#kept: Array<{text: string; next: Place}> = [];
	/** How often the screen had been cleared at the last look. */
	#cleared = 0;
	/** The last line, when it was on a screen that was cleared. */
	#erased = '';

	constructor(listener: Listener) {
		this.#listener = listener;
	}

	/** Behind what was told. */
	get place(): Place | undefined {
		return this.#place;
	}

	/** What was read last, also of the alternate screen. */
	get seen(): Page | undefined {
		return this.#seen;
	}

	/**
	Tells what is complete by now: each line that another has begun below, with `isLast` the last one too. What is printed meanwhile is for the
	next time. False while the alternate screen is on, of which nothing is told, and where the screen was laid out anew each time that it was read.
	*/
	async read(holder: HolderLink, {isLast = false}: {isLast?: boolean} = {}): Promise<boolean> {
		let outcome = await this.#pass(holder);
		for (let left = tries; outcome === 'laid out anew' && left > 0; left--) {
			outcome = await this.#pass(holder);
		}

		if (isLast && outcome === 'done' && this.#kept[0]?.text !== '') {
			this.#tellKept(1);
		}

		return outcome === 'done';
	}

	/** Reads from the place to what is the end now. */
	async #pass(holder: HolderLink): Promise<'done' | 'alternate' | 'laid out anew'> {
		let end: number | undefined;
		let line = new Line();
		for (let at = this.#place; end === undefined || at!.row < end;) {
			const page = await readPage(holder, at?.row ?? 0);
			this.#seen = page;
			if (page.isAlternate) {
				return 'alternate';
			}

			if (await this.#isLaidOutAnew(holder, page)) {
				return 'laid out anew';
			}

			if (end === undefined) {
				this.#kept = [];
			}

			if (at === undefined || page.first > at.row || (end === undefined && isLost(at, page))) {
				this.#lose(page);
				at = this.#place!;
				line = new Line();
			}

			end ??= page.total;
			for (let y = 0; y < page.grid.rows && at.row < end; y++) {
				const doesBegin = begins(page.grid, y);
				if (line.rows > 0 && (doesBegin || line.rows === endless)) {
					this.#keep(line, doesBegin ? {...at, into: 0} : at);
					line = new Line();
				}

				line.add(page.grid, y);
				at = {row: at.row + 1, cols: page.grid.cols, line: at.line === undefined ? undefined : at.line + (doesBegin ? 1 : 0), into: (doesBegin ? 0 : at.into) + page.grid.cols};
			}

			if (page.grid.rows === 0) {
				break;
			}

			if (at.row >= end) {
				this.#keep(line, {...at, into: 0});
			}
		}

		return 'done';
	}

	/** Whether rows have other numbers than they had, or others stand where some were told; then the place is where to go on. */
	async #isLaidOutAnew(holder: HolderLink, page: Page): Promise<boolean> {
		const place = this.#place;
		const {begun, grid: {cols}} = page;
		const isAnother = begun !== undefined && begun.cleared.times !== this.#cleared;
		this.#cleared = begun?.cleared.times ?? 0;
		if (place === undefined) {
			return false;
		}

		const isCleared = isAnother && place.line !== undefined && begun.cleared.above <= place.line;
		if (!isCleared && place.cols === cols) {
			return false;
		}

		if (isCleared) {
			// One that was cleared before is still to be told where nothing has been read since.
			const text = this.#kept[0]?.text ?? '';
			this.#erased = text === '' ? this.#erased : text;
			this.#kept = [];
			this.#place = {...place, line: begun.cleared.above, into: 0};
		}

		await this.#find(holder, this.#place!, cols);
		return true;
	}

	async #find(holder: HolderLink, place: Place, cols: number): Promise<void> {
		const {line, into} = place;
		const found = line === undefined ? undefined : await findLine(holder, into > 0 ? line - 1 : line);
		// Without columns it is looked for again, once the alternate screen is off.
		this.#place = found === undefined ? {...place, cols: line === undefined ? cols : 0} : {...place, row: found.row + Math.floor(into / found.cols), cols: found.cols};
	}

	/** Goes on with the oldest row that is kept. */
	#lose({first, grid: {cols}, begun}: Page): void {
		// Those that were read are complete: others came below them.
		this.#tellKept(this.#kept.length);
		const place = this.#place;
		this.#place = {row: first, cols, line: begun?.lost, into: 0};
		if (place === undefined) {
			return;
		}

		const count = begun === undefined || place.line === undefined ? first - place.row : begun.lost - place.line;
		if (count > 0) {
			this.#listener.lost?.(count);
		}
	}

	#keep(line: Line, next: Place): void {
		const {text} = line;
		if (this.#erased !== '' && !text.startsWith(this.#erased)) {
			this.#listener.line(this.#erased);
		}

		this.#erased = '';
		if (text !== '') {
			this.#tellKept(this.#kept.length);
		}

		this.#kept.push({text, next});
	}

	#tellKept(count: number): void {
		for (const {text, next} of this.#kept.splice(0, count)) {
			this.#listener.line(text);
			this.#place = next;
		}
	}
}

/** Whether lines behind a place are not kept any more. */
const isLost = ({line}: Place, {begun}: Page): boolean => begun !== undefined && line !== undefined && begun.lost > line;

/** The rows of one line. */
class Line {
	rows = 0;
	readonly #joined = new JoinedRows();

	add(grid: Page['grid'], y: number): void {
		this.#joined.add({grid, y}, {goesOn: this.rows > 0});
		this.rows++;
	}

	get text(): string {
		return this.#joined.end().join('');
	}
}
