import path from 'node:path';
import {writeDurably} from '../base/durable-file.js';
import type {HolderRecord, SessionExit} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Grid} from '../screen/grid.js';
import {AnsiRows} from '../screen/ansi-row.js';
import {JoinedRows} from '../screen/joined-rows.js';

/** holder.json: from now on the session can be found again. */
export async function writeHolderRecord(folder: string, record: HolderRecord): Promise<void> {
	await writeDurably(path.join(folder, 'holder.json'), `${JSON.stringify(record, undefined, '\t')}\n`);
}

/** exit.json: the last thing that is written, so whoever finds it finds the history too. */
export async function writeExit(folder: string, exit: SessionExit): Promise<void> {
	await writeDurably(path.join(folder, 'exit.json'), `${JSON.stringify(exit)}\n`);
}

/** history.txt and history.ansi: all lines that are kept, the screen last, without and with their looks. */
export async function writeHistory(folder: string, engine: ScreenEngine): Promise<void> {
	const {text, ansi} = readHistory(engine);
	await writeDurably(path.join(folder, 'history.txt'), text);
	await writeDurably(path.join(folder, 'history.ansi'), ansi);
}

/** A line that was wrapped is one line in the text, and as many as there were on the screen in the other, where each says whether it goes on, and the first how many were lost before it. */
function readHistory(engine: ScreenEngine): {text: string; ansi: string} {
	const grid = new Grid({cols: engine.size.cols, rows: 1}, engine.styles);
	const text = new JoinedRows();
	const ansi = new AnsiRows(engine.lostLines);
	for (const _ of engine.walk(grid)) {
		text.add({grid, y: 0});
		ansi.add(grid, 0);
	}

	return {text: `${text.end().join('\n').trimEnd()}\n`, ansi: `${ansi.end().join('\n').trimEnd()}\n`};
}
