import test from 'ava';
import {cutToWidth, graphemes, textWidth} from '../../source/screen/width.js';

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
