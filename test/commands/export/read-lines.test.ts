import test from 'ava';
import {readLines} from '../../../source/commands/export/read-lines.js';
import {hold, numbered, printed} from '../logs/held.js';

test('what a session prints while its history is exported with its colours is not waited for: the export has an end', async t => {
	const {print, link} = hold(t, {historyLines: 5000});
	print(printed(numbered(0, 1200)));
	let text = '';
	let pages = 0;
	for await (const part of readLines(link, 'ansi')) {
		text += part;
		pages++;
		t.true(pages < 10);
		print(printed(numbered(pages * 10_000, (pages * 10_000) + 1000)));
	}

	t.is(pages, 3);
	t.deepEqual(text.split('\n').slice(0, 1200), numbered(0, 1200));
	t.true(text.split('\n').length < 1230, 'and nothing but what stood on the screen');
});
