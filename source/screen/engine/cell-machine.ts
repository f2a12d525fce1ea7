import {Emitter} from '../../base/emitter.js';
import type {Size} from '../../protocol/holder.js';
import {ProgramReports} from '../program-state.js';
import {Replies} from '../replies.js';
import type {Style, StyleTable} from '../style.js';
import {History} from './history.js';
import type {Machine} from './machine.js';
import {Printer} from './printer.js';
import {ProgramColors} from './program-colors.js';
import {Terminal} from './terminal.js';
import {TitleStack} from './titles.js';

export type CellEngineOptions = {
	size: Size;
	/** Lines of history; 0 for none. */
	historyLines: number;
	/** Of the characters that old East Asian fonts drew in two cells; 1 unless given. */
	ambiguousWidth?: 1 | 2;
	/** Whether a test suite drives it, which must read the screen and choose its size. Never for programs. */
	isTested?: boolean;
};

/** All that commands work on, and what they say beside the cells. */
export class CellMachine implements Machine {
	readonly terminal: Terminal;
	readonly printer: Printer;
	readonly replies: Replies;
	readonly isTested: boolean;
	readonly styles: StyleTable;
	readonly reports = new ProgramReports();
	readonly bell = new Emitter<void>();
	readonly reported = new Emitter<void>();
	readonly titled = new Emitter<void>();
	readonly events: Machine['events'] = new Emitter();
	readonly colors = new ProgramColors();
	readonly titles = new TitleStack(() => {
		this.titled.emit();
	});

	scheme: Machine['scheme'] = 'dark';
	folder = '';
	readonly savedModes = new Map<number, boolean>();
	extent: Machine['extent'] = 0;

	constructor(styles: StyleTable, {size, historyLines, ambiguousWidth = 1, isTested = false}: CellEngineOptions) {
		this.isTested = isTested;
		this.replies = new Replies({isTested});
		this.styles = styles;
		this.terminal = new Terminal({size, history: new History(historyLines), styles, ambiguousWidth});
		this.printer = new Printer(this.terminal);
	}

	restyle(id: number, change: (style: Style) => Style): number {
		return this.styles.intern(change(this.styles.get(id)));
	}

	/** The command that worked has ended. */
	settle(): void {
		this.reports.settle();
		this.reported.emit();
	}

	reset(): void {
		this.terminal.reset();
		this.colors.reset();
		this.savedModes.clear();
		this.extent = 0;
	}
}
