import {breakColumns, code, fit, plain, span, takeColumns, widthOf, type Line} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';
import type {PanelRow} from '../panel.js';

// Beyond this the panel would hold more rows than anybody reads; the rest is named and can be read with git.
const rowLimit = 50_000;

/** A unified diff as rows: a rule with the name for each file, the number of the new line in the gutter, long lines on several rows. */
export function diffRows(diff: string, width: number): PanelRow[] {
	const rows: PanelRow[] = [];
	let number = 0;
	let inHunk = false;
	for (const text of diff.replace(/\n$/v, '').split('\n')) {
		if (rows.length >= rowLimit) {
			rows.push({line: fit([span('… the change is longer; read the rest with git', 'needs')], width)});
			break;
		}

		if (text.startsWith('diff --git ')) {
			inHunk = false;
			rows.push({line: []}, {line: fileRule(text, width), mark: text});
			continue;
		}

		const hunk = /^@@ -\d+(?:,\d+)? \+(?<start>\d+)/v.exec(text);
		if (hunk !== null) {
			inHunk = true;
			number = Number(hunk.groups!['start']);
			rows.push({line: fit([span(`      ${code(text)}`, 'hunk')], width)});
			continue;
		}

		if (!inHunk) {
			// Of the head of a file only what changes more than its lines is worth a row.
			if (/^(?:new file|deleted file|rename|old mode|new mode|Binary)/v.test(text)) {
				rows.push({line: fit([span(`      ${code(text)}`, 'dim')], width)});
			}

			continue;
		}

		const [sign] = text;
		rows.push(...changeLines(text, {width, number: sign === '-' || sign === '\\' ? undefined : number}).map(line => ({line})));
		if (sign === '+' || sign === ' ') {
			number++;
		}
	}

	return rows.map(row => row.line.length === 0 ? {...row, line: fit([], width)} : row);
}

function fileRule(header: string, width: number): Line {
	const name = plain(/ b\/(?<name>.*)$/v.exec(header)?.groups?.['name'] ?? header.slice('diff --git '.length));
	const shown = takeColumns(name, Math.max(4, width - 6));
	const start = [span('── ', 'border'), span(`${shown} `, 'strong')];
	return [...start, span('─'.repeat(Math.max(0, width - widthOf(start))), 'border')];
}

const signs: Readonly<Record<string, Role>> = {'+': 'added', '-': 'removed', '\\': 'dim'};

function changeLines(text: string, {width, number}: {width: number; number: number | undefined}): Line[] {
	const [sign] = text;
	const role = signs[sign ?? ' '] ?? 'text';
	const body = breakColumns(code(text.slice(1)), Math.max(10, width - 8));
	return body.map((part, index) => fit([
		span(`${index === 0 && number !== undefined ? String(number).padStart(5) : ' '.repeat(5)} `, 'dim'),
		span(`${index === 0 ? sign ?? ' ' : ' '} ${part}`, role),
	], width));
}
