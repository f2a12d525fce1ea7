import {sizeLimit} from '../../protocol/screen-update.js';
import {cellPixels as cell} from '../cell-pixels.js';
import type {Command, Machine} from './machine.js';

/** XTWINOPS: sizes are told, titles are pushed and popped, and nothing else is done. What is asked of a window is told as of one that fills its display. */
export const windowOperation: Command = (machine, parameters) => {
	const {terminal: {cols, rows}, replies, titles, isTested} = machine;
	const operation = parameters.get(0);
	switch (operation) {
		case 11: {
			replies.send('\u{1B}[1t');
			break;
		}

		case 13: {
			replies.send('\u{1B}[3;0;0t');
			break;
		}

		case 14:
		case 15: {
			replies.send(`\u{1B}[${operation - 10};${rows * cell.height};${cols * cell.width}t`);
			break;
		}

		case 16: {
			replies.send(`\u{1B}[6;${cell.height};${cell.width}t`);
			break;
		}

		case 18:
		case 19: {
			replies.send(`\u{1B}[${operation - 10};${rows};${cols}t`);
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

		default: {
			if (isTested && operation === 8) {
				askForSize(machine, {rows: parameters.get(1), cols: parameters.get(2)});
			} else if (isTested && operation >= 24) {
				// DECSLPP
				askForSize(machine, {rows: operation, cols: 0});
			}
		}
	}
};

/** A size that a test suite wants; 0 stays as it is. */
export function askForSize({terminal, events, isTested}: Machine, {cols, rows}: {cols: number; rows: number}): void {
	if (isTested) {
		events.emit({type: 'resize', size: {rows: sizeOf(rows, terminal.rows), cols: sizeOf(cols, terminal.cols)}});
	}
}

const sizeOf = (wanted: number, now: number): number => wanted === 0 ? now : Math.min(sizeLimit, wanted);
