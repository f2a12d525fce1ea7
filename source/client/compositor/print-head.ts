import type {Area, Place, Size} from '../../screen/grid.js';

/** Rows and columns that the terminal scrolls, all four counted. */
export type Region = {top: number; bottom: number; left: number; right: number};

/**
Where the terminal writes next, the region that it scrolls, and the cheapest way to elsewhere.

Where terminals differ (behind the last column, behind a character that some draw wider) the place is not known, and the next
move names it.
*/
export class PrintHead {
	#size: Size;
	/** Behind the last column, and behind what terminals measure differently, only the row is known: nothing ever wraps. */
	#at: {x: number | undefined; y: number} | undefined;
	/** Whether every terminal agrees that it is there. */
	#sure = false;
	#region: Region;
	/** Whether the terminal may have another region than we believe. */
	#isLost = false;
	/** Whether left and right margins were ever set: to other terminals the sequence means something else. */
	#hasMargins = false;

	constructor(size: Size) {
		this.#size = size;
		this.#region = wholeOf(size);
	}

	/** The terminal may be anywhere, with any region. */
	forget(size: Size): void {
		this.#size = size;
		this.#at = undefined;
		this.#isLost = true;
	}

	/** What is needed before anything is drawn. */
	begin(): string {
		return this.#isLost ? this.#release() : '';
	}

	/** To a cell. */
	moveTo(x: number, y: number): string {
		const at = this.#at;
		const column = this.#sure ? at?.x : undefined;
		this.#at = {x, y};
		this.#sure = true;
		if (column === x && at?.y === y) {
			return '';
		}

		const absolute = x === 0 ? (y === 0 ? '\u{1B}[H' : `\u{1B}[${y + 1}H`) : `\u{1B}[${y + 1};${x + 1}H`;
		if (at?.y === y) {
			return shorter(absolute, this.#alongRow(column, x));
		}

		return at === undefined ? absolute : shorter(absolute, this.#acrossRows({x: column, y: at.y}, {x, y}));
	}

	/** Before a character is written at a cell: nothing where the head is there already. `isPlain`: that no terminal draws it wider. */
	step({x, y}: Place, {cells, isPlain}: {cells: number; isPlain: boolean}): string {
		if (x + cells - 1 > this.edgeOf(x)) {
			// A wide character over the right margin.
			return this.#release() + this.moveTo(x, y);
		}

		return this.#at?.x === x && this.#at.y === y && (this.#sure || !isPlain) ? '' : this.moveTo(x, y);
	}

	/** So many cells were written from here on. */
	wrote({x, y}: Place, {cells, isPlain}: {cells: number; isPlain: boolean}): void {
		this.#sure = isPlain;
		this.#at = {x: x + cells > this.edgeOf(x) ? undefined : x + cells, y};
	}

	/** Something was written to this row that terminals measure differently. */
	wroteOddly(y: number): void {
		this.#at = {x: undefined, y};
	}

	/** The terminal was told something by others. */
	lose(): void {
		this.#at = undefined;
	}

	/** The last column that can be written to without a move from column `x` on. */
	edgeOf(x: number): number {
		const {right} = this.#region;
		return x <= right ? right : this.#size.cols - 1;
	}

	/** Moves what the region shows by rows: up when positive. The background must be the plain one. */
	scroll({x, y, width, height}: Area, by: number): string {
		const region = {top: y, bottom: y + height - 1, left: x, right: x + width - 1};
		const bytes = this.#setRegion(region);
		const column = this.#sure ? this.#at?.x : undefined;
		const isWhole = region.left === 0 && region.right === this.#size.cols - 1;
		const isAtEnd = this.#at?.y === region.bottom && (isWhole || (column !== undefined && column >= region.left && column <= region.right));
		if (by > 0 && by <= 3 && isAtEnd) {
			// A line feed at the bottom; VT, because the terminal's driver adds a return to LF.
			return bytes + '\v'.repeat(by);
		}

		return `${bytes}\u{1B}[${Math.abs(by) === 1 ? '' : Math.abs(by)}${by > 0 ? 'S' : 'T'}`;
	}

	#setRegion(wanted: Region): string {
		const now = this.#region;
		let bytes = '';
		if (now.top !== wanted.top || now.bottom !== wanted.bottom) {
			bytes += `\u{1B}[${wanted.top + 1};${wanted.bottom + 1}r`;
		}

		if (now.left !== wanted.left || now.right !== wanted.right) {
			bytes += `\u{1B}[${wanted.left + 1};${wanted.right + 1}s`;
			this.#hasMargins = true;
		}

		this.#region = wanted;
		if (bytes !== '') {
			this.#goHome();
		}

		return bytes;
	}

	#release(): string {
		this.#region = wholeOf(this.#size);
		this.#isLost = false;
		this.#goHome();
		return this.#hasMargins ? '\u{1B}[r\u{1B}[s' : '\u{1B}[r';
	}

	/** Where setting a region puts the cursor. */
	#goHome(): void {
		this.#at = {x: 0, y: 0};
		this.#sure = true;
	}

	#alongRow(from: number | undefined, to: number): string {
		// Terminals return to the left margin or to the first column, each as it was made.
		const back = to === 0 && this.#region.left === 0 ? '\r' : `\u{1B}[${to + 1}G`;
		return from === undefined || this.#crossesMargin(from, to) ? back : shorter(back, along(to - from));
	}

	#acrossRows(from: {x: number | undefined; y: number}, to: Place): string {
		const by = to.y - from.y;
		const crossesEnd = [this.#region.bottom, this.#size.rows - 1].some(bottom => from.y <= bottom && to.y > bottom);
		if (by < 0 || by > 3 || crossesEnd) {
			return '';
		}

		const down = '\v'.repeat(by);
		return to.x === from.x ? down : down + this.#alongRow(from.x, to.x);
	}

	#crossesMargin(from: number, to: number): boolean {
		const [low, high] = [Math.min(from, to), Math.max(from, to)];
		const {left, right} = this.#region;
		return (low < left && high >= left) || (low <= right && high > right);
	}
}

const wholeOf = ({cols, rows}: Size): Region => ({top: 0, bottom: rows - 1, left: 0, right: cols - 1});

const along = (by: number): string => by > 0 ? `\u{1B}[${by === 1 ? '' : by}C` : (by >= -4 ? '\b'.repeat(-by) : `\u{1B}[${-by}D`);

const shorter = (one: string, other: string): string => other !== '' && other.length < one.length ? other : one;
