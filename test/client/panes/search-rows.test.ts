import test from 'ava';
import {searchRows, type Rows} from '../../../source/client/panes/search-rows.js';

/** Rows of one column of text; those that begin with `>` go on what is above, without that sign. */
function rowsOf(texts: readonly string[]): Rows {
	return {count: texts.length, text: index => texts[index]!.replace(/^>/v, ''), isOnward: index => index > 0 && texts[index]!.startsWith('>')};
}

const places = async (texts: string[], pattern: string) => (await searchRows(rowsOf(texts), pattern)).map(({line, column, width}) => [line, column, width]);

test('upper case in a pattern makes case matter, and places are cells', async t => {
	t.deepEqual(await places(['日本 Error and error'], 'error'), [[0, 5, 5], [0, 15, 5]]);
	t.deepEqual(await places(['日本 Error and error'], 'Error'), [[0, 5, 5]]);
	t.deepEqual(await places(['anything'], ''), []);
	t.deepEqual(await places(['a.c abc'], 'a.c'), [[0, 0, 3]], 'a point is a point');
	t.deepEqual(await places(['a.c abc'], '/a.c/'), [[0, 0, 3], [0, 4, 3]], 'unless it stands between slashes');
	t.deepEqual(await places(['path /etc/hosts'], '/etc'), [[0, 5, 4]]);
	await t.throwsAsync(places(['x'], '/(/'), {message: /^The pattern \( is no regular expression/v});
});

test('a match is in the row that it begins in, however many rows its line has', async t => {
	t.deepEqual(await places(['no', '日本語ab', '>cd語', '>ef', 'abcd'], 'abcd'), [[1, 6, 4], [4, 0, 4]]);
	t.deepEqual(await places(['one', '>two', '', '>three'], 'ethr'), []);
	t.deepEqual(await places(['one', '', '>', '>two'], 'two'), [[3, 0, 3]]);
	const long = ['x'.repeat(50), ...Array.from({length: 5000}, (_, index) => `>${String(index).padStart(50, '.')}`)];
	t.deepEqual(await places(long, '/[.]4321/'), [[4322, 45, 5]]);
});

test('an expression that would never end is given up, and a match beyond what anybody steps through is not kept', async t => {
	await t.throwsAsync(places(['a'.repeat(60)], '/(a+)+b/'), {code: 'slow-pattern'});
	t.is((await places(Array.from({length: 5000}, () => 'ab ab'), 'ab')).length, 2000);
});
