import {answers, privateAnswers, secondaryAnswers} from './answers.js';
import {checksums} from './checksums.js';
import {columnEdits, edits, spacedEdits} from './edits.js';
import {erases, protections, selectiveErases} from './erases.js';
import {setRendition} from './graphic-rendition.js';
import type {Command, Commands, Machine} from './machine.js';
import {moves, privateMoves} from './moves.js';
import type {Parameters} from './parameters.js';
import {ansiModes, change, privateModes, request, restoreModes, saveModes} from './private-modes.js';
import {rectangleExtent, rectangles} from './rectangles.js';

const [question, greater, less, equals] = ['?', '>', '<', '='].map(prefix => prefix.codePointAt(0)! << 16) as [number, number, number, number];
const after = (intermediate: string): number => intermediate.codePointAt(0)!;

const shapes = ['own', 'block', 'block', 'underline', 'underline', 'bar', 'bar'] as const;

/** DECSCUSR */
const cursorStyle: Command = ({terminal: {modes}}, parameters) => {
	const style = parameters.get(0);
	if (!(style < shapes.length)) {
		return;
	}

	modes.cursorShape = shapes[style]!;
	modes.cursorBlink = style % 2 === 1;
};

/** DECSTR */
const softReset: Command = ({terminal}) => {
	terminal.modes.softReset();
	terminal.sheet.resetMargins();
	terminal.sheet.saved = undefined;
	// What is protected stays so, and plain erasing takes it again.
	terminal.protect({rules: terminal.modes.protection === 'none' ? 'none' : 'dec', isProtected: false});
	terminal.pen.reset();
	terminal.charsets.reset();
};

/** DECSCL: speaks to an older terminal, reset. The second number, for controls of eight bits, is not heard: they are no UTF-8. */
const conformance: Command = (machine, parameters) => {
	const level = ([1, 2, 3, 4] as const)[parameters.get(0) - 61];
	if (level === undefined) {
		return;
	}

	softReset(machine, parameters);
	machine.terminal.modes.level = level;
};

/** XTMODKEYS: only whether other keys are reported. */
const modifyKeys: Command = ({terminal}, parameters) => {
	if (parameters.get(0) === 4 || parameters.raw(0) === -1) {
		terminal.modes.modifyOtherKeys = ([0, 1, 2] as const)[parameters.get(1)] ?? 0;
	}
};

/** What turns it off; without a number it is of the function keys. */
const leaveKeys: Command = ({terminal}, parameters) => {
	if (parameters.get(0) === 4) {
		terminal.modes.modifyOtherKeys = 0;
	}
};

const kinds = new Map<number, Commands>([
	[0, [...moves, ...edits, ...erases, ...answers, ['h', change(ansiModes, true)], ['l', change(ansiModes, false)]]],
	[question, [...privateMoves, ...privateAnswers, ...selectiveErases, ['h', change(privateModes, true)], ['l', change(privateModes, false)], ['s', saveModes], ['r', restoreModes]]],
	[greater, [
		...secondaryAnswers,
		['m', modifyKeys],
		['n', leaveKeys],
		['u', ({terminal}, parameters) => {
			terminal.sheet.keyboard.push(parameters.get(0));
		}],
	]],
	[less, [['u', ({terminal}, parameters) => {
		terminal.sheet.keyboard.pop(parameters.counted(0));
	}]]],
	[equals, [['u', ({terminal}, parameters) => {
		terminal.sheet.keyboard.set(parameters.get(0), parameters.counted(1));
	}]]],
	[after('!'), [['p', softReset]]],
	[after(' '), [...spacedEdits, ['q', cursorStyle]]],
	[after('"'), [...protections, ['p', conformance]]],
	[after('\''), columnEdits],
	[after('$'), [...rectangles, ['p', request(ansiModes, '')]]],
	[question + after('$'), [['p', request(privateModes, '?')]]],
	[after('*'), [...rectangleExtent, ...checksums]],
]);

const tables = new Map([...kinds].map(([kind, commands]) => {
	const table = Array.from<Command | undefined>({length: 128});
	for (const [final, command] of commands) {
		table[final.codePointAt(0)!] = command;
	}

	return [kind, table] as const;
}));
const plain = tables.get(0)!;

// Some microseconds for an answer, less for a mode.
const [questionCost, modeCost] = [10_000, 2000];
const isQuestion = Uint8Array.from({length: 128}, (_, final) => 'cnt'.includes(String.fromCodePoint(final)) ? 1 : 0);

/** Carries out a control sequence. */
export function carryOut(machine: Machine, final: number, parameters: Parameters): void {
	if (parameters.kind === 0) {
		if (final === 0x6D) {
			setRendition(machine.terminal.pen, parameters);
		} else {
			plain[final]?.(machine, parameters);
			if (isQuestion[final] === 1) {
				machine.terminal.tire(questionCost);
			}
		}
	} else {
		machine.terminal.tire(modeCost);
		tables.get(parameters.kind)?.[final]?.(machine, parameters);
	}

	machine.terminal.join = 0;
}
