import {cellPixels as cell} from '../cell-pixels.js';
import type {Command, Commands, Machine} from './machine.js';
import {sgrOf} from './rendition-text.js';
import {windowOperation} from './window-operations.js';

/** DA1: a VT400 with 132 columns, selective erasing, reports of its state, horizontal scrolling, colours and rectangles. */
export const deviceAttributes = '\u{1B}[?64;1;6;17;21;22;28c';

const send = (reply: string): Command => ({replies}, parameters) => {
	if (parameters.get(0) === 0) {
		replies.send(reply);
	}
};

/** What DSR tells of things that DEC's terminals had. */
const deviceReports = new Map([
	// No printer; user-defined keys are not locked; the keyboard is not known; no locator, and none of any kind.
	[15, '?13n'],
	[25, '?20n'],
	[26, '?27;0;0;0n'],
	[53, '?50n'],
	[55, '?50n'],
	[56, '?57;0n'],
	// No room for macros; no fault of the line; one session.
	[62, '0*{'],
	[75, '?70n'],
	[85, '?83n'],
]);

/** DSR and CPR. DECXCPR tells a page too, of which there is one. */
const status = (prefix: '?' | ''): Command => (machine, parameters) => {
	const {terminal, replies} = machine;
	const what = parameters.get(0);
	if (what === 5 && prefix === '') {
		replies.send('\u{1B}[0n');
	} else if (what === 6) {
		const {modes, sheet} = terminal;
		const [x, y] = modes.origin ? [terminal.x - sheet.left, terminal.y - sheet.top] : [terminal.x, terminal.y];
		// The cursor may stand outside of the margins that it counts from; no answer at all would be waited for.
		replies.send(`\u{1B}[${prefix}${Math.max(0, y) + 1};${Math.max(0, x) + 1}${prefix === '' ? '' : ';1'}R`);
	} else if (what === 996 && prefix === '?') {
		reportScheme(machine);
	} else if (prefix === '?') {
		const report = deviceReports.get(what);
		if (report !== undefined) {
			replies.send(`\u{1B}[${report}`);
		}
	}
};

/** Mode 2031: 1 is dark. */
export function reportScheme({scheme, replies}: Pick<Machine, 'scheme' | 'replies'>): void {
	replies.send(`\u{1B}[?997;${scheme === 'dark' ? 1 : 2}n`);
}

/** Mode 2048. */
export function reportSize({terminal: {cols, rows}, replies}: Pick<Machine, 'terminal' | 'replies'>): void {
	replies.send(`\u{1B}[48;${rows};${cols};${rows * cell.height};${cols * cell.width}t`);
}

export const answers: Commands = [
	['c', send(deviceAttributes)],
	['n', status('')],
	['t', windowOperation],
];

/** After `?`. */
export const privateAnswers: Commands = [
	['n', status('?')],
	['u', ({terminal, replies}) => {
		replies.send(`\u{1B}[?${terminal.sheet.keyboard.current}u`);
	}],
	['m', ({terminal, replies}, parameters) => {
		if (parameters.get(0) === 4) {
			replies.send(`\u{1B}[>4;${terminal.modes.modifyOtherKeys}m`);
		}
	}],
];

/** After `>`. */
export const secondaryAnswers: Commands = [
	['c', send('\u{1B}[>41;314;0c')],
	['q', send('\u{1B}P>|Millwright 1\u{1B}\\')],
];

const decoder = new TextDecoder('latin1');

/** DECRQSS, the one device string that is answered. The answer holds the terminal's own numbers only. */
export function answerDevice({terminal, replies, extent}: Machine, bytes: Uint8Array): void {
	const request = decoder.decode(bytes);
	if (!request.startsWith('$q')) {
		return;
	}

	const {top, bottom, left, right} = terminal.sheet;
	const {cursorShape, cursorBlink, level} = terminal.modes;
	const settings = new Map([
		['m', () => `${sgrOf(terminal.pen)}m`],
		['r', () => `${top + 1};${bottom + 1}r`],
		['s', () => `${left + 1};${right + 1}s`],
		['t', () => `${terminal.rows}t`],
		['*|', () => `${terminal.rows}*|`],
		['*x', () => `${extent}*x`],
		// There is no status line.
		['$}', () => '0$}'],
		['$~', () => '0$~'],
		['"p', () => `6${level};1"p`],
		['"q', () => `${terminal.pen.isProtected ? 1 : 0}"q`],
		[' q', () => `${(Math.max(0, ['block', 'underline', 'bar'].indexOf(cursorShape)) * 2) + (cursorBlink ? 1 : 2)} q`],
	]);
	const setting = settings.get(request.slice(2));
	replies.send(setting === undefined ? '\u{1B}P0$r\u{1B}\\' : `\u{1B}P1$r${setting()}\u{1B}\\`);
}
