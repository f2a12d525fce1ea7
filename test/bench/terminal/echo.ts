import {setTimeout as rest} from 'node:timers/promises';
import {ratioRow, type BenchOptions, type Row} from '../row.js';
import {startRig, type Rig, type Side} from './rig.js';
import {focusFirst, typeKeys} from './typing.js';

/* From a key in the outer terminal to its echo there, in milliseconds: a shell's `cat` in the focused pane, and other panes that print. */

type Keys = Record<Side, number[]>;

export async function benchEchoIdle({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9});
	try {
		const keys = await compare(rig, {rounds, keys: 60});
		return echoRows('echo-idle', keys, {aims: ['p50 ≤ 1 ms', 'p99 ≤ 5 ms'], how: 'cat focused, 8 still panes'});
	} finally {
		await rig.end();
	}
}

export async function benchEchoLoad({rounds}: BenchOptions): Promise<Row[]> {
	const rows: Row[] = [];
	for (const loud of [1, 8, 63]) {
		const rig = await startRig({panes: loud + 1});
		try {
			const aims: [string, string] = [loud === 8 ? '' : '≤ 0.1', 'p99 ≤ 10 ms'];
			// Two node programs a pane are compiled while they run, which takes dozens of them many seconds of two cores.
			const keys = await compare(rig, {rounds, keys: 40, order: 'flood', settle: loud > 8 ? 8000 : 1500});
			rows.push(...echoRows(`echo-load, ${loud} flooding`, keys, {aims, how: loud > 8 ? '8 of them shown beside cat' : 'all shown'}));
		} finally {
			await rig.end();
		}
	}

	return rows;
}

/** With a floor whose chrome changes ten times a second: a session says that often that it works, or that it does not, which its pane, the list and the first line show. */
export async function benchEchoChrome({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9, layout: 'floor'});
	try {
		const still = await compare(rig, {rounds, keys: 60});
		const changing = await compare(rig, {rounds, keys: 60, order: 'state 10', players: 1, drawn: 300});
		return [
			...echoRows('echo-chrome, still', still, {aims: ['', ''], how: 'layout floor'}),
			...echoRows('echo-chrome, 10 changes a second', changing, {aims: ['', 'p99 ≤ still + 1 ms'], how: 'layout floor'}),
		];
	} finally {
		await rig.end();
	}
}

export async function benchEchoSlow({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9});
	try {
		const rows: Row[] = [];
		for (const rate of [30, 100, 300]) {
			const keys = await compare(rig, {rounds, keys: 12, order: 'busy 100000', rate: rate * 1000});
			rows.push(...echoRows(`echo-slow, ${rate} KB/s`, keys, {aims: [rate === 30 ? '≤ 0.33' : '', ''], how: '8 panes of 100 KB/s'}));
		}

		return rows;
	} finally {
		await rig.end();
	}
}

function echoRows(what: string, {millwright, tmux}: Keys, {aims, how}: {aims: [string, string]; how: string}): Row[] {
	const row = (name: string, share: number, aim: string) => ratioRow(`${what}, ${name}`, {millwright, tmux, unit: 'ms', aim, how: `${how}; ${millwright.length} keys`, share});
	return [row('p50', 0.5, aims[0]), row('p99', 0.99, aims[1])];
}

type Plan = {rounds: number; keys: number; order?: string; players?: number; rate?: number; settle?: number; /** Bytes that are drawn beside the keys at least. */ drawn?: number};

async function compare(rig: Rig, {rounds, keys, order, players, rate, settle = 1500, drawn = 0}: Plan): Promise<Keys> {
	const found: Keys = {millwright: [], tmux: []};
	for (let round = 0; round < rounds; round++) {
		for (const side of rig.sides) {
			const outer = await rig.open(side);
			try {
				await focusFirst(side, outer);
				if (order !== undefined) {
					await rig.conductors[side].order(order, players);
				}

				if (rate !== undefined) {
					outer.limit(rate);
				}

				await rest(order === undefined ? 500 : settle);
				const before = outer.bytes;
				found[side].push(...await typeKeys(outer, keys));
				if (side === 'millwright' && outer.bytes - before < drawn) {
					throw new Error(`Beside the keys only ${outer.bytes - before} bytes were drawn: what should change did not.`);
				}

				outer.limit(Infinity);
			} finally {
				await (order === undefined ? undefined : rig.conductors[side].order('still'));
				await outer.end();
			}
		}
	}

	return found;
}
