import {Unicode11Addon} from '@xterm/addon-unicode11';
import type {IUnicodeVersionProvider} from '@xterm/headless';

/** The widths that the engine counts with, taken from its own table so that the filter never disagrees with it. */
const widths = readWidths();

function readWidths(): IUnicodeVersionProvider {
	let found: IUnicodeVersionProvider | undefined;
	const terminal = {
		unicode: {
			register(provider: IUnicodeVersionProvider) {
				found = provider;
			},
		},
	};
	new Unicode11Addon().activate(terminal);
	return found!;
}

/** Whether a code point takes no cell of its own and is put onto the one before: marks, joiners, variation selectors. */
export const isMark = (codePoint: number): boolean => codePoint >= 0x3_00 && widths.wcwidth(codePoint) === 0;
