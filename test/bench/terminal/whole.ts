import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as rest} from 'node:timers/promises';
import {heraldSocket} from '../../../source/base/paths.js';
import {memoryOf} from '../measure.js';
import {quantile, ratioRow, withUnit, type BenchOptions, type Row} from '../row.js';
import {openFloor, startRig, type Side} from './rig.js';
import {focusFirst, typeKeys} from './typing.js';

/* What the floor as a whole does: how soon it stands, and what a terminal that stops reading does to others. */

/** From exec until every pane shows its last line, and until the chrome is there as well: for who opens the floor again, and for who is the first since long. */
export async function benchAttach({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9, withoutCat: true});
	try {
		const found: Record<Side, number[]> = {millwright: [], tmux: []};
		const node: number[] = [];
		const chrome: number[] = [];
		const unheralded: number[] = [];
		const complete = (screen: string) => screen.split('#60 ').length === 10;
		const isWhole = (screen: string) => complete(screen) && screen.includes(' millwright ') && screen.includes('? help');
		// What was compiled is kept when a floor has stood for two seconds; the first start of a version is slower, and not measured here.
		const first = await rig.open('millwright', {until: 'begun'});
		await first.until(complete);
		await rest(3000);
		// The daemon starts it when a floor has been there for a while, and it practises first.
		while (!existsSync(heraldSocket(rig.factory.paths))) {
			await rest(200);
		}

		await rest(3000);
		await first.end();
		for (let round = 0; round < 2 * rounds; round++) {
			node.push(await timeNode());
			const alone = openFloor({...rig.factory, environment: {...rig.factory.environment, MILLWRIGHT_HERALD_PATIENCE: '0'}});
			unheralded.push(await alone.until(complete) - alone.begun);
			await rest(300);
			await alone.end();
			for (const side of rig.sides) {
				const outer = await rig.open(side, {until: 'begun'});
				// All nine have printed sixty lines.
				found[side].push(await outer.until(complete) - outer.begun);
				if (side === 'millwright') {
					chrome.push(await outer.until(isWhole) - outer.begun);
				}

				await rest(300);
				await outer.end();
			}
		}

		const ours = quantile(found.millwright, 0.5) - quantile(node, 0.5);
		return [
			ratioRow('attach', {...found, unit: 'ms', aim: '', how: 'nine panes, complete'}),
			['attach, beyond Node’s own start', withUnit(ours, 'ms'), '', '', '≤ 40 ms', `node -e 0 takes ${quantile(node, 0.5).toFixed(0)} ms`],
			['attach without a herald, beyond Node’s own start', withUnit(quantile(unheralded, 0.5) - quantile(node, 0.5), 'ms'), '', '', '', 'the first floor after the daemon has started'],
			['attach, the chrome, beyond Node’s own start', withUnit(quantile(chrome, 0.5) - quantile(node, 0.5), 'ms'), '', '', '≤ 200 ms', ''],
		];
	} finally {
		await rig.end();
	}
}

/** One terminal stops reading for ten seconds while eight panes flood; what another client's person feels of it, and what it costs in memory. */
export async function benchStall({rounds}: BenchOptions): Promise<Row[]> {
	const rig = await startRig({panes: 9});
	try {
		const outer = await rig.open('millwright');
		const other = await rig.open('millwright');
		await focusFirst('millwright', outer);
		await rig.conductors.millwright.order('rate 300');
		await rest(2000);
		const before = await typeKeys(outer, 20 * rounds);
		const memory = await memoryOf(other.pid);
		other.pause();
		await rest(10_000);
		const during = await typeKeys(outer, 20 * rounds);
		const growth = await memoryOf(other.pid) - memory;
		other.resume();
		await rig.conductors.millwright.order('still');
		await Promise.all([outer.end(), other.end()]);
		return [
			['stall, echo of another client, p50', withUnit(quantile(during, 0.5), 'ms'), '', '', 'unchanged', `${withUnit(quantile(before, 0.5), 'ms')} before; ${during.length} keys`],
			['stall, echo of another client, p99', withUnit(quantile(during, 0.99), 'ms'), '', '', 'unchanged', `${withUnit(quantile(before, 0.99), 'ms')} before`],
			['stall, memory of the stalled client', withUnit(growth, 'MiB'), '', '', '< 1 MiB', 'growth over 10 s, 8 panes of 300 lines/s'],
		];
	} finally {
		await rig.end();
	}
}

async function timeNode(): Promise<number> {
	const begun = performance.now();
	await once(spawn(process.execPath, ['-e', '0'], {stdio: 'ignore'}), 'exit');
	return performance.now() - begun;
}
