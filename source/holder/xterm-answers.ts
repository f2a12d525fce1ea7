import type {Terminal} from '@xterm/headless';
import {cellPixels as cell} from '../screen/cell-pixels.js';
import type {Replies} from '../screen/replies.js';
import {colorSpec, paletteValue, themeColors} from '../screen/theme-colors.js';

/** Answers what xterm itself is silent on. Whatever it answers by itself passes the same gate. */
export function answerQueries(terminal: Terminal, replies: Replies): void {
	const {parser} = terminal;
	terminal.onData(reply => {
		replies.send(reply);
	});

	parser.registerCsiHandler({prefix: '>', final: 'q'}, () => {
		replies.send('\u{1B}P>|Millwright 1\u{1B}\\');
		return true;
	});
	parser.registerCsiHandler({prefix: '?', final: 'u'}, () => {
		replies.send('\u{1B}[?0u');
		return true;
	});
	parser.registerCsiHandler({prefix: '?', final: 'n'}, ([what]) => {
		if (what === 996) {
			replies.send('\u{1B}[?997;1n');
		}

		return what === 996;
	});
	parser.registerCsiHandler({final: 't'}, ([what]) => {
		const {cols, rows} = terminal;
		const sizes = new Map([
			[14, `4;${rows * cell.height};${cols * cell.width}`],
			[16, `6;${cell.height};${cell.width}`],
			[18, `8;${rows};${cols}`],
		]);
		const size = typeof what === 'number' ? sizes.get(what) : undefined;
		if (size !== undefined) {
			replies.send(`\u{1B}[${size}t`);
		}

		// All other window operations end here, as none may move, report or name anything, but for titles that are put aside and taken back.
		return what !== 22 && what !== 23;
	});
	answerColors(terminal, replies);
}

function answerColors({parser}: Terminal, replies: Replies): void {
	const {foreground, background, cursor} = themeColors.dark;
	const theme = [foreground, background, cursor] as const;
	for (const [index, number] of [10, 11, 12].entries()) {
		// `OSC 10 ; ? ; ?` asks for 10 and 11. Setting a colour is not for a program to do.
		parser.registerOscHandler(number, data => {
			for (const [offset, asked] of data.split(';').entries()) {
				const value = theme[index + offset];
				if (asked === '?' && value !== undefined) {
					replies.send(`\u{1B}]${number + offset};${colorSpec(value)}\u{1B}\\`);
				}
			}

			return true;
		});
	}

	parser.registerOscHandler(4, data => {
		const parts = data.split(';');
		for (let index = 0; index + 1 < parts.length; index += 2) {
			const number = /^\d{1,3}$/v.test(parts[index]!) ? Number(parts[index]) : 256;
			if (parts[index + 1] === '?' && number < 256) {
				replies.send(`\u{1B}]4;${number};${colorSpec(paletteValue(number))}\u{1B}\\`);
			}
		}

		return true;
	});
}
