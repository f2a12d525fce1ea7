import {reportSize} from './answers.js';
import type {Command, Machine} from './machine.js';
import type {Modes} from './modes.js';
import type {Terminal} from './terminal.js';

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

const alternate = ({saves}: {saves: boolean}): ModeAccess => ({
	isSet: terminal => terminal.sheet === terminal.alternate,
	set({terminal}, wanted) {
		if (wanted && saves) {
			terminal.save();
		}

		terminal.show(wanted ? terminal.alternate : terminal.primary);
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
	[6, origin],
	[7, flag('autowrap')],
	[9, mouse('press')],
	[12, blink],
	[25, flag('cursorVisible')],
	[45, flag('reverseWrap')],
	[47, alternate({saves: false})],
	[66, flag('applicationKeypad')],
	[69, margins],
	[1000, mouse('click')],
	[1002, mouse('drag')],
	[1003, mouse('any')],
	[1004, flag('focusEvents')],
	[1005, encoding(1005)],
	[1006, encoding(1006)],
	[1007, flag('alternateScroll')],
	[1015, encoding(1015)],
	[1016, encoding(1016)],
	[1047, alternate({saves: false})],
	[1048, savedCursor],
	[1049, alternate({saves: true})],
	[2004, flag('bracketedPaste')],
	[2026, flag('synchronized')],
	[2027, flag('graphemes')],
	[2031, flag('themeReports')],
	[2048, sizeReports],
]);

/** `CSI number h`, by number. */
export const ansiModes: ReadonlyMap<number, ModeAccess> = new Map([
	[4, flag('insert')],
	[20, flag('newLine')],
]);

/** SM and RM. */
export const change = (modes: ReadonlyMap<number, ModeAccess>, wanted: boolean): Command => (machine, parameters) => {
	for (let index = 0; index < parameters.count; index++) {
		modes.get(parameters.get(index))?.set(machine, wanted);
	}
};

/** DECRQM: 1 set, 2 reset, 0 not known; the number comes back, of four digits at the most. */
export const request = (modes: ReadonlyMap<number, ModeAccess>, prefix: '?' | ''): Command => ({terminal, replies}, parameters) => {
	const number = parameters.get(0);
	const mode = modes.get(number);
	const state = mode === undefined ? 0 : (mode.isSet(terminal) ? 1 : 2);
	replies.send(`\u{1B}[${prefix}${number};${state}$y`);
};
