import {stripVTControlCharacters} from 'node:util';
import type {ClientModel} from '../../floor/model.js';
import {breakColumns, code, fit, span} from '../../theme/line.js';
import type {PanelRow} from '../panel.js';

// Bytes. Beyond this nobody reads it here; the rest is named and can be read on the command line.
export const logLimit = 8 * 1024 * 1024;

type StageLog = NonNullable<ClientModel['stageLog']>;

// A long log is made into rows once and not at each key.
const drawn = new WeakMap<StageLog, {width: number; rows: PanelRow[]}>();

/** The log of a stage as rows, freed of its colours. */
export function logRows(log: StageLog, width: number): PanelRow[] {
	const before = drawn.get(log);
	if (before?.width === width) {
		return before.rows;
	}

	const rows = compute(log, width);
	drawn.set(log, {width, rows});
	return rows;
}

function compute({text, next = 0, ended}: StageLog, width: number): PanelRow[] {
	if (text === undefined || text === '') {
		const words = text === undefined ? 'The log is being fetched …' : (ended === true ? 'Nothing was logged.' : 'Nothing is logged yet.');
		return [{line: fit([span(words, 'dim')], width)}];
	}

	const lines = stripVTControlCharacters(text).replace(/\n$/v, '').split(/\r?\n/v);
	return [
		...lines.flatMap(line => breakColumns(code(line), width)).map(line => ({line: fit([span(line)], width)})),
		...(next >= logLimit ? [{line: fit([span('… the log is longer; read the rest with millwright logs', 'needs')], width)}] : []),
	];
}
