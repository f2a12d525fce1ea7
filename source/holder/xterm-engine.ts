import {Emitter} from '../base/emitter.js';
import {collectStyles} from '../screen/collect-styles.js';
import type {EngineEvent, EngineLine, ScreenEngine} from '../screen/engine.js';
import type {Grid} from '../screen/grid.js';
import {StyleTable} from '../screen/style.js';
import {InputFilter} from './filter.js';
import {RowTracker} from './row-tracker.js';
import {CellReader} from './xterm-cells.js';
import {XtermCommands} from './xterm-commands.js';
import {coreOf, type XtermBuffer, type XtermCore} from './xterm-internals.js';
import {makeTerminal} from './xterm-terminal.js';
import {obeyTests} from './xterm-tested.js';

// A screen of random true colours has as many styles as cells; three such screens may pass before the table is cleaned.
const styleLimit = 30_000;

const mouseEncodings: Readonly<Record<string, 'sgr' | 'pixels'>> = {SGR: 'sgr', SGR_PIXELS: 'pixels'};
const mouseModes = {none: 'none', x10: 'press', vt200: 'click', drag: 'drag', any: 'any'} as const;

/** The engine behind which xterm stands, without a display, and before it the filter that keeps out what would harm it. */
export class XtermEngine implements ScreenEngine {
	readonly styles = new StyleTable();
	readonly bell = new Emitter<void>();
	readonly changed = new Emitter<void>();
	/** None: the filter keeps their commands out. */
	readonly events = new Emitter<EngineEvent>();
	readonly folder = '';
	readonly #terminal: ReturnType<typeof makeTerminal>;
	readonly #core: XtermCore;
	readonly #filter = new InputFilter(() => this.size);
	readonly #commands: XtermCommands;
	readonly #reader = new CellReader(this.styles, number => this.#commands.links.address(number));
	#tracker: RowTracker | undefined;
	#revision = 0;
	#outline = '';
	#titleRevision = 0;
	#trimmed = 0;

