import type {Size} from '../../../source/screen/grid.js';
import {graphemeWidth} from '../../../source/screen/width.js';

type Cell = {text: string; look: Look; width: 0 | 1 | 2};
/** In the words of `gridCells`: eight attributes and two colours. */
type Look = {bits: string[]; fore: string; back: string};

const plain: Look = {bits: Array.from({length: 8}, () => '.'), fore: '-', back: '-'};

/**
A terminal that does what the standards say of the few sequences that the compositor writes, left and right margins too, and refuses
all others. It is synchronous, so that its cells can be looked at after each byte.
*/
export class ModelTerminal {
	readonly cells: Cell[];
	x = 0;
	y = 0;
	isHeldBack = false;
	cursorSeen = false;
	readonly #size: Size;
	#look: Look = plain;
	#region: {top: number; bottom: number; left: number; right: number};
	#last = ' ';

	constructor(size: Size) {
		this.#size = size;
		this.cells = Array.from({length: size.cols * size.rows}, () => ({text: ' ', look: plain, width: 1}));
		this.#region = {top: 0, bottom: size.rows - 1, left: 0, right: size.cols - 1};
	}

	/** Tells `seen` after each sequence and each character that can be seen. */
	write(bytes: string, seen: () => void = () => {}): void {
		for (const match of bytes.matchAll(/\u{1B}\[(?<parameters>[\u{20}-\u{3F}]*)(?<final>[\u{40}-\u{7E}])|[^\u{1B}]/gv)) {
			const {parameters, final} = match.groups!;
			if (final === undefined) {
				this.#print(match[0]);
			} else {
				this.#obey(parameters!, final);
			}

			if (!this.isHeldBack) {
				seen();
			}
		}
	}

	texts(): string[] {
		return this.cells.map(({text}) => text);
	}

	/** As `gridCells` writes them. */
	looks(): string[] {
		return this.cells.map(({text, look}) => [text, look.bits.join(''), look.fore, look.back].join(' '));
	}

	#print(character: string): void {
		switch (character) {
			case '\r': {
				this.x = this.x >= this.#region.left ? this.#region.left : 0;
				return;
			}

			case '\b': {
				this.x = Math.max(this.x >= this.#region.left ? this.#region.left : 0, this.x - 1);
				return;
			}

			case '\v': {
				this.#down();
				return;
			}

			default: {
				this.#put(character);
			}
		}
	}

	#down(): void {
		const {bottom, left, right} = this.#region;
		if (this.y === bottom) {
			if (this.x >= left && this.x <= right) {
				this.#scroll(1);
			}
		} else {
			this.y = Math.min(this.#size.rows - 1, this.y + 1);
		}
	}

	#put(character: string): void {
		const width = graphemeWidth(character);
		if (width === 0) {
			return;
		}

		const edge = this.x <= this.#region.right ? this.#region.right : this.#size.cols - 1;
		const at = this.x + width - 1 > edge ? edge - width + 1 : this.x;
		this.#set(at, {text: character, look: this.#look, width});
		if (width === 2) {
			this.#set(at + 1, {text: '', look: this.#look, width: 0});
		}

		this.#last = character;
		// No wrapping: the last column is written over.
		this.x = Math.min(edge, at + width);
	}

	#set(x: number, cell: Cell): void {
		const index = (this.y * this.#size.cols) + x;
		const before = this.cells[index]!;
		if (before.width === 2 && cell.width !== 2) {
			this.cells[index + 1] = {...this.cells[index + 1]!, text: ' ', width: 1};
		} else if (before.width === 0 && cell.width !== 0) {
			this.cells[index - 1] = {...this.cells[index - 1]!, text: ' ', width: 1};
		}

		this.cells[index] = cell;
	}

