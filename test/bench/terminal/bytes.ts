import {setTimeout as rest} from 'node:timers/promises';
import {ratioRow, type BenchOptions, type Row} from '../row.js';
import type {Outer} from './outer.js';
import {startRig, type Rig, type Side} from './rig.js';
import {focusFirst} from './typing.js';

/** What a terminal is sent for the same text: in tiles, in one pane of full width, and for one key. */
export async function benchTiles({rounds, seconds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9, withoutCat: true});
	try {
		const rows: Row[] = [];
		for (const kind of ['plain', 'margins'] as const) {
			for (const rate of [3, 30, 300]) {
				const found = await compare(rig, {kind, rounds, seconds, rate});
				rows.push(ratioRow(`bytes-tile, ${rate} lines/s${kind === 'margins' ? ', a terminal with margins' : ''}`, {...found, unit: 'KB', aim: '≤ 0.8', how: `3×3 panes, ${seconds} s`}));
			}
		}

		return rows;
	} finally {
		await rig.end();
	}
}

export async function benchFull({rounds, seconds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 1, withoutCat: true});
	try {
		const rows: Row[] = [];
		for (const kind of ['plain', 'margins'] as const) {
			for (const rate of [5, 30, 3000]) {
				rows.push(ratioRow(`bytes-full, ${rate} lines/s${kind === 'margins' ? ', a terminal with margins' : ''}`, {...await compare(rig, {kind, rounds, seconds, rate}), unit: 'KB', aim: '≤ 1.0', how: `one pane of full width, ${seconds} s`}));
			}
		}

		return rows;
	} finally {
		await rig.end();
	}
}

/** One key after the other, each when the one before has come and everything is still. */
export async function benchKey({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9});
	try {
		const found: Record<Side, number[]> = {millwright: [], tmux: []};
		for (const side of rig.sides) {
			const outer = await rig.open(side);
			await focusFirst(side, outer);
			for (let key = 0; key < 10 * rounds; key++) {
				await rest(100);
				const before = outer.bytes;
				outer.type(String.fromCodePoint(0x61 + (key % 26)));
				await rest(100);
				found[side].push(outer.bytes - before);
			}

			await outer.until(screen => screen.includes('abcdefghij'));
			await outer.end();
		}

		return [ratioRow('bytes-key', {...found, unit: 'B', aim: '≤ 20 B', how: 'one echoed key'})];
	} finally {
		await rig.end();
	}
}

async function compare(rig: Rig, {kind, rounds, seconds, rate}: {kind: 'plain' | 'margins'; rounds: number; seconds: number; rate: number}): Promise<Record<Side, number[]>> {
	const found: Record<Side, number[]> = {millwright: [], tmux: []};
	const outers = await Promise.all(rig.sides.map(async side => [side, await rig.open(side, {kind})] as const));
	try {
		await rest(1000);
		for (let round = 0; round < rounds; round++) {
			for (const [side, outer] of outers) {
				const before = outer.bytes;
				await rig.conductors[side].order(`rate ${rate}`);
				await rest(seconds * 1000);
				const last = await rig.conductors[side].order('still');
				await rest(300);
				found[side].push((outer.bytes - before) / 1000);
				await checkArrived(outer, {kind, last});
			}
		}
	} finally {
		await Promise.all(outers.map(async ([, outer]) => outer.end()));
	}

	return found;
}

/** The last line of each program stands on the screen. The reference terminal has no margins, so these are left to the tests of the compositor. */
async function checkArrived(outer: Outer, {kind, last}: {kind: 'plain' | 'margins'; last: number[]}): Promise<void> {
	if (kind === 'plain') {
		await outer.until(screen => last.every(number => screen.includes(`#${number} `)));
	} else {
		outer.forget();
	}
}
