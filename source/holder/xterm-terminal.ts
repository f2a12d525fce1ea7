import {Unicode11Addon} from '@xterm/addon-unicode11';
import xterm, {type Terminal} from '@xterm/headless';
import type {Size} from '../protocol/holder.js';

/** The headless terminal, with the widths of Unicode 11. */
export function makeTerminal({size, historyLines}: {size: Size; historyLines: number}): Terminal {
	const terminal = new xterm.Terminal({
		cols: size.cols,
		rows: size.rows,
		scrollback: historyLines,
		allowProposedApi: true,
		logLevel: 'off',
		// Questions for sizes, which answerQueries answers, and titles that are put aside and taken back; without this xterm hears none.
		windowOptions: {getWinSizePixels: true, getCellSizePixels: true, getWinSizeChars: true, pushTitle: true, popTitle: true},
	});
	terminal.loadAddon(new Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	return terminal;
}
