import {Buffer} from 'node:buffer';
import process from 'node:process';
import test from 'ava';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import {Grid} from '../../../source/screen/grid.js';
import {paletteColor} from '../../../source/screen/style.js';
import {feed, write} from './feed.js';

const size = {cols: 200, rows: 50};

/** The processor's milliseconds that the dearest write of a stream took, and how much it took in all. */
function measure(input: string, {engine = new CellEngine({size, historyLines: 1000}), length = 65_536}: {engine?: CellEngine; length?: number} = {}): number {
	const one = Buffer.from(input);
	const bytes = Buffer.concat(Array.from({length: Math.max(1, Math.floor(length / one.length))}, () => one));
	let worst = 0;
	for (let at = 0; at < bytes.length;) {
		const before = process.cpuUsage();
		at += engine.writeSome(bytes.subarray(at, at + 65_536));
		const {user, system} = process.cpuUsage(before);
		worst = Math.max(worst, (user + system) / 1000);
	}

	return worst;
}

const bombsOf = (number: string): string[] => [
	...Array.from('LMSTZI@PXJKHCABGbdr', final => `x\u{1B}[${number}${final}`),
	...[' @', ' A', '\'}', '\'~'].map(final => `x\u{1B}[${number}${final}`),
	`\u{1B}[88;1;1;${number};${number}$x`,
	`\u{1B}[1;1;${number};${number};1;2;2;1$v`,
	`\u{1B}[1;1;${number};${number};1;4;7$r`,
	`中\u{1B}[${number}b`,
];

const otherBombs = [
	'\u{1B}#8',
	'\u{1B}c',
	'\u{1B}[2J',
	'\u{1B}[?1049h\u{1B}[?1049l',
	'\n',
	'\u{1B}[?69h\u{1B}[2;199s\u{1B}[S',
	'\u{1B}]0;title\u{7}',
	'\u{1B}P$qm\u{1B}\\',
	'\u{1B}[5n',
	`\u{1B}]4;${'1;?;'.repeat(500)}\u{7}`,
	'👩\u{200D}',
	'🇩🇪',
	'e\u{301}\u{302}',
];

// Far more than the 20 ms that are promised, because the tests share their machine; without the limit many take a second and more.
const patience = 250;

test('no bytes make a write take long, however dear they are', t => {
	const slow: string[] = [];
	const wide = {cols: 500, rows: 200};
	for (const bomb of ['a', '\u{1B}[4ha', '中', '\u{1B}[4h中'].map(text => `\u{1B}[?69h\u{1B}[1;2s\u{1B}[H${text}\u{1B}[65535b`)) {
		const worst = measure(bomb, {engine: new CellEngine({size: wide, historyLines: 1000}), length: 200});
		if (worst > patience) {
			slow.push(`${JSON.stringify(bomb)}: ${worst} ms`);
		}
	}

	for (const bomb of [...['65536', '2147483647', '100000000000'].flatMap(number => bombsOf(number)), ...otherBombs]) {
		const worst = measure(bomb, {length: 20_000});
		if (worst > patience) {
			slow.push(`${JSON.stringify(bomb.slice(0, 40))}: ${worst} ms`);
		}
	}

	t.deepEqual(slow, []);
});

test('blanks that are wrapped without end take no more rows than text would', t => {
	for (const cell of [' ', 'x', '\u{1B}[44m ']) {
		const engine = new CellEngine({size, historyLines: 1000});
		for (let count = 0; count < 500; count++) {
			engine.write(Buffer.from(`${cell}\u{1B}[65535b`));
		}

		// A megabyte is what the limit is for short histories.
		t.true(engine.historyLines > 4000 && engine.historyLines * size.cols < 1_100_000, `${engine.historyLines} rows of ${JSON.stringify(cell)}`);
	}
});

test('what a write leaves is taken by the next, and all of it by write', t => {
	const bytes = Buffer.from(`${'\u{1B}[2J'.repeat(5000)}end`);
	const [whole, parts] = [new CellEngine({size, historyLines: 0}), new CellEngine({size, historyLines: 0})];
	whole.write(bytes);
	const first = parts.writeSome(bytes);
	t.true(first > 0 && first < bytes.length, String(first));
	for (let at = first; at < bytes.length;) {
		at += parts.writeSome(bytes.subarray(at));
	}

	t.is(parts.line(0).text, 'end');
	t.is(whole.line(0).text, 'end');
});

test('strings without end are dropped, and what follows them is shown', t => {
	for (const introducer of ['\u{1B}]0;', '\u{1B}P', '\u{1B}_G', '\u{1B}^', '\u{1B}X', '\u{1B}]52;c;']) {
		const engine = feed(`${introducer}${'A'.repeat(1_000_000)}`);
		engine.write(Buffer.from('\u{1B}\\shown'));
		t.is(engine.line(0).text, 'shown', `${JSON.stringify(introducer)} has left something.`);
		t.is(engine.title, '');
	}
});

