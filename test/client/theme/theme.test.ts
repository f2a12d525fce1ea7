import test from 'ava';
import fc from 'fast-check';
import {clock, duration, elapsed, money, progressBar, sparkline, untilNextElapsed} from '../../../source/client/theme/figures.js';
import {cutTo, fit, plain, span, widthOf, wrap} from '../../../source/client/theme/line.js';
import {roles} from '../../../source/client/theme/role.js';
import {chooseTheme, themes} from '../../../source/client/theme/themes.js';

test('every theme says how every role looks, and mono does it without colour', t => {
	for (const theme of Object.values(themes)) {
		t.deepEqual(Object.keys(theme).toSorted(), [...roles].toSorted());
	}

	t.true(Object.values(themes.mono).every(({color, backgroundColor}) => color === undefined && backgroundColor === undefined));
});

test('NO_COLOR is stronger than what is configured, unless it is empty', t => {
	t.is(chooseTheme({NO_COLOR: '1'}, 'light'), 'mono');
	t.is(chooseTheme({NO_COLOR: ''}, 'light'), 'light');
	t.is(chooseTheme({}), 'dark');
	t.is(chooseTheme({}, 'high-contrast'), 'contrast');
});

test('the theme follows the terminal where it says that it is light', t => {
	t.is(chooseTheme({COLORFGBG: '0;15'}), 'light');
	t.is(chooseTheme({COLORFGBG: '0;default;7'}), 'light');
	t.is(chooseTheme({COLORFGBG: '15;0'}), 'dark');
	t.is(chooseTheme({COLORFGBG: '0;15'}, 'dark'), 'dark');
});

test('times and sums read as a person says them', t => {
	t.deepEqual([0, 41_999, 192_000, 840_000, 7_500_000, 273_600_000].map(duration), ['0s', '41s', '3m12s', '14m', '2h05m', '3d4h']);
	t.deepEqual([0, 59_999, 60_000, 192_000, 840_000, 7_500_000, 273_600_000].map(elapsed), ['0s', '59s', '1m', '3m', '14m', '2h05m', '3d4h']);
	t.deepEqual([money(0.314), money(123.4), money(2, 'estimated')], ['$0.31', '$123', '~$2.00']);
	t.is(progressBar(0.99, 5), '▰▰▰▰▱');
	t.is(progressBar(1, 5), '▰▰▰▰▰');
	t.is(sparkline([0, 0]), '▁▁');
	t.is(sparkline([0, 1, 2]), '▁▅█');
	t.regex(clock(0), /^\d\d:\d\d$/v);
});

test('the next change of an age is when it reads differently', t => {
	fc.assert(fc.property(fc.integer({min: 0, max: 400_000_000}), age => {
		const wait = untilNextElapsed(age);
		t.is(elapsed(age + wait - 1), elapsed(age));
		t.not(elapsed(age + wait), elapsed(age));
	}));
});

test('a fitted line is exactly as wide as asked, and says by an ellipsis that it was cut', t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme', maxLength: 80}), fc.integer({min: 1, max: 60}), (text, width) => {
		const line = [span(plain(text)), span('日本'), span('end', 'dim')];
		t.is(widthOf(fit(line, width)), width);
		t.is(cutTo(line, width).at(-1)!.text.endsWith('…'), widthOf(line) > width);
	}));
});

test('wrapped text loses nothing and is never too wide', t => {
	fc.assert(fc.property(fc.array(fc.string({unit: fc.constantFrom('a', 'b', '日', '-'), minLength: 1, maxLength: 30})), fc.integer({min: 2, max: 40}), (words, width) => {
		const lines = wrap(words.join(' '), width);
		t.true(lines.every(line => widthOf([span(line)]) <= width));
		t.is(lines.join('').replaceAll(' ', ''), words.join(''));
	}));
});
