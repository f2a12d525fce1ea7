import test from 'ava';
import stringWidth from 'string-width';
import {columnsOf, cutToWidth, graphemes, graphemeWidth, textWidth} from '../../source/screen/width.js';

test('text is as wide as its cells', t => {
	t.deepEqual(['', 'abc', '中文', 'e\u{301}', '👩‍👩‍👧', '✅', '│'].map(textWidth), [0, 3, 4, 1, 2, 2, 1]);
});

test('graphemes come with their widths', t => {
	t.deepEqual([...graphemes('a中e\u{301}')], [{text: 'a', width: 1}, {text: '中', width: 2}, {text: 'e\u{301}', width: 1}]);
});

test('text that is too wide is cut before a whole character and says so', t => {
	t.is(cutToWidth('abcdef', 6), 'abcdef');
	t.is(cutToWidth('abcdef', 4), 'abc…');
	t.is(cutToWidth('中文字', 4), '中…');
	t.is(cutToWidth('abc', 0), '');
});

test('the short way gives what is measured the long way, for each character before those of East Asia, alone and beside others', t => {
	const different: string[] = [];
	for (let code = 0; code < 0x30_00; code++) {
		const character = String.fromCodePoint(code);
		const measured = stringWidth(character);
		// Some Indic characters count 3 and more; a cell holds 2 at most.
		if (columnsOf(character) !== measured || graphemeWidth(character) !== Math.min(2, measured) || columnsOf(`─${character}a`) !== stringWidth(`─${character}a`)) {
			different.push(code.toString(16));
		}
	}

	t.deepEqual(different, []);
});
