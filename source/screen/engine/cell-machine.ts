import {Emitter} from '../../base/emitter.js';
import type {EngineEvent} from '../engine.js';
import {Links} from '../links.js';
import {ProgramReports} from '../program-state.js';
import {Replies} from '../replies.js';
import type {Style, StyleTable} from '../style.js';
import {answerDevice, sizeReport} from './answers.js';
import {execute} from './controls.js';
import {escape} from './escapes.js';
import type {Machine} from './machine.js';
import {operate} from './operating-commands.js';
import type {Parameters} from './parameters.js';
import {Parser, type Performer} from './parser.js';
import {Printer} from './printer.js';
import {carryOut} from './sequences.js';
import type {Terminal} from './terminal.js';
import {TitleStack} from './titles.js';

// Text is decoded, checked and perhaps answered: some microseconds.
const commandCost = 10_000;

/** Carries out what the parser finds. */
export class CellMachine implements Machine, Performer {
	readonly terminal: Terminal;
	readonly printer: Printer;
	readonly replies = new Replies();
	readonly links: Links;
	readonly styles: StyleTable;
	readonly reports = new ProgramReports();
	readonly bell = new Emitter<void>();
	readonly reported = new Emitter<void>();
	readonly titled = new Emitter<void>();
	readonly events = new Emitter<EngineEvent>();
	readonly titles = new TitleStack(() => {
		this.titled.emit();
	});

	readonly parser = new Parser(this);
	folder = '';
	isRectangular = false;

	constructor({terminal, links, styles}: {terminal: Terminal; links: Links; styles: StyleTable}) {
		this.terminal = terminal;
		this.printer = new Printer(terminal);
		this.links = links;
		this.styles = styles;
	}

	get isTired(): boolean {
		return this.terminal.isTired;
	}

	ascii(bytes: Uint8Array, from: number, end: number): number {
		return this.printer.ascii(bytes, from, end);
	}

	print(codePoint: number): void {
		this.printer.print(codePoint);
	}

	execute(byte: number): void {
		execute(this, byte);
	}

	escape(intermediates: number, final: number): void {
		escape(this, intermediates, final);
	}

	sequence(final: number, parameters: Parameters): void {
		carryOut(this, final, parameters);
	}

	command(bytes: Uint8Array): void {
		this.terminal.tire(commandCost + (bytes.length * 20));
		operate(this, bytes);
	}

	device(bytes: Uint8Array): void {
		this.terminal.join = 0;
		this.terminal.tire(commandCost);
		answerDevice(this, bytes);
	}

	restyle(id: number, change: (style: Style) => Style): number {
		return this.styles.intern(change(this.styles.get(id)));
	}

	reportSize(): void {
		this.replies.send(sizeReport(this));
	}

	/** The command that worked has ended. */
	settle(): void {
		this.reports.settle();
		this.reported.emit();
	}

	reset(): void {
		this.terminal.reset();
		this.isRectangular = false;
	}
}
