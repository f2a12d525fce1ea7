import {Emitter} from '../../base/emitter.js';
import type {EngineEvent, EngineLine, HistoryCodec, ScreenEngine} from '../engine.js';
import type {Grid} from '../grid.js';
import {StyleTable} from '../style.js';
import {CellMachine, type CellEngineOptions} from './cell-machine.js';
import {CommandPerformer} from './command-performer.js';
import {EngineLines} from './engine-lines.js';
import {Parser} from './parser.js';
import {resize} from './resize.js';
import {RowWatch} from './row-watch.js';
import {StyleCollection} from './style-collection.js';
import type {Terminal} from './terminal.js';

/** By the number of the mode. */
const mouseEncodings: Readonly<Record<number, ScreenEngine['modes']['mouseEncoding']>> = {1005: 'utf8', 1006: 'sgr', 1015: 'urxvt', 1016: 'pixels'};

export type {CellEngineOptions} from './cell-machine.js';

/** The engine of our own: a synchronous parser over typed arrays. Takes any bytes; nothing needs to be filtered before it. */
export class CellEngine implements ScreenEngine {
	readonly styles = new StyleTable();
	readonly changed = new Emitter<void>();
	/** Chunks of which the rest was lost because of a fault of ours. There should be none. */
	faults = 0;
	readonly #terminal: Terminal;
	readonly #machine: CellMachine;
	readonly #performer: CommandPerformer;
	readonly #parser: Parser;
	readonly #lines: EngineLines;
	readonly #collection: StyleCollection;
	#watch: RowWatch | undefined;
	#revision = 0;
	#outline = '';
	#titleRevision = 0;

	constructor(options: CellEngineOptions) {
		this.#machine = new CellMachine(this.styles, options);
		this.#terminal = this.#machine.terminal;
		this.#performer = new CommandPerformer(this.#machine);
		this.#parser = new Parser(this.#performer);
		this.#lines = new EngineLines(this.#machine);
		this.#collection = new StyleCollection(this.styles, this.#terminal);
		this.#machine.titled.on(() => {
			this.#titleRevision = this.#revision + 1;
			this.changed.emit();
		});
		this.#machine.reported.on(() => {
			this.changed.emit();
		});
	}

	get replies(): Emitter<Uint8Array> {
		return this.#machine.replies.sent;
	}

	get bell(): Emitter<void> {
		return this.#machine.bell;
	}

	get events(): Emitter<EngineEvent> {
		return this.#machine.events;
	}

	get size(): ScreenEngine['size'] {
		return {cols: this.#terminal.cols, rows: this.#terminal.rows};
	}

	get title(): string {
		return this.#machine.titles.current;
	}

	get folder(): string {
		return this.#machine.folder;
	}

	get program(): ScreenEngine['program'] {
		return this.#machine.reports.current;
	}

	get cursor(): ScreenEngine['cursor'] {
		const {x, y, modes} = this.#terminal;
		const {cursor: color} = this.#machine.colors;
		return {x, y, visible: modes.cursorVisible, shape: modes.cursorShape, blink: modes.cursorBlink, ...(color === undefined ? {} : {color})};
	}

	get modes(): ScreenEngine['modes'] {
		const {applicationCursor, applicationKeypad, bracketedPaste, focusEvents, mouse, mouseEncoding, modifyOtherKeys, alternateScroll} = this.#terminal.modes;
		return {
			applicationCursor,
			applicationKeypad,
			bracketedPaste,
			focusEvents,
			alternateScreen: this.#isAlternate,
			mouse,
			mouseEncoding: mouseEncodings[mouseEncoding] ?? 'bytes',
			kittyFlags: this.#terminal.sheet.keyboard.current,
			modifyOtherKeys,
			...(alternateScroll ? {} : {alternateScroll}),
		};
	}

	get holdsBack(): boolean {
		return this.#terminal.modes.synchronized;
	}

	get frames(): number {
		return this.#terminal.modes.frames;
	}

	get historyLines(): number {
		return this.#isAlternate ? 0 : this.#terminal.history.length;
	}

	get lostLines(): number {
		return this.#terminal.history.lost;
	}

	get begunLines(): ScreenEngine['begunLines'] {
		const {history, cleared} = this.#terminal;
		return {...history.begun, cleared};
	}

	get totalLines(): number {
		return this.historyLines + this.#terminal.rows;
	}

	get revision(): number {
		return this.#revision;
	}

	get grid(): Grid {
		return this.#watched.grid;
	}

	write(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length;) {
			at += this.writeSome(bytes.subarray(at));
		}
	}

	writeSome(bytes: Uint8Array): number {
		let taken = bytes.length;
		this.#terminal.rest();
		try {
			taken = this.#parser.write(bytes);
		} catch {
			// A fault of ours costs the rest of a chunk, and never the session.
			this.faults++;
			this.#parser.reset();
		}

		if (this.#collection.isDue) {
			this.#collection.collect(this.#watch?.grid);
			this.#lines.tint.forget();
		}

		return taken;
	}

	resize(size: ScreenEngine['size']): void {
		resize(this.#terminal, size);
		this.#watch = undefined;
		this.#performer.resized();
	}

	setScheme(scheme: Parameters<ScreenEngine['setScheme']>[0]): void {
		this.#performer.shownOn(scheme);
	}

	settle(): void {
		this.#machine.settle();
	}

	refresh(): number {
		const next = this.#revision + 1;
		const isNew = this.#watch === undefined;
		const hasNewRows = this.#watched.look(this.#terminal.sheet.page, next);
		const outline = JSON.stringify([this.cursor, this.modes, this.historyLines, this.lostLines, this.title]);
		if (isNew || hasNewRows || outline !== this.#outline) {
			this.#revision = next;
			this.#outline = outline;
		}

		return this.#revision;
	}

	rowsChangedSince(revision: number): number[] {
		const {revisions} = this.#watched;
		return Array.from({length: revisions.length}, (_, y) => y).filter(y => revision === 0 || revisions[y]! > revision);
	}

	titleChangedSince(revision: number): boolean {
		return revision === 0 || this.#titleRevision > revision;
	}

	line(number: number): EngineLine {
		return this.#lines.text(number, {history: this.historyLines});
	}

	readLine(number: number, grid: Grid, y: number): void {
		this.#lines.copy(number - this.historyLines, grid, y);
	}

	walk(grid: Grid): Generator<void> {
		return this.#lines.walk(grid);
	}

	pack(codec: HistoryCodec): Generator<void> {
		return this.#terminal.history.pack(codec);
	}

	dispose(): void {
		this.#terminal.history.clear();
	}

	get #isAlternate(): boolean {
		return this.#terminal.sheet === this.#terminal.alternate;
	}

	/** Made at the first look, so that a session that nobody watches pays for none. */
	get #watched(): RowWatch {
		this.#watch ??= new RowWatch(this.size, {styles: this.styles, tint: this.#lines.tint, revision: this.#revision + 1});
		return this.#watch;
	}
}
