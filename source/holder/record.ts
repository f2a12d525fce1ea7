import path from 'node:path';
import {writeDurably} from '../base/durable-file.js';
import type {HolderRecord, SessionExit} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Grid} from '../screen/grid.js';
import {AnsiRows} from '../screen/ansi-row.js';
import {JoinedText} from '../screen/joined-rows.js';
import {inTurns} from './turns.js';

/** holder.json: from now on the session can be found again. */
export async function writeHolderRecord(folder: string, record: HolderRecord): Promise<void> {
	await writeDurably(path.join(folder, 'holder.json'), `${JSON.stringify(record, undefined, '\t')}\n`);
}

/** exit.json: the last thing that is written, so whoever finds it finds the history too. */
export async function writeExit(folder: string, exit: SessionExit): Promise<void> {
	await writeDurably(path.join(folder, 'exit.json'), `${JSON.stringify(exit)}\n`);
}

/** history.txt and history.ansi: all lines that are kept, the screen last, without and with their looks. In turns, as a long history takes seconds. */
export async function writeHistory(folder: string, engine: ScreenEngine): Promise<void> {
	await writeDurably(path.join(folder, 'history.txt'), inTurns(textOf(engine)));
	await writeDurably(path.join(folder, 'history.ansi'), inTurns(ansiOf(engine)));
}

/** A line that was wrapped is one line. */
function * textOf(engine: ScreenEngine): Generator<string> {
	const grid = new Grid({cols: engine.size.cols, rows: 1}, engine.styles);
	const text = new JoinedText();
	for (const _ of engine.walk(grid)) {
		yield text.add({grid, y: 0});
	}

	yield '\n';
}

/** A line that was wrapped is as many rows as there were on the screen, where each says whether it goes on, and the first how many were lost before it. */
function * ansiOf(engine: ScreenEngine): Generator<string> {
	const grid = new Grid({cols: engine.size.cols, rows: 1}, engine.styles);
	const rows = new AnsiRows(engine.lostLines);
	for (const _ of engine.walk(grid)) {
		yield rows.add(grid, 0);
	}

	yield rows.end();
}
