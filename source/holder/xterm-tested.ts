import type {IBufferCell, Terminal} from '@xterm/headless';
import type {Emitter} from '../base/emitter.js';
import {sizeLimit} from '../protocol/screen-update.js';
import type {EngineEvent} from '../screen/engine.js';
import type {Replies} from '../screen/replies.js';

/** What a test suite asks for: checksums of rectangles (DECRQCRA, without origin mode) and sizes (XTWINOPS 8). Never for programs. */
export function obeyTests(terminal: Terminal, {replies, events}: {replies: Replies; events: Emitter<EngineEvent>}): void {
	const {parser} = terminal;
	terminal.options.windowOptions = {...terminal.options.windowOptions, setWinSizeChars: true};
	parser.registerCsiHandler({intermediates: '*', final: 'y'}, numbers => {
		const [id = 0, , top = 1, left = 1, bottom = 1, right = 1] = numbers as number[];
		let sum = 0;
		for (let y = top; y <= Math.min(bottom, terminal.rows); y++) {
			const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y - 1);
			for (let x = left; x <= Math.min(right, terminal.cols); x++) {
				for (const character of charactersOf(line?.getCell(x - 1))) {
					sum += character.codePointAt(0)!;
				}
			}
		}

		replies.send(`\u{1B}P${id}!~${(sum & 0xFF_FF).toString(16).toUpperCase().padStart(4, '0')}\u{1B}\\`);
		return true;
	});
	parser.registerCsiHandler({final: 't'}, numbers => {
		const [operation, rows = 0, cols = 0] = numbers as number[];
		if (operation !== 8) {
			return false;
		}

		events.emit({type: 'resize', size: {rows: Math.min(sizeLimit, rows === 0 ? terminal.rows : rows), cols: Math.min(sizeLimit, cols === 0 ? terminal.cols : cols)}});
		return true;
	});
}

/** A cell that was never written counts as a space. */
function charactersOf(cell: IBufferCell | undefined): string {
	const characters = cell?.getChars() ?? '';
	return characters === '' ? ' ' : characters;
}
