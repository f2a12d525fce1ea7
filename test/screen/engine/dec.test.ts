import test from 'ava';
import {feed, shown, told, write} from './feed.js';

const full = 'x'.repeat(20);
const across = `${full}\r\n${full}\r\n${full}`;

const screens: Array<[promise: string, input: string, screen: string]> = [
	['in mode 45 the cursor goes back over all rows that a line was wrapped to, and no further', `abc\r\n${full}${full}y\u{1B}[?45h\u{1B}[99DZ`, `abc\nZ${'x'.repeat(19)}\n${full}\ny`],
	['in mode 1045 the cursor goes back into rows that were not wrapped', 'abc\r\nd\u{1B}[?1045h\b\bZ', `abc${' '.repeat(16)}Z\nd`],
	['in mode 1045 the first row of the region follows on the last', 'a\u{1B}[2;3r\u{1B}[2;1H\u{1B}[?1045h\bZ', `a\n\n${' '.repeat(19)}Z`],
	['neither goes back without autowrap', 'abc\r\nd\u{1B}[?1045;45h\u{1B}[?7l\b\bZ', 'abc\nZ'],
	['mode 1045 counts the column that waits to wrap', `${full}\u{1B}[?1045h\bY`, `${'x'.repeat(19)}Y`],
	['in mode 41 a tab behind the last column goes to the next row', `${full}\u{1B}[?41h\tY`, `${full}\n${' '.repeat(8)}Y`],
	['tabs go back beyond the left margin', '\u{1B}[?69h\u{1B}[5;19s\u{1B}[1;7H\u{1B}[ZY', 'Y'],
	['columns are switched only where mode 40 allows it, and then the screen is cleared', `${across}\u{1B}[?3hY`, `${across.replaceAll('\r', '')}\nY`],
	['columns are switched to the size that the pane has: all is cleared, margins too', `${across}\u{1B}[2;3r\u{1B}[?40h\u{1B}[?3hY`, 'Y'],
	['the alternate screen of mode 47 is as it was left', '\u{1B}[?47hab\u{1B}[?47l\u{1B}[2J\u{1B}[?47h', 'ab'],
	['those of 1047 and 1049 begin empty', '\u{1B}[?47hab\u{1B}[?47l\u{1B}[?1047h', ''],
	['a reset empties both screens', '\u{1B}[?47hab\u{1B}c\u{1B}[?47h', ''],
	['nothing joins a wide character that found no room without autowrap', `\u{1B}[?7l${'x'.repeat(19)}👩\u{200D}👩🇩🇪`, 'x'.repeat(19)],
	['a mark joins nothing over a sequence that is none', 'a\u{1B}[5     e\u{301}b\u{1B}[5 0e\u{301}c', 'abc'],
	['a VT300 has no left and right margins', '\u{1B}[63"p\u{1B}[?69h\u{1B}[5;6s\u{1B}[1;5Habc', '    abc'],
];

for (const [promise, input, screen] of screens) {
	test(promise, t => {
		t.is(shown(input), screen);
	});
}

test('modes are saved and restored by number', t => {
	const engine = feed('\u{1B}[?2004h\u{1B}[?2004;1;9999s\u{1B}[?2004l\u{1B}[?1h');
	t.like(engine.modes, {bracketedPaste: false, applicationCursor: true});
	write(engine, '\u{1B}[?2004;1;9999;25r');
	t.like(engine.modes, {bracketedPaste: true, applicationCursor: false});
	t.true(engine.cursor.visible);
});

test('whether columns were switched is told', t => {
	t.is(told('\u{1B}[?3h\u{1B}[?3$p\u{1B}[?40h\u{1B}[?3h\u{1B}[?3$p'), '\u{1B}[?3;2$y\u{1B}[?3;1$y');
});

test('going back without end costs no more than a screen', t => {
	const engine = feed('\u{1B}[?1045h');
	const start = performance.now();
	write(engine, '\u{1B}[65535D'.repeat(1000));
	t.true(performance.now() - start < 10_000);
});

test('of a wide character that a screen of one column has no room for, no half is shown', t => {
	const engine = feed('a中b');
	engine.resize({cols: 1, rows: 6});
	engine.refresh();
	t.deepEqual([0, 1, 2, 3].map(y => engine.grid.cell({x: 0, y}).text), ['a', ' ', ' ', 'b']);
});
