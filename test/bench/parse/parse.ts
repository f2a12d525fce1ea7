import {coreOf} from '../../../source/holder/xterm-internals.js';
import {makeTerminal} from '../../../source/holder/xterm-terminal.js';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {median} from '../measure.js';
import type {Row} from '../row.js';
import {makeStream, streamNames, type StreamSize} from './streams.js';

const sizes: readonly StreamSize[] = [{cols: 80, rows: 24}, {cols: 200, rows: 50}];
const chunkSize = 16 * 1024;
const historyLines = 1000;
const aim = {rate: 200, ratio: 2};

/** How fast the engine takes streams in, beside xterm headless (its synchronous inside), in turns. Megabytes a second. */
export async function benchParse({rounds, megabytes}: {rounds: number; megabytes: number}): Promise<Row[]> {
	const rows: Row[] = [];
	for (const size of sizes) {
		for (const name of streamNames) {
			const stream = makeStream(name, size, megabytes * 1_000_000);
			const [ours, theirs]: [number[], number[]] = [[], []];
			// The first round is for the compiler.
			for (let round = 0; round <= rounds; round++) {
				const [mine, other] = [measureCells(stream, size), measureXterm(stream, size)];
				if (!(round > 0)) {
					continue;
				}

				ours.push(mine);
				theirs.push(other);
			}

			rows.push(toRow(`parse ${name}, ${size.cols}×${size.rows}`, median(ours), median(theirs)));
		}
	}

	return rows;
}

function toRow(what: string, ours: number, theirs: number): Row {
	return [what, `${ours.toFixed(0)} MB/s`, '', (ours / theirs).toFixed(1), `≥ ${aim.rate}, ≥ ${aim.ratio}`, `beside xterm headless with ${theirs.toFixed(0)} MB/s, chunks of 16 KiB`];
}

function measureCells(stream: Uint8Array, size: StreamSize): number {
	const engine = new CellEngine({size, historyLines});
	return measure(stream, chunk => {
		engine.write(chunk);
	});
}

function measureXterm(stream: Uint8Array, size: StreamSize): number {
	const terminal = makeTerminal({size, historyLines});
	const {_inputHandler: input} = coreOf(terminal);
	const rate = measure(stream, chunk => {
		input.parse(chunk);
	});
	terminal.dispose();
	return rate;
}

function measure(stream: Uint8Array, write: (chunk: Uint8Array) => void): number {
	const start = performance.now();
	for (let at = 0; at < stream.length; at += chunkSize) {
		write(stream.subarray(at, at + chunkSize));
	}

	return stream.length / 1000 / (performance.now() - start);
}
