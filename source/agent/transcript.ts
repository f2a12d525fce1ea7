import {stripVTControlCharacters} from 'node:util';
import {safeBlock, safeLine} from '../base/safe-text.js';
import type {Answer, Brief, Question} from '../protocol/exchange.js';

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
	#isMidLine = false;
	#shown = 0;
	#held: string[] = [];
	#hidden = 0;

	constructor(output: Output, environment: Record<string, string | undefined>) {
		this.#output = output;
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
		const safe = safeBlock(piece);
		if (safe === '') {
			return;
		}

		this.#output.write(safe);
		this.#isMidLine = !safe.endsWith('\n');
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
		this.#line(`${this.#tint(isGood ? 'good' : 'bad', isGood ? '✔' : '✗')} ${safeLine(words)}`);
	}

	/** Text handed in: a plan, a summary. */
	block(text: string): void {
		for (const line of safeBlock(text).trimEnd().split('\n')) {
			this.#line(`  ${line}`);
		}
	}

	note(words: string): void {
		this.#line(this.#tint('quiet', safeLine(words)));
	}

	waits(words: string): void {
		this.endText();
		this.#line(this.#tint('asks', `▲ ${safeLine(words)}`));
	}

	question(question: Question): void {
		this.waits(question.text);
		if (question.why !== '') {
			this.#line(`  ${safeLine(question.why)}`);
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

	/** Ends a line that the model left open. */
	endText(): void {
		if (!this.#isMidLine) {
			return;
		}

		this.#output.write('\n');
		this.#isMidLine = false;
	}

	#printedLine(line: string): void {
		const safe = safeBlock(stripVTControlCharacters(line));
		this.#line(safe.replace(/^(?<indent>\s*)(?<mark>[✔✖])/v, (_, indent: string, mark: string) => `${indent}${this.#tint(mark === '✔' ? 'good' : 'bad', mark)}`));
	}

	#line(text: string): void {
		this.endText();
		this.#output.write(`${text}\n`);
	}

	#tint(tint: Tint, text: string): string {
		const [on, off] = codes[tint];
		return this.#hasColour ? `\u{1B}[${on}m${text}\u{1B}[${off}m` : text;
	}
}
