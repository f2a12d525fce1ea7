import {moveBack, tab} from './moves.js';
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
			moveBack(terminal, 1);
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
