import {blank, glyphWidth} from '../glyph.js';
import {tab} from './moves.js';
import type {Machine} from './machine.js';
import type {Terminal} from './terminal.js';

/** C0 controls. */
export function execute(machine: Machine, byte: number): void {
	const {terminal} = machine;
	switch (byte) {
		case 0x0A:
		case 0x0B:
		case 0x0C: {
			lineFeed(terminal);
			break;
		}

		case 0x0D: {
			terminal.x = terminal.leftEdge;
			terminal.isPending = false;
			break;
		}

		case 0x08: {
			backspace(terminal);
			break;
		}

		case 0x09: {
			tab(terminal);
			break;
		}

		case 0x07: {
			machine.bell.emit();
			break;
		}

		case 0x0E: {
			terminal.charsets.level = 1;
			break;
		}

		case 0x0F: {
			terminal.charsets.level = 0;
			break;
		}

		default:
	}

	terminal.join = 0;
}

function lineFeed(terminal: Terminal): void {
	terminal.isPending = false;
	const {sheet, y} = terminal;
	terminal.index();
	if (terminal.y !== y) {
		// A line that was begun on purpose goes on no other.
		const {page} = sheet;
		page.wrapped[page.order[terminal.y]!] = 0;
	}

	if (terminal.modes.newLine) {
		terminal.x = terminal.leftEdge;
	}
}

function backspace(terminal: Terminal): void {
	if (terminal.isPending && terminal.modes.reverseWrap) {
		// It stands behind the last column: one back is that column.
		terminal.isPending = false;
		return;
	}

	terminal.isPending = false;
	const {x, y, leftEdge, sheet} = terminal;
	if (x > leftEdge) {
		terminal.x--;
		return;
	}

	const slot = sheet.page.order[y]!;
	if (!terminal.modes.reverseWrap || x !== sheet.left || y <= sheet.top || y > sheet.bottom || sheet.page.wrapped[slot] === 0) {
		return;
	}

	const {page, right} = sheet;
	page.wrapped[slot] = 0;
	terminal.y--;
	// Over the column that a wide character was too wide for.
	const isHole = page.glyphs[page.start(y - 1) + right] === blank && glyphWidth(page.glyphs[page.start(y)]!) === 2;
	terminal.x = isHole ? right - 1 : right;
}
