import {sizeLimit} from '../../protocol/screen-update.js';
import type {Command, Commands, Machine} from './machine.js';
import {sgrOf} from './rendition-text.js';

// A cell in pixels, for programs that ask: nobody sees pixels here, and twice as high as wide is what they expect.
const cell = {width: 10, height: 20} as const;

const send = (reply: string): Command => ({replies}, parameters) => {
	if (parameters.get(0) === 0) {
		replies.send(reply);
	}
};

/** DSR and CPR. */
const status = (prefix: '?' | ''): Command => ({terminal, replies}, parameters) => {
	const what = parameters.get(0);
	if (what === 5 && prefix === '') {
		replies.send('\u{1B}[0n');
	} else if (what === 6) {
		const {modes, sheet} = terminal;
		const [x, y] = modes.origin ? [terminal.x - sheet.left, terminal.y - sheet.top] : [terminal.x, terminal.y];
		replies.send(`\u{1B}[${prefix}${y + 1};${x + 1}R`);
	} else if (what === 996 && prefix === '?') {
		replies.send('\u{1B}[?997;1n');
	}
};

/** XTWINOPS: sizes are told, titles are pushed and popped, and nothing else is done. */
const windowOperation: Command = ({terminal, replies, titles, events, isTested}, parameters) => {
	const {cols, rows} = terminal;
	switch (parameters.get(0)) {
		case 8: {
			if (isTested) {
				events.emit({type: 'resize', size: {rows: sizeOf(parameters.get(1), rows), cols: sizeOf(parameters.get(2), cols)}});
			}

			break;
		}

		case 14: {
			replies.send(`\u{1B}[4;${rows * cell.height};${cols * cell.width}t`);
			break;
		}

		case 16: {
			replies.send(`\u{1B}[6;${cell.height};${cell.width}t`);
			break;
		}

		case 18: {
			replies.send(`\u{1B}[8;${rows};${cols}t`);
			break;
		}

		case 22: {
			if (parameters.get(1) !== 1) {
				titles.push();
			}

			break;
		}

		case 23: {
			if (parameters.get(1) !== 1) {
				titles.pop();
			}

			break;
		}

		default:
	}
};

/** What is left out or 0 stays as it is. */
const sizeOf = (wanted: number, now: number): number => wanted === 0 ? now : Math.min(sizeLimit, wanted);

/** Mode 2048. */
export function reportSize({terminal: {cols, rows}, replies}: Pick<Machine, 'terminal' | 'replies'>): void {
	replies.send(`\u{1B}[48;${rows};${cols};${rows * cell.height};${cols * cell.width}t`);
}

export const answers: Commands = [
	['c', send('\u{1B}[?62;22;28c')],
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
	['c', send('\u{1B}[>0;276;0c')],
	['q', send('\u{1B}P>|Millwright 1\u{1B}\\')],
];

const decoder = new TextDecoder('latin1');

/** DECRQSS, the one device string that is answered. The answer holds the terminal's own numbers only. */
export function answerDevice({terminal, replies}: Machine, bytes: Uint8Array): void {
	const request = decoder.decode(bytes);
	if (!request.startsWith('$q')) {
		return;
	}

	const {top, bottom, left, right} = terminal.sheet;
	const {cursorShape, cursorBlink} = terminal.modes;
	const settings = new Map([
		['m', () => `${sgrOf(terminal.pen)}m`],
		['r', () => `${top + 1};${bottom + 1}r`],
		['s', () => `${left + 1};${right + 1}s`],
		['"p', () => '62;1"p'],
		['"q', () => `${terminal.pen.isProtected ? 1 : 0}"q`],
		[' q', () => `${(['block', 'underline', 'bar'].indexOf(cursorShape) * 2) + (cursorBlink ? 1 : 2)} q`],
	]);
	const setting = settings.get(request.slice(2));
	replies.send(setting === undefined ? '\u{1B}P0$r\u{1B}\\' : `\u{1B}P1$r${setting()}\u{1B}\\`);
}
