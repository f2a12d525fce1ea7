import {glyphText} from '../glyph.js';
import type {Command, Commands} from './machine.js';
import {rectangleAt} from './rectangles.js';

/** DECRQCRA: the sum of the code points of a rectangle. Only for test suites, because it reads the screen. */
const checksum: Command = ({terminal, replies, isTested}, parameters) => {
	if (!isTested) {
		return;
	}

	const {page} = terminal.sheet;
	const area = rectangleAt(terminal, parameters, 2);
	let sum = 0;
	for (let y = area?.top ?? 0; y <= (area?.bottom ?? -1); y++) {
		for (let {left: x} = area!; x <= area!.right; x++) {
			for (const character of glyphText(page.glyphs[page.start(y) + x]!)) {
				sum += character.codePointAt(0)!;
			}
		}
	}

	replies.send(`\u{1B}P${parameters.get(0)}!~${(sum & 0xFF_FF).toString(16).toUpperCase().padStart(4, '0')}\u{1B}\\`);
};

/** With an asterisk before the final byte. */
export const checksums: Commands = [['y', checksum]];
