import {setTimeout as rest} from 'node:timers/promises';
import {memoryOf, sumOf} from '../measure.js';
import {ratioRow, type Row} from '../row.js';
import {startRig} from '../terminal/rig.js';
import {holdersOf, tmuxServer} from './pids.js';

const sessions = 4;
const lines = 12_000;
// Milliseconds in which what a start and a flood have left behind is given back: a holder does that four seconds after its last output.
const settling = 9000;

/** What a history of 10,000 lines takes in each session: what the processes grow by when it is filled. */
export async function benchMemory(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const cols of [80, 200]) {
		const rig = await startRig({panes: sessions, withoutCat: true, shown: 1, sessionSize: `${cols}x49`});
		try {
			const found = {millwright: [] as number[], tmux: [] as number[]};
			for (const side of rig.sides) {
				// Attached, so that the sessions have that width; what is shown costs the client and not the holder.
				const outer = await rig.open(side, {size: {cols, rows: 50}});
				const pids = side === 'millwright' ? await holdersOf(rig.factory) : [await tmuxServer(rig.factory)];
				await rest(settling);
				const before = await sumOf(pids, memoryOf);
				await rig.conductors[side].order(`fill ${lines} ${cols}`);
				await rest(settling);
				found[side].push((await sumOf(pids, memoryOf) - before) / sessions);
				await outer.end();
			}

			rows.push(ratioRow(`memory of a history, ${cols} columns`, {...found, unit: 'MiB', aim: '≤ 0.25', how: `10,000 lines, PSS grown, mean of ${sessions}`}));
		} finally {
			await rig.end();
		}
	}

	return rows;
}
