import {answerDevice, reportScheme, reportSize} from './answers.js';
import {execute} from './controls.js';
import {escape} from './escapes.js';
import type {Machine} from './machine.js';
import {operate} from './operating-commands.js';
import type {Parameters} from './parameters.js';
import type {Performer} from './performer.js';
import type {Printer} from './printer.js';
import {carryOut} from './sequences.js';
import type {Terminal} from './terminal.js';
import {TextWriter} from './text-writer.js';

// Text is decoded, checked and perhaps answered: some microseconds, and nanoseconds a byte.
const [commandCost, byteCost] = [10_000, 20];

/** Carries out what the parser finds. */
export class CommandPerformer implements Performer {
	readonly #machine: Machine;
	readonly #terminal: Terminal;
	readonly #printer: Printer;
	readonly #writer: TextWriter;

	constructor(machine: Machine) {
		this.#machine = machine;
		this.#terminal = machine.terminal;
		this.#printer = machine.printer;
		this.#writer = new TextWriter(machine.terminal, machine.printer);
	}

	get isTired(): boolean {
		return this.#terminal.isTired;
	}

	text(bytes: Uint8Array, from: number): number {
		return this.#writer.write(bytes, from);
	}

	print(codePoint: number): void {
		this.#printer.print(codePoint);
	}

	execute(byte: number): void {
		execute(this.#machine, byte);
	}

	escape(intermediates: number, final: number): void {
		escape(this.#machine, intermediates, final);
	}

	sequence(final: number, parameters: Parameters): void {
		carryOut(this.#machine, final, parameters);
	}

	command(bytes: Uint8Array): void {
		this.#terminal.tire(commandCost + (bytes.length * byteCost));
		operate(this.#machine, bytes);
	}

	/** What text stands on may be something else: whoever asked to be told is. */
	shownOn(scheme: Machine['scheme']): void {
		if (scheme === this.#machine.scheme) {
			return;
		}

		this.#machine.scheme = scheme;
		if (this.#terminal.modes.themeReports) {
			reportScheme(this.#machine);
		}
	}

	/** The terminal has another size: whoever asked to be told is. */
	resized(): void {
		if (this.#terminal.modes.sizeReports) {
			reportSize(this.#machine);
		}
	}

	device(bytes: Uint8Array): void {
		this.#terminal.join = 0;
		this.#terminal.tire(commandCost);
		answerDevice(this.#machine, bytes);
	}
}
