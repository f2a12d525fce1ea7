import test from 'ava';
import {readText} from '../../../source/commands/logs/read-text.js';
import {replyTooLong} from '../../../source/protocol/holder.js';
import {hold} from './held.js';

test('a text that is longer than a message may be is refused with how to have it, and read line by line', async t => {
	const {print, link} = hold(t, {size: {cols: 200, rows: 24}, historyLines: 10_000});
	// A cell of 17 code points, 49 bytes, a row full of it, and 70 MB of rows.
	const cell = `a${'\u{20D0}'.repeat(16)}`;
	const count = 7200;
	for (let written = 0; written < count; written += 100) {
		print(`${cell}\u{1B}[199b\r\n`.repeat(100));
	}

	const refused = await t.throwsAsync(link.text(), {code: replyTooLong});
	t.regex(refused.message, /longer than the 64 MB that a message may have.*fewer lines.*`millwright export s-held -o FILE`/v);
	t.is((await link.getStatus()).session, 's-held', 'and the connection stays');
	const text = await readText(link);
	t.is(text.split('\n').length, count);
	t.is(text.length, (count * ((200 * cell.length) + 1)) - 1);
});
