import {reportSize} from './answers.js';
import type {Command, Machine} from './machine.js';
import type {Modes} from './modes.js';
import type {Terminal} from './terminal.js';
import {askForSize} from './window-operations.js';

type ModeAccess = {
	isSet(terminal: Terminal): boolean;
	set(machine: Machine, wanted: boolean): void;
};

type Flag = {[Name in keyof Modes]: Modes[Name] extends boolean ? Name : never}[keyof Modes];

const flag = (name: Flag): ModeAccess => ({
	isSet: ({modes}) => modes[name],
	set({terminal}, wanted) {
		terminal.modes[name] = wanted;
	},
});

const mouse = (kind: Modes['mouse']): ModeAccess => ({
	isSet: ({modes}) => modes.mouse === kind,
	set({terminal}, wanted) {
		terminal.modes.mouse = wanted ? kind : 'none';
	},
});

const encoding = (number: number): ModeAccess => ({
	isSet: ({modes}) => modes.mouseEncoding === number,
	set({terminal}, wanted) {
		terminal.modes.mouseEncoding = wanted ? number : 0;
	},
});

const origin: ModeAccess = {
	isSet: ({modes}) => modes.origin,
	set({terminal}, wanted) {
		terminal.modes.origin = wanted;
		terminal.address(0, 0);
	},
};

const margins: ModeAccess = {
	isSet: ({modes}) => modes.margins,
	set({terminal}, wanted) {
		terminal.modes.margins = wanted;
		terminal.sheet.left = 0;
		terminal.sheet.right = terminal.cols - 1;
	},
};

// More nanoseconds than any turn has.
const wholeTurn = 1e9;

const synchronized: ModeAccess = {
	isSet: ({modes}) => modes.synchronized,
	set({terminal}, wanted) {
		if (terminal.modes.synchronized && !wanted) {
			terminal.modes.frames++;
			// It may be shown before anything of the next one is drawn.
			terminal.tire(wholeTurn);
		}

		terminal.modes.synchronized = wanted;
	},
};

const reversed: ModeAccess = {
	isSet: ({modes}) => modes.reversed,
	set({terminal, colors}, wanted) {
		terminal.modes.reversed = wanted;
		colors.setReversed(wanted);
	},
};

/** 47 leaves the alternate screen as it was, 1047 and 1049 begin an empty one. */
const alternate = ({saves = false, clears = true}: {saves?: boolean; clears?: boolean}): ModeAccess => ({
	isSet: terminal => terminal.sheet === terminal.alternate,
	set({terminal}, wanted) {
		if (wanted && saves) {
			terminal.save();
		}

		terminal.show(wanted ? terminal.alternate : terminal.primary, {clears});
		if (!wanted && saves) {
			terminal.restore();
		}
	},
});

const savedCursor: ModeAccess = {
	isSet: ({sheet}) => sheet.saved !== undefined,
	set({terminal}, wanted) {
		if (wanted) {
			terminal.save();
		} else {
			terminal.restore();
		}
	},
};

/** 3 (DECCOLM), where 40 allows it. The pane stays as wide as it is; only a test suite gets its 132 columns. */
const columns: ModeAccess = {
	isSet: ({modes}) => modes.wideColumns,
	set(machine, wanted) {
		const {terminal} = machine;
		const {modes} = terminal;
		if (!modes.allowsColumns) {
			return;
		}

		modes.wideColumns = wanted;
		modes.margins = false;
		askForSize(machine, {cols: wanted ? 132 : 80, rows: 0});
		terminal.sheet.resetMargins();
		if (!modes.keepsText || modes.level < 5) {
			terminal.clear();
		}

		terminal.address(0, 0);
	},
};

const blink: ModeAccess = {
	isSet: ({modes}) => modes.cursorBlink,
	set({terminal}, wanted) {
		terminal.modes.cursorBlink = wanted;
	},
};