	/** `isTested`: see obeyTests. */
	constructor({size, historyLines, isTested = false}: {size: ScreenEngine['size']; historyLines: number; isTested?: boolean}) {
		this.#terminal = makeTerminal({size, historyLines});
		this.#core = coreOf(this.#terminal);
		this.#core.buffers.normal.lines.onTrim(count => {
			this.#trimmed += count;
		});
		this.#terminal.onBell(() => {
			this.bell.emit();
		});
		this.#commands = new XtermCommands(this.#terminal, {isTested});
		if (isTested) {
			obeyTests(this.#terminal, {replies: this.#commands.replies, events: this.events});
		}

		this.#commands.titled.on(() => {
			this.#titleRevision = this.#revision + 1;
			this.changed.emit();
		});
		this.#commands.reported.on(() => {
			this.changed.emit();
		});
	}

	get replies(): Emitter<Uint8Array> {
		return this.#commands.replies.sent;
	}

	get size(): ScreenEngine['size'] {
		return {cols: this.#terminal.cols, rows: this.#terminal.rows};
	}

	get title(): string {
		return this.#commands.title;
	}

	get program(): ScreenEngine['program'] {
		return this.#commands.reports.current;
	}

	get cursor(): ScreenEngine['cursor'] {
		const {isCursorHidden, decPrivateModes} = this.#core.coreService;
		const {x, y} = this.#buffer;
		// After the last column the cursor waits to wrap; it is shown on that column.
		return {x: Math.min(x, this.#terminal.cols - 1), y, visible: !isCursorHidden, shape: decPrivateModes.cursorStyle ?? 'own', blink: decPrivateModes.cursorBlink ?? false};
	}

	get modes(): ScreenEngine['modes'] {
		const {modes} = this.#terminal;
		return {
			applicationCursor: modes.applicationCursorKeysMode,
			applicationKeypad: modes.applicationKeypadMode,
			bracketedPaste: modes.bracketedPasteMode,
			focusEvents: modes.sendFocusMode,
			alternateScreen: this.#isAlternate,
			mouse: mouseModes[modes.mouseTrackingMode],
			mouseEncoding: mouseEncodings[this.#core.coreMouseService.activeEncoding] ?? 'bytes',
			// This engine answers that it knows neither protocol.
			kittyFlags: 0,
			modifyOtherKeys: 0,
		};
	}

	get holdsBack(): boolean {
		return this.#terminal.modes.synchronizedOutputMode;
	}

	/** It does not count them. */
	get frames(): number {
		return 0;
	}

	get historyLines(): number {
		return this.#buffer.ybase;
	}

	get lostLines(): number {
		return this.#trimmed;
	}

	get totalLines(): number {
		return this.#buffer.ybase + this.#terminal.rows;
	}

	get revision(): number {
		return this.#revision;
	}

	get grid(): Grid {
		return this.#tracked.grid;
	}

	write(bytes: Uint8Array): void {
		try {
			this.#core._inputHandler.parse(this.#filter.push(bytes));
		} catch {
			// A fault of the engine costs the rest of a chunk, and never the session.
			this.#core._inputHandler._parser.reset();
		}
	}

	writeSome(bytes: Uint8Array): number {
		this.write(bytes);
		return bytes.length;
	}

	resize(size: ScreenEngine['size']): void {
		this.#terminal.resize(size.cols, size.rows);
		this.#tracker = undefined;
	}

	/** This engine knows no mode 2031, and tells everybody that it is dark. */
	setScheme(): void {
		// Nothing to tell.
	}

	settle(): void {
		this.#commands.settle();
	}

	refresh(): number {
		const next = this.#revision + 1;
		const isNew = this.#tracker === undefined;
		const hasNewRows = this.#tracked.look(this.#buffer, next);
		const outline = JSON.stringify([this.cursor, this.modes, this.historyLines, this.lostLines, this.title]);
		if (isNew || hasNewRows || outline !== this.#outline) {
			this.#revision = next;
			this.#outline = outline;
		}

		if (this.styles.hasOutgrown(styleLimit)) {
			this.#reader.forget();
			collectStyles(this.styles, [this.grid]);
		}

		return this.#revision;
	}

	rowsChangedSince(revision: number): number[] {
		const {revisions} = this.#tracked;
		return Array.from({length: revisions.length}, (_, y) => y).filter(y => revision === 0 || revisions[y]! > revision);
	}

	titleChangedSince(revision: number): boolean {
		return revision === 0 || this.#titleRevision > revision;
	}

	line(number: number): EngineLine {
		const line = this.#buffer.lines.get(number);
		const columns: number[] = [];
		return {text: line?.translateToString(true, undefined, undefined, columns) ?? '', isWrapped: line?.isWrapped ?? false, columns};
	}

	readLine(number: number, grid: Grid, y: number): void {
		this.#reader.read(this.#buffer.lines.get(number), grid, y);
	}

	/** Its lines stay as they are. */
	pack(): [] {
		return [];
	}

	* walk(grid: Grid): Generator<void> {
		const {normal, alt} = this.#core.buffers;
		for (const {lines} of this.#isAlternate ? [normal, alt] : [normal]) {
			for (let number = 0; number < lines.length; number++) {
				this.#reader.read(lines.get(number), grid, 0);
				yield;
			}
		}
	}

	dispose(): void {
		this.#terminal.dispose();
	}

	get #buffer(): XtermBuffer {
		return this.#core.buffers.active;
	}

	get #isAlternate(): boolean {
		return this.#core.buffers.active === this.#core.buffers.alt;
	}

	/** Made at the first look, so that a session that nobody watches pays for none. */
	get #tracked(): RowTracker {
		this.#tracker ??= new RowTracker(this.size, {styles: this.styles, reader: this.#reader, revision: this.#revision + 1});
		return this.#tracker;
	}
}
