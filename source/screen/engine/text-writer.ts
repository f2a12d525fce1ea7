import type {Printer} from './printer.js';
import {readRendition} from './rendition-reader.js';
import {RowWriter} from './row-writer.js';
import type {Terminal} from './terminal.js';
import {lengthOf, readWhole} from './utf8.js';

const [escape, bracket] = [0x1B, 0x5B];
const [firstPrintable, printables] = [0x20, 0x5F];

/** Writes text at the cursor, row by row. What is out of the ordinary (insert mode, line drawing, the edges of a row) it leaves to the printer. */
export class TextWriter {
	readonly #terminal: Terminal;
	readonly #printer: Printer;
	readonly #rows: RowWriter;

	constructor(terminal: Terminal, printer: Printer) {
		this.#terminal = terminal;
		this.#printer = printer;
		this.#rows = new RowWriter(terminal, printer);
	}

	/**
	Writes what is printable from `from` on, and sets the looks that change within it; returns where it ends: at any other control, at
	what is no whole character, or at the end.
	*/
	write(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		const {charsets, modes} = terminal;
		if (!charsets.isPlain || modes.insert) {
			return this.#printer.letters(bytes, from);
		}

		const end = bytes.length;
		let index = this.#looks(bytes, from);
		while (index < end && !terminal.isTired) {
			const byte = bytes[index]!;
			if (byte < 0x80) {
				if ((byte - firstPrintable) >>> 0 >= printables) {
					break;
				}

				if (terminal.isPending) {
					this.#printer.wrap();
				}
			}

			// It may join what stands in the last column.
			let after = terminal.isPending ? index : this.#rows.write(bytes, index);
			if (after < end && bytes[after]! >= 0x80 && !(after > index && terminal.isPending)) {
				after = this.#one(bytes, after);
			}

			if (after === index) {
				break;
			}

			index = after;
		}

		return index;
	}

	/** Sets the looks that stand before text. */
	#looks(bytes: Uint8Array, from: number): number {
		const terminal = this.#terminal;
		let index = from;
		while (index + 2 < bytes.length && bytes[index] === escape && bytes[index + 1] === bracket) {
			const after = readRendition(terminal.pen, bytes, index + 2);
			if (after === 0) {
				break;
			}

			terminal.join = 0;
			index = after;
		}

		return index;
	}

	/** Has the printer write a character, when it lies whole in the bytes. */
	#one(bytes: Uint8Array, from: number): number {
		const codePoint = readWhole(bytes, from);
		if (codePoint === 0) {
			return from;
		}

		this.#printer.print(codePoint);
		return from + lengthOf(codePoint);
	}
}
