import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {forgetUnseen} from '../../../source/client/display/forget-unseen.js';
import {Grid} from '../../../source/screen/grid.js';
import {rowText} from '../../../source/screen/row-text.js';
import {StyleTable} from '../../../source/screen/style.js';

test('a session that shows clusters without end costs no other session its marks', async t => {
	const styles = new StyleTable();
	const [flooding, beside] = [new Grid({cols: 1000, rows: 1}, styles), new Grid({cols: 10, rows: 1}, styles)];
	beside.put({x: 0, y: 0}, 'é́ 👨‍👩‍👧 ok');
	for (let picture = 0; picture < 100; picture++) {
		const marks = String.fromCodePoint(0x3_00 + picture) + '\u{1AB0}';
		flooding.put({x: 0, y: 0}, Array.from({length: 1000}, (_, x) => String.fromCodePoint(0x4_00 + (x % 250)) + marks + '\u{301}'.repeat(x / 250)).join(''));
		forgetUnseen(styles, () => [flooding, beside]);
		await setImmediate();
		await setImmediate();
	}

	beside.put({x: 8, y: 0}, 'ö̀');
	t.is(rowText(beside, 0), 'é́ 👨‍👩‍👧 ok ö̀');
	t.true(rowText(flooding, 0).startsWith('\u{400}\u{363}\u{1AB0}\u{401}'));
});

test('a session that shows links without end costs no other session its links', t => {
	const styles = new StyleTable();
	const [flooding, beside] = [new Grid({cols: 1000, rows: 1}, styles), new Grid({cols: 10, rows: 1}, styles)];
	const linked = (number: number) => styles.intern({link: `https://a.example/${number}`});
	beside.put({x: 0, y: 0}, 'a', {style: linked(-1)});
	for (let number = 0; number < 20_000; number++) {
		flooding.put({x: number % 1000, y: 0}, 'x', {style: linked(number)});
		forgetUnseen(styles, () => [flooding, beside]);
	}

	beside.put({x: 1, y: 0}, 'b', {style: linked(-2)});
	const linkAt = (grid: Grid, x: number) => styles.get(grid.cell({x, y: 0}).style).link;
	t.is(linkAt(beside, 0), 'https://a.example/-1');
	t.is(linkAt(beside, 1), 'https://a.example/-2');
	t.is(linkAt(flooding, 999), 'https://a.example/19999');
});
