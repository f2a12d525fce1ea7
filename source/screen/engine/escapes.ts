import {glyphOfCodePoint} from '../glyph.js';
import {deviceAttributes} from './answers.js';
import type {Machine} from './machine.js';
import type {Terminal} from './terminal.js';
import {askForSize} from './window-operations.js';

/** Escape sequences without intermediates, by their final byte. */
const plain: Record<string, (machine: Machine) => void> = {
	7({terminal}) {
		terminal.save();
	},
	8({terminal}) {
		terminal.restore();
	},
	D({terminal}) {
		terminal.isPending = false;
		terminal.index();
	},
	E({terminal}) {
		terminal.isPending = false;
		terminal.index();
		terminal.x = terminal.leftEdge;
	},
	H({terminal}) {
		terminal.sheet.tabs.set(terminal.x);
	},
	M({terminal}) {
		terminal.reverseIndex();
	},
	// SS2 and SS3.
	N({terminal}) {
		terminal.charsets.single = 2;
	},
	O({terminal}) {
		terminal.charsets.single = 3;
	},
	// SPA and EPA.
	V({terminal}) {
		terminal.protect({rules: 'iso', isProtected: true});
	},
	W({terminal}) {
		terminal.protect({rules: terminal.modes.protection, isProtected: false});
	},
	// DECID
	Z({replies}) {
		replies.send(deviceAttributes);
	},
	'='({terminal}) {
		terminal.modes.applicationKeypad = true;
	},
	'>'({terminal}) {
		terminal.modes.applicationKeypad = false;
	},
	// DECBI and DECFI.
	6({terminal}) {
		shiftAtEdge(terminal, -1);
	},
	9({terminal}) {
		shiftAtEdge(terminal, 1);
	},
	// Locking shifts; those of the right half count as those of the left, because bytes above 0x7F are UTF-8.
	n({terminal}) {
		terminal.charsets.level = 2;
	},
	o({terminal}) {
		terminal.charsets.level = 3;
	},
	'|'({terminal}) {
		terminal.charsets.level = 3;
	},
	'}'({terminal}) {
		terminal.charsets.level = 2;
	},
	'~'({terminal}) {
		terminal.charsets.level = 1;
	},
	// RIS, also of the columns.
	c(machine) {
		if (machine.terminal.modes.wideColumns) {
			askForSize(machine, {cols: 80, rows: 0});
		}

		machine.reset();
	},
};

/** ESC and what follows. `intermediates` are up to two bytes, the first in the higher bits; -1 is more than any has. */
export function escape(machine: Machine, intermediates: number, final: number): void {
	const {terminal} = machine;
	terminal.join = 0;
	if (intermediates === 0) {
		plain[String.fromCodePoint(final)]?.(machine);
		return;
	}

	if (intermediates === -1) {
		return;
	}

	const set = '()*+-./'.indexOf(String.fromCodePoint(intermediates));
	if (set !== -1) {
		// Those of 96 characters replace G1 to G3.
		terminal.charsets.designate(set < 4 ? set : set - 3, set < 4 ? final : 0);
	} else if (intermediates === 0x23 && final === 0x38) {
		alignmentPattern(terminal);
	} else if (intermediates === 0x25) {
		terminal.charsets.designate(0, 0);
		terminal.charsets.level = 0;
	}
}

/** DECALN: the screen full of E. */
function alignmentPattern(terminal: Terminal): void {
	const {page} = terminal.sheet;
	terminal.sheet.resetMargins();
	terminal.place(0, 0);
	page.fill({top: 0, bottom: page.rows - 1, left: 0, right: page.cols - 1}, glyphOfCodePoint(0x45, 1), terminal.pen.style);
	page.wrapped.fill(0);
}

function shiftAtEdge(terminal: Terminal, by: -1 | 1): void {
	const {sheet, x, y} = terminal;
	const {page, top, bottom, left, right} = sheet;
	terminal.isPending = false;
	if (x !== (by < 0 ? left : right)) {
		terminal.x = Math.min(terminal.cols - 1, Math.max(0, x + by));
		return;
	}

	if (y < top || y > bottom) {
		return;
	}

	for (let row = top; row <= bottom; row++) {
		if (by < 0) {
			page.insertCells(row, {at: left, right, count: 1}, terminal.pen.eraseStyle);
		} else {
			page.deleteCells(row, {at: left, right, count: 1}, terminal.pen.eraseStyle);
		}
	}
}