/** 2048: whoever turns it on is told the size at once. */
const sizeReports: ModeAccess = {
	isSet: ({modes}) => modes.sizeReports,
	set(machine, wanted) {
		machine.terminal.modes.sizeReports = wanted;
		if (wanted) {
			reportSize(machine);
		}
	},
};

/** `CSI ? number h`, by number. */
export const privateModes: ReadonlyMap<number, ModeAccess> = new Map([
	[1, flag('applicationCursor')],
	[3, columns],
	[5, reversed],
	[6, origin],
	[7, flag('autowrap')],
	[9, mouse('press')],
	[12, blink],
	[25, flag('cursorVisible')],
	[40, flag('allowsColumns')],
	[41, flag('wrapsTabs')],
	[45, flag('reverseWrap')],
	[47, alternate({clears: false})],
	[66, flag('applicationKeypad')],
	[69, margins],
	[95, flag('keepsText')],
	[1000, mouse('click')],
	[1002, mouse('drag')],
	[1003, mouse('any')],
	[1004, flag('focusEvents')],
	[1005, encoding(1005)],
	[1006, encoding(1006)],
	[1007, flag('alternateScroll')],
	[1015, encoding(1015)],
	[1016, encoding(1016)],
	[1045, flag('reverseWrapAround')],
	[1047, alternate({})],
	[1048, savedCursor],
	[1049, alternate({saves: true})],
	[2004, flag('bracketedPaste')],
	[2026, synchronized],
	[2027, flag('graphemes')],
	[2031, flag('themeReports')],
	[2048, sizeReports],
]);

/** `CSI number h`, by number. */
export const ansiModes: ReadonlyMap<number, ModeAccess> = new Map([
	[4, flag('insert')],
	[20, flag('newLine')],
]);

/** Modes of the standards that nobody can set here, and how they are: 3 for set, 4 for reset. */
const fixedAnsiModes: ReadonlyMap<number, number> = new Map([...[1, 2, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19].map(mode => [mode, 4] as const), [12, 3]]);
/** Smooth scrolling, printing and its extent, a cursor that moves the page. */
const fixedPrivateModes: ReadonlyMap<number, number> = new Map([4, 18, 19, 60].map(mode => [mode, 4] as const));

/** SM and RM. */
export const change = (modes: ReadonlyMap<number, ModeAccess>, wanted: boolean): Command => (machine, parameters) => {
	for (let index = 0; index < parameters.count; index++) {
		modes.get(parameters.get(index))?.set(machine, wanted);
	}
};

/** DECRQM: 1 set, 2 reset, 3 and 4 the same for good, 0 not known; the number comes back, of four digits at the most. */
export const request = (modes: ReadonlyMap<number, ModeAccess>, prefix: '?' | ''): Command => ({terminal, replies}, parameters) => {
	if (terminal.modes.level < 3) {
		return;
	}

	const number = parameters.get(0);
	const mode = modes.get(number);
	const fixed = (prefix === '' ? fixedAnsiModes : fixedPrivateModes).get(number) ?? 0;
	const state = mode === undefined ? fixed : (mode.isSet(terminal) ? 1 : 2);
	replies.send(`\u{1B}[${prefix}${number};${state}$y`);
};

/** XTSAVE: keeps how modes are, for XTRESTORE. */
export const saveModes: Command = ({terminal, savedModes}, parameters) => {
	for (let index = 0; index < parameters.count; index++) {
		const number = parameters.get(index);
		const mode = privateModes.get(number);
		if (mode !== undefined) {
			savedModes.set(number, mode.isSet(terminal));
		}
	}
};

/** XTRESTORE */
export const restoreModes: Command = (machine, parameters) => {
	for (let index = 0; index < parameters.count; index++) {
		const number = parameters.get(index);
		const wanted = machine.savedModes.get(number);
		if (wanted !== undefined) {
			privateModes.get(number)?.set(machine, wanted);
		}
	}
};
