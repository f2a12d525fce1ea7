import type {HistoryCodec} from '../engine.js';
import type {LineCells} from './line-cells.js';
import type {Page} from './page.js';
import {HistoryBlock, linesPerBlock} from './history-block.js';
import {HistoryPacking} from './history-packing.js';
import {Places} from './history-styles.js';

// A line of text packs into its own length and little more; what takes four times as much on the average is sent to eat memory.
const bytesPerLine = 512;
const leastBytes = 1_000_000;
// Lines of a block that is taken over as it is: smaller ones are joined, so that they do not become more and more.
const leastBlock = linesPerBlock / 2;
// Stands where a block was, until the list is shortened.
const gone = new HistoryBlock(new Uint8Array(0));

/**
The lines that left the screen, packed: about a byte a cell. At most `limit` of them, and at most so many bytes as that many lines of text
could need, where a blank within a line is a byte like every other character. What was wrapped is one line for the limit, as otherwise a look
from a narrow terminal would cost what it has no room for; else each of its rows is one. Lines are numbered from the oldest that is kept, from 0.
*/
export class History {
	readonly #limit: number;
	readonly #byteLimit: number;
	/** Oldest first. Those before `#firstBlock` are gone. */
	#blocks: HistoryBlock[] = [];
	#firstBlock = 0;
	/** Of each block, the number of its first line among all that there ever were. */
	#starts: number[] = [];
	/** Lines of the first block that are gone. */
	#dropped = 0;
	#length = 0;
	/** Those that go on no other. */
	#begun = 0;
	#lost = 0;
	#lostBegun = 0;
	#sealedBytes = 0;
	/** A block that is gone and whose room is not used again yet. */
	#used: HistoryBlock | undefined;
	#packing: HistoryPacking | undefined;
	readonly #places: Places;

	constructor(limit: number, places = new Places()) {
		this.#limit = limit;
		this.#byteLimit = Math.max(leastBytes, limit * bytesPerLine);
		this.#places = places;
	}

	get length(): number {
		return this.#length;
	}

	/** Lines that are not kept any more, since the start: a line's number and these are one number for as long as it is kept. */
	get lost(): number {
		return this.#lost;
	}

