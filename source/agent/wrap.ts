// Below this a word a line would be all that is left.
const narrowest = 20;

/** Breaks lines between words so that they fit; what a line begins with (spaces, a list's number or mark) hangs out. */
export function wrapBlock(text: string, {width, indent = ''}: {width: number; indent?: string}): string {
	return text.split('\n').map(line => wrapLine(`${indent}${line}`, Math.max(narrowest, width))).join('\n');
}

function wrapLine(line: string, width: number): string {
	const hang = /^\s*(?:(?:\d+[\).]|[*\-]) )?/v.exec(line)?.[0].length ?? 0;
	const rows: string[] = [];
	let row = '';
	for (const word of line.slice(hang).split(' ')) {
		if (row !== '' && hang + row.length + 1 + word.length > width) {
			rows.push(row);
			row = word;
		} else {
			row = row === '' ? word : `${row} ${word}`;
		}
	}

	const [first, ...others] = [...rows, row];
	return [`${line.slice(0, hang)}${first ?? ''}`, ...others.map(other => `${' '.repeat(hang)}${other}`)].join('\n');
}

/** Breaks text that arrives in pieces, a word at a time: a piece may end in the middle of one. */
export class Wrapper {
	readonly #width: () => number;
	#column = 0;
	/** Spaces that are written with the word after them: at the end of a full row they would begin the next. */
	#gap = '';
	#word = '';

	constructor(width: () => number) {
		this.#width = width;
	}

	/** What may be written now: whole words only. */
	push(piece: string): string {
		let out = '';
		for (const character of piece) {
			if (character === '\n') {
				out += `${this.#takeWord()}\n`;
				this.#gap = '';
				this.#column = 0;
			} else if (character === ' ') {
				out += this.#takeWord();
				this.#gap += ' ';
			} else {
				this.#word += character;
			}
		}

		return out;
	}

	/** The rest, and an end of line if one is missing. */
	end(): string {
		const rest = this.#takeWord();
		const out = `${rest}${this.#column > 0 ? '\n' : ''}`;
		this.#gap = '';
		this.#column = 0;
		return out;
	}

	#takeWord(): string {
		const [gap, word] = [this.#gap, this.#word];
		if (word === '') {
			return '';
		}

		const isTooLong = this.#column > 0 && this.#column + gap.length + word.length > Math.max(narrowest, this.#width());
		this.#column = (isTooLong ? 0 : this.#column + gap.length) + word.length;
		this.#gap = '';
		this.#word = '';
		return `${isTooLong ? '\n' : gap}${word}`;
	}
}
