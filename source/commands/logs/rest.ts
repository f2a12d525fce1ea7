import {goesOn, readLost} from '../../screen/ansi-row.js';
import type {LineReader, Listener} from './line-reader.js';

/** Tells what of a history (`history.ansi` of a session that has ended) is behind what a reader has told. */
export function tellRest(history: string, reader: Pick<LineReader, 'place' | 'seen'>, listener: Listener): void {
	const {lost, at} = readLost(history) ?? {lost: 0, at: 0};
	const rows = history.slice(at).trimEnd().split('\n');
	const start = startIn(rows, lost, reader);
	if (start < 0) {
		listener.lost?.(-start);
	}

	for (const line of joined(rows.slice(Math.max(0, start)))) {
		listener.line(line);
	}
}

/** Which row comes next; below 0 where so many were lost. */
function startIn(rows: readonly string[], lost: number, {place, seen}: Pick<LineReader, 'place' | 'seen'>): number {
	if (place === undefined) {
		return 0;
	}

	if (place.line === undefined || seen?.begun === undefined || seen.grid.cols === place.cols) {
		return place.row - lost;
	}

	// The file does not say how many lines were lost in the rows that left since: twice told is better than not at all.
	if (seen.oldest !== lost) {
		return 0;
	}

	// The rows were laid out anew after the last of them was told: lines are counted.
	let left = place.line - seen.begun.lost;
	const found = rows.findIndex((_, index) => !isOnward(rows, index) && left-- === 0);
	return found === -1 ? rows.length : found;
}

/** Whether a row goes on the one above. */
const isOnward = (rows: readonly string[], index: number): boolean => index > 0 && goesOn(rows[index - 1]!);

function joined(rows: readonly string[]): string[] {
	const lines: string[] = [];
	for (const [index, row] of rows.entries()) {
		const text = row.replaceAll(/\u{1B}\[[\d:;]*m/gv, '');
		lines.push(isOnward(rows, index) ? lines.pop()! + text : text);
	}

	const trimmed = lines.map(line => line.trimEnd());
	return trimmed.slice(0, trimmed.findLastIndex(line => line !== '') + 1);
}