test('device strings, pictures and passthrough never reach a cell', t => {
	t.is(feed('\u{1B}Pq#0;2;0;0;0~~\u{1B}\\\u{1B}_Gf=1;AAAA\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\\u{1B}Ptmux;\u{1B}\u{1B}]0;t\u{7}\u{1B}\\\u{1B}]1337;File=x\u{7}\u{1B}]50;f\u{7}x').line(0).text, 'x');
});

test('what a program would have handed on to the terminal around us is dropped to its end, whatever is in it and however it is cut', t => {
	const inner = '\u{1B}\u{1B}[31mred?\u{1B}\u{1B}[c\u{1B}\u{1B}]0;title\u{1B}\u{1B}\\\u{1B}\u{1B}P$qm\u{1B}\u{1B}\\';
	const text = `\u{1B}Ptmux;${inner}\u{1B}\\shown`;
	for (let cut = 0; cut < text.length; cut++) {
		const engine = feed(text.slice(0, cut));
		let replies = 0;
		engine.replies.on(() => {
			replies++;
		});
		write(engine, text.slice(cut));
		t.is(engine.line(0).text, 'shown');
		t.is(engine.title, '');
		t.is(replies, 0);
	}
});

test('a sequence with more numbers than any needs does nothing beyond them', t => {
	const engine = feed(`\u{1B}[${'1;'.repeat(30_000)}mx\u{1B}[${'1'.repeat(5000)}Cy`);
	t.is(engine.line(0).text.trimEnd().length, 20);
});

test('the styles of a screen that shows random colours are collected', t => {
	const engine = new CellEngine({size, historyLines: 100});
	let text = '';
	for (let color = 0; color < 119_999; color++) {
		text += `\u{1B}[38;2;${color & 0xFF};${(color >> 8) & 0xFF};${(color >> 16) & 0xFF};48;5;${color & 0xFF}mx`;
	}

	engine.write(Buffer.from(text));
	engine.refresh();
	t.true(engine.styles.size < 40_000, String(engine.styles.size));
	const last = 119_998;
	const {x, y} = engine.cursor;
	t.is(engine.styles.get(engine.grid.cell({x: x - 1, y}).style).foreground & 0xFF_FF_FF, ((last & 0xFF) << 16) + (((last >> 8) & 0xFF) << 8) + (last >> 16));
});

test('links beyond the limit are text, and those within it stay links', t => {
	const engine = feed(Array.from({length: 20_000}, (_, number) => `\u{1B}]8;;https://a.example/${number}\u{1B}\\x`).join(''), {size: {cols: 200, rows: 100}});
	const looks = [0, 19_999].map(index => engine.styles.get(engine.grid.cell({x: index % 200, y: Math.floor(index / 200)}).style));
	t.deepEqual(looks.map(({link}) => link), ['https://a.example/0', undefined]);
});

test('links that no line has any more make room for others', t => {
	const engine = feed('', {size: {cols: 40, rows: 4}, historyLines: 100});
	const link = (number: number) => `\u{1B}]8;;https://a.example/${number}\u{1B}\\`;
	for (let number = 0; number < 20_000; number += 1000) {
		write(engine, Array.from({length: 1000}, (_, index) => `${link(number + index)}x\u{1B}]8;;\u{1B}\\y\r\n`).join(''));
	}

	const linkAt = (line: number) => {
		const grid = new Grid({cols: 40, rows: 1}, engine.styles);
		engine.readLine(line, grid, 0);
		return [0, 1].map(x => engine.styles.get(grid.cell({x, y: 0}).style).link);
	};

	t.is(engine.totalLines, 104);
	t.deepEqual(linkAt(102), ['https://a.example/19999', undefined]);
	t.deepEqual(linkAt(0), ['https://a.example/19897', undefined]);
});

test('old lines that lose their links keep their looks', t => {
	const engine = feed('', {size: {cols: 40, rows: 4}, historyLines: 10_000});
	for (let number = 0; number < 10_000; number += 500) {
		write(engine, Array.from({length: 500}, (_, index) => `\u{1B}]8;;https://a.example/${number + index}\u{1B}\\\u{1B}[4;34mx\u{1B}[m\u{1B}]8;;\u{1B}\\\r\n`).join(''));
	}

	const grid = new Grid({cols: 40, rows: 1}, engine.styles);
	const styleOf = (line: number) => {
		engine.readLine(line, grid, 0);
		return engine.styles.get(grid.cell({x: 0, y: 0}).style);
	};

	t.like(styleOf(9999), {link: 'https://a.example/9999', foreground: paletteColor(4), underline: 'single'});
	t.like(styleOf(9100), {link: 'https://a.example/9100', foreground: paletteColor(4), underline: 'single'});
	t.like(styleOf(0), {link: undefined, foreground: paletteColor(4), underline: 'single'});
});

test('a link is kept for web addresses only', t => {
	const {grid, styles} = feed('\u{1B}]8;;https://a.example/x;y\u{7}A\u{1B}]8;;file:///etc/passwd\u{7}B\u{1B}]8;;\u{7}C');
	t.deepEqual([0, 1, 2].map(x => styles.get(grid.cell({x, y: 0}).style).link), ['https://a.example/x;y', undefined, undefined]);
});
