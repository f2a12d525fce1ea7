import type {Emitter} from '../../base/emitter.js';
import type {Scheme} from '../../protocol/holder.js';
import type {Style, StyleTable} from '../style.js';
import type {ProgramReports} from '../program-state.js';
import type {Replies} from '../replies.js';
import type {EngineEvent} from '../engine.js';
import type {Parameters} from './parameters.js';
import type {Printer} from './printer.js';
import type {ProgramColors} from './program-colors.js';
import type {Terminal} from './terminal.js';

/** All that a command may touch. */
export type Machine = {
	readonly terminal: Terminal;
	readonly printer: Printer;
	readonly replies: Replies;
	readonly styles: StyleTable;
	readonly reports: ProgramReports;
	readonly bell: Emitter<void>;
	/** The program's state is another. */
	readonly reported: Emitter<void>;
	readonly events: Emitter<EngineEvent>;
	readonly titles: Titles;
	/** OSC 4, 10 and 11 */
	readonly colors: ProgramColors;
	/** What text stands on. */
	scheme: Scheme;
	/** OSC 7 */
	folder: string;
	/** DECSACE: DECCARA and DECRARA mean a rectangle (2), or the cells from its first to its last (0, 1). */
	extent: 0 | 1 | 2;
	/** XTSAVE: private modes by number, as they were. */
	readonly savedModes: Map<number, boolean>;
	/** Whether checksums are told, and sizes taken. */
	readonly isTested: boolean;
	/** The number of a style as it is changed. */
	restyle(id: number, change: (style: Style) => Style): number;
	/** RIS */
	reset(): void;
};

export type Titles = {
	readonly current: string;
	set(title: string): void;
	push(): void;
	pop(): void;
};

/** What a control sequence does. */
export type Command = (machine: Machine, parameters: Parameters) => void;

/** Control sequences with their final byte. */
export type Commands = ReadonlyArray<readonly [final: string, command: Command]>;