	#obey(parameters: string, final: string): void {
		const numbers = parameters.split(';').map(Number);
		const count = Math.max(1, numbers[0]!);
		const {cols, rows} = this.#size;
		const {top, bottom, left, right} = this.#region;
		switch (final) {
			case 'H': {
				this.y = Math.min(rows, count) - 1;
				this.x = Math.min(cols, Math.max(1, numbers[1] ?? 1)) - 1;
				break;
			}

			case 'G': {
				this.x = count - 1;
				break;
			}

			case 'C': {
				this.x = Math.min(this.x <= right ? right : cols - 1, this.x + count);
				break;
			}

			case 'D': {
				this.x = Math.max(this.x >= left ? left : 0, this.x - count);
				break;
			}

			case 'X': {
				this.#erase(this.x, Math.min(cols, this.x + count));
				break;
			}

			case 'K': {
				this.#erase(this.x, cols);
				break;
			}

			case 'b': {
				for (let times = 0; times < count; times++) {
					this.#put(this.#last);
				}

				break;
			}

			case 'S': {
				this.#scroll(count);
				break;
			}

			case 'T': {
				this.#scroll(-count);
				break;
			}

			case 'r': {
				this.#region = {left, right, top: Math.max(1, numbers[0]!) - 1, bottom: (numbers[1] ?? rows) - 1};
				this.x = 0;
				this.y = 0;
				break;
			}

			case 's': {
				this.#region = {top, bottom, left: Math.max(1, numbers[0]!) - 1, right: (numbers[1] ?? cols) - 1};
				this.x = 0;
				this.y = 0;
				break;
			}

			case 'm': {
				this.#dress(parameters);
				break;
			}

			case 'q': {
				break;
			}

			case 'h':
			case 'l': {
				this.#switch(parameters, final === 'h');
				break;
			}

			default: {
				throw new Error(`No terminal needs to know CSI ${parameters} ${final}.`);
			}
		}
	}

	#switch(mode: string, isOn: boolean): void {
		if (mode === '?2026') {
			this.isHeldBack = isOn;
		} else if (mode === '?25') {
			this.cursorSeen = isOn;
		} else {
			throw new Error(`The compositor switches mode ${mode}.`);
		}
	}

	#erase(from: number, to: number): void {
		for (let {x} = {x: from}; x < to; x++) {
			this.#set(x, {text: ' ', look: {...plain, back: this.#look.back}, width: 1});
		}
	}

	#scroll(by: number): void {
		const {top, bottom, left, right} = this.#region;
		const before = [...this.cells];
		for (let y = top; y <= bottom; y++) {
			for (let x = left; x <= right; x++) {
				const from = y + by;
				this.cells[(y * this.#size.cols) + x] = from >= top && from <= bottom ? before[(from * this.#size.cols) + x]! : {text: ' ', look: {...plain, back: this.#look.back}, width: 1};
			}
		}
	}

	#dress(parameters: string): void {
		const codes = parameters.split(';');
		for (let index = 0; index < codes.length; index++) {
			const code = codes[index]!;
			const isExtended = ['38', '48', '58'].includes(code);
			if (isExtended) {
				const isRgb = codes[index + 1] === '2';
				const values = codes.slice(index + 2, index + (isRgb ? 5 : 3)).map(Number);
				this.#colour(code, isRgb ? `#${(values[0]! << 16) + (values[1]! << 8) + values[2]!}` : String(values[0]));
				index += isRgb ? 4 : 2;
			} else {
				this.#attribute(Number(code.split(':', 1)[0]), code);
			}
		}
	}

	#colour(code: string, colour: string): void {
		if (code !== '58') {
			this.#look = code === '38' ? {...this.#look, fore: colour} : {...this.#look, back: colour};
		}
	}

	#attribute(code: number, text: string): void {
		const on = [1, 2, 3, 7, 8, 9, 53, 4].indexOf(code);
		const off = offBits[code];
		if (code === 0) {
			this.#look = plain;
		} else if (on !== -1) {
			this.#look = {...this.#look, bits: this.#look.bits.with(on, text === '4:0' ? '.' : 'x')};
		} else if (off !== undefined) {
			this.#look = {...this.#look, bits: this.#look.bits.map((bit, index) => off.includes(index) ? '.' : bit)};
		} else if (code !== 59) {
			const back = (code >= 40 && code < 50) || code >= 100;
			const index = code % 10 === 9 ? '-' : String((code % 10) + (code >= 90 ? 8 : 0));
			this.#colour(back ? '48' : '38', index);
		}
	}
}

const offBits: Readonly<Record<number, number[]>> = {22: [0, 1], 23: [2], 24: [7], 27: [3], 28: [4], 29: [5], 55: [6]};
