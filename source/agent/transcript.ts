import {stripVTControlCharacters} from 'node:util';
import {safeBlock, safeLine} from '../base/safe-text.js';
import type {Answer, Brief, Question} from '../protocol/exchange.js';
import {wrapBlock, Wrapper} from './wrap.js';

/** Where a transcript is written. */
export type Output = {write: (text: string) => unknown; isTTY?: boolean; columns?: number};

type Tint = 'good' | 'bad' | 'asks' | 'quiet' | 'strong';

const codes: Record<Tint, [string, string]> = {good: ['32', '39'], bad: ['31', '39'], asks: ['33', '39'], quiet: ['2', '22'], strong: ['1', '22']};

// A command's first lines as they come and its last ones: what fits a pane, and holds a test runner's summary.
const headLines = 20;
const tailLines = 8;
const commandLines = 6;
const ruleWidth = 58;

/** The plain, readable record of what the agent does: what its pane shows. Nothing that is not ours reaches it unsafe. */
export class Transcript {
	readonly #output: Output;
	readonly #hasColour: boolean;
	readonly #words: Wrapper;
	#shown = 0;
	#held: string[] = [];
	#hidden = 0;

	constructor(output: Output, environment: Record<string, string | undefined>) {
		this.#output = output;
		this.#words = new Wrapper(() => this.#width);
		this.#hasColour = output.isTTY === true && (environment['NO_COLOR'] ?? '') === '';
	}

	header(brief: Brief): void {
		const pass = [`generation ${brief.generation}`, ...(brief.attempt === undefined ? [] : [`attempt ${brief.attempt}`])].join(', ');
		this.#line(`${this.#tint('strong', safeLine(brief.role))} · ${safeLine(brief.task)} · ${pass}`);
		this.#line(this.#tint('quiet', safeLine(brief.model)));
		if (brief.rehearsal) {
			this.#line(this.#tint('asks', 'REHEARSAL: the words come from a script, the work is real'));
		}

		this.#line(this.#tint('quiet', '─'.repeat(ruleWidth)));
	}

	/** A piece of the model's words, as it comes. */
	text(piece: string): void {
		const ready = this.#words.push(safeBlock(piece));
		if (ready !== '') {
			this.#output.write(ready);
		}
	}

	command(command: string): void {
		const lines = safeBlock(command).trimEnd().split('\n');
		this.endText();
		for (const [index, line] of lines.slice(0, commandLines).entries()) {
			this.#line(this.#tint('strong', `${index === 0 ? '>' : ' '} ${line}`));
		}

		if (lines.length > commandLines) {
			this.#line(this.#tint('quiet', `  … ${lines.length - commandLines} more lines`));
		}

		this.#shown = 0;
		this.#hidden = 0;
		this.#held = [];
	}

	/** A line that the running command printed: the first are shown at once, of the rest the last. */
	printed(line: string): void {
		if (this.#shown < headLines) {
			this.#shown++;
			this.#printedLine(line);
			return;
		}

		this.#held.push(line);
		if (!(this.#held.length > tailLines)) {
			return;
		}

		this.#held.shift();
		this.#hidden++;
	}

	commandEnded({isGood, words}: {isGood: boolean; words: string}): void {
		if (this.#hidden > 0) {
			this.#line(this.#tint('quiet', `… ${this.#hidden} more lines`));
		}

		for (const line of this.#held) {
			this.#printedLine(line);
		}

		this.#held = [];
		if (!isGood) {
			this.#line(this.#tint('bad', `✗ ${words}`));
		}
	}

	/** One thing done, in a line: a file written, a result handed in. */
	did(words: string, isGood = true): void {
		this.endText();
		this.#line(`${this.#tint(isGood ? 'good' : 'bad', isGood ? '✔' : '✗')} ${this.#hung(words)}`);
	}

	/** Text handed in: a plan, a summary. */
	block(text: string): void {
		this.#line(wrapBlock(safeBlock(text).trimEnd(), {width: this.#width, indent: '  '}));
	}

	note(words: string): void {
		this.#line(this.#tint('quiet', safeLine(words)));
	}

	waits(words: string): void {
		this.endText();
		this.#line(this.#tint('asks', `▲ ${this.#hung(words)}`));
	}

	question(question: Question): void {
		this.waits(question.text);
		if (question.why !== '') {
			this.#line(`  ${this.#hung(question.why)}`);
		}

		for (const choice of question.choices) {
			this.#line(`  - ${safeLine(choice)}`);
		}

		this.#line(`  recommended: ${safeLine(question.recommended)}`);
	}

	answer(answer: Answer): void {
		this.did(`${answer.by === '' ? 'answered' : answer.by}: ${answer.text}`);
	}

	person(line: string): void {
		this.#line(this.#tint('strong', `person: ${safeLine(line)}`));
	}

	footer({steps, input, output}: {steps: number; input: number; output: number}): void {
		this.#line(this.#tint('quiet', '─'.repeat(ruleWidth)));
		const count = (value: number) => value.toLocaleString('en-US');
		this.#line(this.#tint('quiet', `${steps} ${steps === 1 ? 'step' : 'steps'} · ${count(input)} tokens in, ${count(output)} out`));
	}

	/** Writes what is left of the model's words, and ends the line. */
	endText(): void {
		const rest = this.#words.end();
		if (rest !== '') {
			this.#output.write(rest);
		}
	}

	// Asked each time, as a pane may be resized. What is no terminal is not wrapped.
	get #width(): number {
		return this.#output.isTTY === true ? this.#output.columns ?? 80 : Infinity;
	}

	#printedLine(line: string): void {
		const safe = safeBlock(stripVTControlCharacters(line));
		this.#line(safe.replace(/^(?<indent>\s*)(?<mark>[✔✖])/v, (_, indent: string, mark: string) => `${indent}${this.#tint(mark === '✔' ? 'good' : 'bad', mark)}`));
	}

	#line(text: string): void {
		this.endText();
		this.#output.write(`${text}\n`);
	}

	// After a mark of two columns.
	#hung(words: string): string {
		return wrapBlock(safeLine(words), {width: this.#width, indent: '  '}).trimStart();
	}

	#tint(tint: Tint, text: string): string {
		const [on, off] = codes[tint];
		return this.#hasColour ? `\u{1B}[${on}m${text}\u{1B}[${off}m` : text;
	}
}