	/** Of the lines that are kept and of those that are lost the ones that go on no other: another width changes neither number. */
	get begun(): {lost: number; kept: number} {
		return {lost: this.#lostBegun, kept: this.#begun};
	}

	/** Bytes that the lines count for. */
	get size(): number {
		return this.#sealedBytes + (this.#blocks.at(-1)?.size ?? 0);
	}

	/** Keeps a row of a page. */
	push(page: Page, y: number): void {
		if (this.#limit === 0) {
			this.#lost++;
			this.#lostBegun += page.wrapped[page.order[y]!] === 0 ? 1 : 0;
			return;
		}

		const block = this.#open();
		block.push(page, y);
		this.#length++;
		if (block.isWrapped(block.count - 1)) {
			return;
		}

		this.#begun++;
		this.#trim();
	}

	/** An empty one without a limit, for lines that are then appended to this. */
	fresh(): History {
		return new History(Infinity, this.#places);
	}

	/** So many of the newest lines, and a few more such that no block is taken in part. */
	whole(count: number): number {
		const rest = this.#length - count;
		return rest <= 0 ? this.#length : Math.min(this.#length, count + this.#place(rest).line);
	}

	/** Whether a line goes on the one before. */
	isWrapped(number: number): boolean {
		const {block, line} = this.#place(number);
		return block.isWrapped(line);
	}

	/** The block that begins with a line, when all its lines are the same on a screen of so many columns, and it is worth to be taken over. */
	blockAt(number: number, cols: number): HistoryBlock | undefined {
		const {block, line} = this.#place(number);
		return line === 0 && block.isSealed && block.count >= leastBlock && block.isSameAt(cols) ? block : undefined;
	}

	/** Takes over a sealed block of another, whose lines are on a screen of so many columns from now on. */
	adopt(block: HistoryBlock, cols: number): void {
		this.#close();
		block.widen(cols);
		this.#add(block);
		this.#length += block.count;
		this.#begun += block.begun;
	}

	/** Takes over the lines of another, which is not to be used again. */
	append(other: History): void {
		if (other.#length === 0) {
			return;
		}

		this.#close();
		for (const block of other.#blocks) {
			this.#add(block);
		}

		this.#sealedBytes += other.#sealedBytes;
		this.#length += other.#length;
		this.#begun += other.#begun;
		this.#trim();
	}

	read(number: number, into: LineCells): void {
		const {block, line} = this.#place(number);
		block.read(line, into);
	}

	/** Takes the newest lines away. Whole blocks go as they are: they may be those of another history by now. */
	truncate(count: number): void {
		for (let left = Math.min(count, this.#length); left > 0;) {
			if (left === this.#length) {
				this.#length = 0;
				this.#begun = 0;
				this.clear();
				return;
			}

			const block = this.#blocks.at(-1)!;
			if (left >= block.count) {
				left -= block.count;
				this.#length -= block.count;
				this.#begun -= block.begun;
				this.#blocks.pop();
				this.#starts.pop();
				this.#sealedBytes -= this.#blocks.at(-1)!.size;
			} else {
				this.#begun -= block.isWrapped(block.count - 1) ? 0 : 1;
				block.pop();
				this.#length--;
				left--;
			}
		}
	}

	clear(): void {
		this.#lost += this.#length;
		this.#lostBegun += this.#begun;
		this.#blocks = [];
		this.#starts = [];
		this.#firstBlock = 0;
		this.#dropped = 0;
		this.#length = 0;
		this.#begun = 0;
		this.#sealedBytes = 0;
		this.#used = undefined;
	}

	/** Marks the styles in use. Of those that only the history uses the newest `room` are kept; older lines lose theirs. */
	markStyles(used: Uint8Array, room: number): void {
		let left = room;
		for (let index = this.#blocks.length - 1; index >= this.#firstBlock && left > 0; index--) {
			left = this.#blocks[index]!.markStyles(used, left);
		}
	}

	/** The style table was renumbered: `moved` has the new number of each old one. */
	moveStyles(moved: Uint32Array): void {
		for (let index = this.#firstBlock; index < this.#blocks.length; index++) {
			this.#blocks[index]!.moveStyles(moved);
		}
	}

	/** Takes the lines into less room, a block at each step. Lines may come and go between two of them. */
	* pack(codec: HistoryCodec): Generator<void> {
		this.#packing ??= new HistoryPacking(codec);
		this.#packing.close();
		for (const block of this.#blocks.slice(this.#firstBlock, -1)) {
			// It may have become the newest meanwhile, to which lines are added.
			if (block !== this.#blocks.at(-1) && block.pack(this.#packing)) {
				yield;
			}
		}
	}

	/** Where a line is; the one that comes next is behind all of the newest block. */
	#place(number: number): {block: HistoryBlock; line: number} {
		const first = this.#starts[this.#firstBlock]!;
		const at = first + this.#dropped + number;
		let high = this.#blocks.length - 1;
		// No block has more lines than this, and nearly all have as many.
		let low = Math.min(high, this.#firstBlock + Math.floor((at - first) / linesPerBlock));
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (this.#starts[low + 1]! > at) {
				break;
			}

			[low, high] = this.#starts[middle]! <= at ? [middle, high] : [low, middle - 1];
		}

		return {block: this.#blocks[low]!, line: at - this.#starts[low]!};
	}

	#add(block: HistoryBlock): void {
		const last = this.#blocks.length - 1;
		this.#starts.push(last < this.#firstBlock ? 0 : this.#starts[last]! + this.#blocks[last]!.count);
		this.#blocks.push(block);
	}

	/** No line comes into the newest block any more. Returns its room, if it had more than it needs. */
	#close(used?: HistoryBlock): Uint8Array<ArrayBuffer> | undefined {
		const last = this.#blocks.at(-1);
		if (last === undefined || this.#blocks.length === this.#firstBlock) {
			return undefined;
		}

		const room = last.seal(used);
		this.#sealedBytes += last.size;
		return room;
	}

	/** The block that takes the next line. */
	#open(): HistoryBlock {
		const last = this.#blocks.at(-1);
		if (last !== undefined && last.count < linesPerBlock && !last.isSealed && this.#blocks.length > this.#firstBlock) {
			return last;
		}

		const used = this.#used;
		this.#used = undefined;
		const room = this.#close(used);
		// Looked at once a block, as a block is little beside the limit.
		while (this.#sealedBytes > this.#byteLimit && this.#length > linesPerBlock) {
			this.#dropOldest();
		}

		const block = new HistoryBlock(room, this.#places, used);
		this.#add(block);
		return block;
	}

	#trim(): void {
		while (this.#begun > this.#limit || (this.#begun === this.#limit && this.#isOldestWrapped)) {
			this.#dropOldest();
		}
	}

	/** Whether the oldest goes on one that is gone. */
	get #isOldestWrapped(): boolean {
		return this.#length > 0 && this.#blocks[this.#firstBlock]!.isWrapped(this.#dropped);
	}

	#dropOldest(): void {
		this.#lostBegun += this.#isOldestWrapped ? 0 : 1;
		this.#begun -= this.#isOldestWrapped ? 0 : 1;
		this.#lost++;
		this.#length--;
		this.#dropped++;
		const first = this.#blocks[this.#firstBlock]!;
		if (this.#dropped < first.count) {
			return;
		}

		this.#sealedBytes -= this.#blocks.length - 1 > this.#firstBlock ? first.size : 0;
		this.#used = first;
		this.#blocks[this.#firstBlock] = gone;
		this.#firstBlock++;
		this.#dropped = 0;
		// Now and then, so that a full history does not move all of its blocks for each one that goes.
		if (!(this.#firstBlock > 64 && this.#firstBlock * 2 > this.#blocks.length)) {
			return;
		}

		this.#blocks.splice(0, this.#firstBlock);
		this.#starts.splice(0, this.#firstBlock);
		this.#firstBlock = 0;
	}
}
