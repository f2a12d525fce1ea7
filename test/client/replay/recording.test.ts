import test from 'ava';
import {parseRecording} from '../../../source/client/replay/recording.js';

const parse = (...lines: string[]) => parseRecording(lines.join('\n'), {file: 'x.cast', idle: 2});

test('both versions are read: times from the beginning, and times from the event before', t => {
	const second = parse('{"version": 2, "width": 80, "height": 24}', '[1.0, "o", "a"]', '[1.5, "r", "100x30"]', '[2.0, "i", "typed"]', '[2.5, "o", "b"]', '');
	t.deepEqual(second, {size: {cols: 80, rows: 24}, duration: 2.5, events: [
		{at: 1, kind: 'output', text: 'a'}, {at: 1.5, kind: 'resize', size: {cols: 100, rows: 30}}, {at: 2.5, kind: 'output', text: 'b'},
	]});
	const third = parse('{"version": 3, "term": {"cols": 80, "rows": 24}}', '# a remark', '[1.0, "o", "a"]', '[0.5, "r", "100x30"]', '[0.5, "i", "typed"]', '[0.5, "o", "b"]');
	t.deepEqual(third, second);
});

test('what nobody waits for is shortened, and a line that was cut off is left out', t => {
	const {events, duration} = parse('{"version": 2, "width": 80, "height": 24}', '[60, "o", "late"]', '[61, "o", "soon"]', '[9000, "o", "much lat');
	t.deepEqual(events.map(({at}) => at), [2, 3]);
	t.is(duration, 3);
});

test('what is no recording is refused with its line', t => {
	t.throws(() => parse('hello'), {message: /^x\.cast, line 1: this is no head of an asciicast/v});
	t.throws(() => parse('{"version": 2, "width": 1e9, "height": 24}'), {message: /line 1/v});
	t.throws(() => parse('{"version": 2, "width": 80, "height": 24}', '{"o": 1}', '[1, "o", "x"]'), {message: /^x\.cast, line 2: \[seconds, kind, text\] was expected, and \{"o": 1\} was given/v});
});
