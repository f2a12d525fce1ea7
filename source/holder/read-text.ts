import {MillwrightError} from '../base/errors.js';
import {replyTooLong} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Grid} from '../screen/grid.js';
import {JoinedText} from '../screen/joined-rows.js';
import {Turns} from './turns.js';

// A text is one answer, and no client takes a larger one: code units.
const longest = 32 * 1024 * 1024;
// How often it is begun anew because the screen was wrapped anew or exchanged for the other, before it is read in one turn.
const tries = 3;

export type TextOptions = {
	/** Only so many of the newest lines. */
	last?: number;
	/** Code units at the most, read for it. */
	limit?: number;
};

/**
History and screen as text, without blank lines at the end. It is as it was when it was asked for, but
without what left the history while it was read: that takes several turns, and the program goes on printing meanwhile.
*/
export async function readText(engine: ScreenEngine, {last = Infinity, limit = longest}: TextOptions = {}): Promise<string> {
	let text: string | undefined;
	for (let left = tries; text === undefined; left--) {
		text = await read(engine, limit, left > 0 ? new Turns() : undefined);
	}

	if (last === Infinity) {
		return text;
	}

	const lines = text.split('\n');
	return lines.slice(Math.max(0, lines.length - last)).join('\n');
}

/** Undefined when the lines are others than at the beginning. */
async function read(engine: ScreenEngine, limit: number, turns: Turns | undefined): Promise<string | undefined> {
	const shape = shapeOf(engine);
	const {size, styles, historyLines, lostLines} = engine;
	// The program writes on it from the next turn on; lines of the history stay as they are.
	const screen = new Grid(size, styles);
	for (let y = 0; y < size.rows; y++) {
		engine.readLine(historyLines + y, screen, y);
	}

	const row = {grid: new Grid({cols: size.cols, rows: 1}, styles), y: 0};
	const end = lostLines + historyLines;
	let [pieces, joined] = [[] as string[], new JoinedText()];
	let length = 0;
	const add = (piece: string) => {
		pieces.push(piece);
		length += piece.length;
		if (length > limit) {
			throw new MillwrightError(replyTooLong, `History and screen of this session are more than ${limit} characters, which is more than one answer holds.`, {hint: 'Export them with their colours, or once the session has ended: both are read in parts.'});
		}
	};

	for (let line = lostLines; line < end; line++) {
		if (turns?.isOver === true) {
			await turns.next();
			if (shapeOf(engine) !== shape) {
				return undefined;
			}
		}

		if (line < engine.lostLines) {
			// So has all that was read of them.
			[pieces, joined, length] = [[], new JoinedText(), 0];
			line = Math.min(end, engine.lostLines) - 1;
			continue;
		}

		engine.readLine(line - engine.lostLines, row.grid, 0);
		add(joined.add(row));
	}

	for (let y = 0; y < size.rows; y++) {
		add(joined.add({grid: screen, y}));
	}

	return pieces.join('');
}

/** What must stay so that lines keep their numbers. */
const shapeOf = ({size: {cols, rows}, modes: {alternateScreen}}: ScreenEngine): string => `${cols}x${rows} ${alternateScreen}`;
