import test from 'ava';
import stringWidth from 'string-width';
import {createPrint} from '../../source/commands/print.js';
import {printTable, shorten, type TableColumn} from '../../source/commands/table.js';

const columns: TableColumn[] = [{heading: 'task'}, {heading: 'cost', align: 'right'}, {heading: 'what', flexible: true}];

async function print(rows: string[][], stream: {isTTY?: boolean; columns?: number}): Promise<string> {
	let text = '';
	const stdout = {...stream, write(part: string) {
		text += part;
	}};
	await printTable(createPrint({stdout, environment: {NO_COLOR: '1'}}), {columns, rows});
	return text;
}

test('piped, a table is aligned columns', async t => {
	t.is(await print([['csv-import', '$0.53', 'reads it'], ['cli', '$12.40', '']], {}), [
		'task          cost  what',
		'csv-import   $0.53  reads it',
		'cli         $12.40',
		'',
	].join('\n'));
});

test('on a terminal, ink-table draws it', async t => {
	t.is(await print([['csv-import', '$0.53', 'reads it'], ['cli', '$12.40', '']], {isTTY: true, columns: 80}), [
		'┌────────────┬────────┬──────────┐',
		'│ task       │   cost │ what     │',
		'├────────────┼────────┼──────────┤',
		'│ csv-import │  $0.53 │ reads it │',
		'├────────────┼────────┼──────────┤',
		'│ cli        │ $12.40 │          │',
		'└────────────┴────────┴──────────┘',
		'',
	].join('\n'));
});

test('wide characters do not bend the borders', async t => {
	const text = await print([['日本語のタスク', '$1.00', '読む'], ['cli', '$12.40', 'ascii'], ['é', '$1', '👩‍👩‍👧 family']], {isTTY: true, columns: 80});
	t.is(new Set(text.trimEnd().split('\n').map(line => stringWidth(line))).size, 1);
});

test('a table is never wider than the terminal while a column can give way', async t => {
	const text = await print([['csv-import', '$0.53', 'a long reason that goes on and on and on and on and on and on']], {isTTY: true, columns: 50});
	t.true(text.split('\n').every(line => stringWidth(line) <= 50));
	t.regex(text, /…/v);
});

test('cutting keeps characters whole', t => {
	t.is(shorten('日本語', 4), '日…');
	t.is(shorten('abc', 3), 'abc');
});

test('on a terminal that is narrower than the table can be, no line is broken', async t => {
	const text = await print([['csv-import-of-the-shop', '$0.53', 'reads every export of it'], ['cli', '$12.40', '']], {isTTY: true, columns: 34});
	t.is(text, [
		'task                      cost  w…',
		'csv-import-of-the-shop   $0.53  r…',
		'cli                     $12.40',
		'',
	].join('\n'));
});
