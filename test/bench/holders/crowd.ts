import {readFile} from 'node:fs/promises';
import {setTimeout as rest} from 'node:timers/promises';
import {cpuOf, sumOf} from '../measure.js';
import {ratioRow, withUnit, type BenchOptions, type Row} from '../row.js';
import {startRig, type Rig, type Side} from '../terminal/rig.js';
import {holdersOf, tmuxServer} from './pids.js';

const crowd = 64;

/** Many agents that print all the time, nine of them shown: what that costs. */
export async function benchAgents({rounds, seconds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: crowd, withoutCat: true});
	try {
		const found: Record<Side, number[]> = {millwright: [], tmux: []};
		for (const side of rig.sides) {
			const outer = await rig.open(side);
			const pids = [outer.pid, ...await serversOf(rig, side)];
			await rig.conductors[side].order('busy 100000');
			await rest(2000);
			for (let round = 0; round < rounds; round++) {
				found[side].push(await shareOf(pids, seconds));
				// The picture is not looked at, and must not grow.
				outer.forget();
			}

			await rig.conductors[side].order('still');
			await outer.end();
		}

		return [ratioRow(`agents-${crowd}`, {...found, unit: '% of a core', aim: '≤ 1.0', how: `${crowd} sessions of 100 KB/s, 9 shown: holders and client, ${seconds} s`})];
	} finally {
		await rig.end();
	}
}

/** Many sessions that are silent: no processor, and nobody wakes. */
export async function benchIdle({seconds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: crowd, withoutCat: true});
	try {
		const outer = await rig.open('millwright');
		const holders = await holdersOf(rig.factory);
		const {pid} = await rig.factory.daemon.request('daemon.status', {});
		// What start-up leaves behind is not idleness: for a minute the age of each session is told in seconds, and in the first five V8 collects
		// a few times what the start has left, in client and daemon.
		await rest(Math.max(75_000, seconds * 5000));
		const before = [await sumOf(holders, wakesOf), await sumOf([pid], wakesOf), await sumOf([outer.pid], wakesOf)];
		const share = await shareOf([outer.pid, pid, ...holders], seconds);
		const after = [await sumOf(holders, wakesOf), await sumOf([pid], wakesOf), await sumOf([outer.pid], wakesOf)];
		const [held, led, drawn] = after.map((value, index) => ((value - before[index]!) / seconds).toFixed(1));
		await outer.end();
		return [[`idle, ${crowd} sessions`, withUnit(share, '%'), '', '', '≤ 0.1 %', `of a core, attached, ${seconds} s; wake-ups a second: holders ${held}, daemon ${led}, client ${drawn}`]];
	} finally {
		await rig.end();
	}
}

async function serversOf(rig: Rig, side: Side): Promise<number[]> {
	return side === 'millwright' ? holdersOf(rig.factory) : [await tmuxServer(rig.factory)];
}

/** Percent of a core that these processes use. */
async function shareOf(pids: readonly number[], seconds: number): Promise<number> {
	const [before, start] = [await sumOf(pids, cpuOf), performance.now()];
	await rest(seconds * 1000);
	return (await sumOf(pids, cpuOf) - before) / ((performance.now() - start) / 1000) * 100;
}

/** How often a process has gone to sleep by itself, and so was woken; all of its threads. */
async function wakesOf(pid: number): Promise<number> {
	const text = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^voluntary_ctxt_switches:\s+(?<count>\d+)/mv.exec(text)!.groups!['count']);
}
