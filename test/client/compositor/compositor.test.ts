import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {Compositor} from '../../../source/client/compositor/compositor.js';
import {Grid} from '../../../source/screen/grid.js';
import {columnsOf} from '../../../source/screen/width.js';
import {coloursIn, Emulator, gridCells} from './emulator.js';
import {applyChange, looks, pictures, size, styles} from './pictures.js';

function differences(emulator: Emulator, grid: Grid): string[] {
	const shown = emulator.cells();
	return gridCells(grid).flatMap((cell, index) => cell === shown[index] ? [] : [`${index % grid.cols},${Math.floor(index / grid.cols)}: ${shown[index]} and not ${cell}`]);
}

const entered = '\u{1B}[?7l\u{1B}[?25l';

test('after any sequence of pictures the terminal shows the last one, cell by cell', async t => {
	await fc.assert(fc.asyncProperty(pictures, async sequence => {
		const emulator = new Emulator(size);
		await emulator.write(entered);
		const compositor = new Compositor(size, {styles, colours: 'full'});
		compositor.allow({synchronized: true, margins: false, repeat: true});
		const grid = new Grid(size, styles);
		for (const picture of sequence) {
			for (const step of picture.changes) {
				applyChange(grid, step);
			}

			await emulator.write(compositor.paint(grid, {cursor: picture.cursor}));
			t.deepEqual(differences(emulator, grid), []);
			const {cursorX: x, cursorY: y} = emulator.terminal.buffer.active;
			t.like({x, y, ...picture.cursor}, {x, y});
		}
	}), {numRuns: 150});
});

test('what somebody else has drawn is not drawn again, and what differs from it is', async t => {
	await fc.assert(fc.asyncProperty(pictures, async sequence => {
		const emulator = new Emulator(size);
		await emulator.write(entered);
		const other = new Compositor(size, {styles, colours: 'full'});
		const grid = new Grid(size, styles);
		const [first, ...later] = sequence.map(({changes}) => changes);
		for (const step of first ?? []) {
			applyChange(grid, step);
		}

		other.invalidate();
		await emulator.write(other.paint(grid, {cursor: undefined}));
		const compositor = new Compositor(size, {styles, colours: 'full'});
		const standing = new Grid(size, styles);
		standing.blit(grid, {x: 0, y: 0, width: size.cols, height: size.rows}, {x: 0, y: 0});
		compositor.assume(standing);
		const beginning = compositor.paint(grid, {cursor: undefined});
		t.is(beginning, '\u{1B}[m\u{1B}[r\u{1B}[?25l', 'but for what makes the terminal what it is taken for');
		await emulator.write(beginning);
		for (const step of later.flat()) {
			applyChange(grid, step);
		}

		await emulator.write(compositor.paint(grid, {cursor: undefined}));
		t.deepEqual(differences(emulator, grid), []);
	}), {numRuns: 100});
});

test('a terminal that shows anything at all shows the picture after invalidate, whole or piece by piece, and each cell of a whole one is written once', async t => {
	const whole = {x: 0, y: 0, width: size.cols, height: size.rows};
	const areas = [{x: 3, y: 2, width: 9, height: 4}, {x: 12, y: 2, width: 12, height: 8}];
	await fc.assert(fc.asyncProperty(pictures, fc.boolean(), fc.constantFrom(Infinity, 30), async (sequence, repeat, limit) => {
		const emulator = new Emulator(size);
		await emulator.write(`${entered}${'rubbish everywhere '.repeat(20)}\u{1B}[41m`);
		const compositor = new Compositor(size, {styles, colours: 'full'});
		compositor.allow({synchronized: false, margins: false, repeat});
		const grid = new Grid(size, styles);
		for (const step of sequence.flatMap(({changes}) => changes)) {
			applyChange(grid, step);
		}

		compositor.invalidate();
		const frames = [];
		do {
			frames.push(compositor.paint(grid, {cursor: undefined, areas, limit}));
		} while (compositor.isBehind);

		for (const frame of frames) {
			await emulator.write(frame);
		}

		t.deepEqual(differences(emulator, grid), []);
		t.is(compositor.touch(grid, {cursor: undefined, areas: [whole]}), '');
		const printed = columnsOf(stripVTControlCharacters(frames.join('')));
		t.true(limit !== Infinity || printed <= size.cols * size.rows, `${printed} cells`);
	}), {numRuns: 100});
});

test('nothing is written when nothing changed', t => {
	const compositor = new Compositor(size, {styles, colours: 'full'});
	const grid = new Grid(size, styles);
	grid.put({x: 0, y: 0}, 'text');
	t.not(compositor.paint(grid, {cursor: {x: 1, y: 1, shape: 0}}), '');
	t.is(compositor.paint(grid, {cursor: {x: 1, y: 1, shape: 0}}), '');
});

test('the cursor is coloured once where a program wants that, plain again once when it does not, and never where colours are few', t => {
	const grid = new Grid(size, styles);
	const compositor = new Compositor(size, {styles, colours: 'full'});
	const place = {x: 1, y: 1, shape: 0};
	compositor.paint(grid, {cursor: place});
	t.is(compositor.paint(grid, {cursor: {...place, color: 0x00_88_00}}), '\u{1B}]12;#008800\u{7}');
	t.is(compositor.paint(grid, {cursor: {...place, color: 0x00_88_00}}), '');
	t.true(compositor.isCursorColored);
	t.false(compositor.paint(grid, {cursor: undefined}).includes(']112'), 'nobody sees it');
	t.true(compositor.paint(grid, {cursor: place}).includes('\u{1B}]112\u{7}'));
	t.false(compositor.isCursorColored);
	compositor.paint(grid, {cursor: {...place, color: 0}});
	compositor.invalidate();
	t.true(compositor.paint(grid, {cursor: {...place, color: 0}}).includes(']12;#000000'), 'the terminal may have lost it');
	const plain = new Compositor(size, {styles, colours: '256'});
	t.false(plain.paint(grid, {cursor: {...place, color: 0x00_88_00}}).includes(']12;'));
});

test('one changed cell costs at most 20 bytes, and an echoed key beside the cursor 1', t => {
	const wide = {cols: 200, rows: 60};
	const compositor = new Compositor(wide, {styles, colours: 'full'});
	const grid = new Grid(wide, styles);
	grid.put({x: 0, y: 50}, 'x'.repeat(200));
	compositor.paint(grid, {cursor: {x: 5, y: 5, shape: 0}});
	grid.put({x: 150, y: 50}, 'a');
	t.true(compositor.paint(grid, {cursor: {x: 5, y: 5, shape: 0}}).length <= 20);
	grid.put({x: 5, y: 5}, 'l');
	t.is(compositor.paint(grid, {cursor: {x: 6, y: 5, shape: 0}}), 'l');
});

test('no picture is ever reached by a clear', t => {
	fc.assert(fc.property(pictures, sequence => {
		const compositor = new Compositor(size, {styles, colours: 'full'});
		const grid = new Grid(size, styles);
		for (const picture of sequence) {
			for (const step of picture.changes) {
				applyChange(grid, step);
			}

			const bytes = compositor.paint(grid, {cursor: picture.cursor});
			t.notRegex(bytes, /\u{1B}\[\d*J|\u{1B}c/v);
		}
	}), {numRuns: 60});
});

test('a full-width pane that prints a line is scrolled, not written anew', t => {
	const wide = {cols: 120, rows: 40};
	const compositor = new Compositor(wide, {styles, colours: 'full'});
	const grid = new Grid(wide, styles);
	const draw = (first: number) => {
		grid.clear();
		grid.put({x: 0, y: 0}, `title ${first}`);
		for (let y = 1; y < 38; y++) {
			grid.put({x: 0, y}, `│ line ${first + y} ${'of some length '.repeat(5)}`);
			grid.put({x: 119, y}, '│');
		}

		grid.put({x: 0, y: 39}, 'keys');
	};

	draw(0);
	compositor.paint(grid, {cursor: undefined});
	draw(1);
	const bytes = compositor.paint(grid, {cursor: undefined});
	t.true(bytes.length < 200, `${bytes.length} bytes`);
	t.regex(bytes, /\u{1B}\[S|\v/v);
});

for (const margins of [false, true]) {
	test(`a pane as wide as the terminal that prints a line costs the line and 18 bytes${margins ? ', with margins too' : ''}`, t => {
		const wide = {cols: 120, rows: 40};
		const compositor = new Compositor(wide, {styles, colours: 'full'});
		compositor.allow({margins, repeat: false, synchronized: true});
		const grid = new Grid(wide, styles);
		const line = (number: number) => `${number} ${(number * 7919).toString(36).repeat(8)}`;
		const draw = (first: number) => {
			grid.clear();
			grid.put({x: 0, y: 0}, '─'.repeat(120));
			for (let y = 1; y < 38; y++) {
				grid.put({x: 0, y}, line(first + y));
			}

			grid.put({x: 0, y: 38}, '─'.repeat(120));
		};

		for (const first of [100, 101]) {
			draw(first);
			compositor.paint(grid, {cursor: undefined, areas: [{x: 0, y: 1, width: 120, height: 37}]});
		}

		draw(102);
		const bytes = compositor.paint(grid, {cursor: undefined, areas: [{x: 0, y: 1, width: 120, height: 37}]});
		t.true(bytes.length <= line(139).length + 18, JSON.stringify(bytes));
	});
}

test('a terminal without colour gets none, and keeps what is bold', t => {
	const compositor = new Compositor(size, {styles, colours: 'none'});
	const grid = new Grid(size, styles);
	for (const [y, style] of looks.entries()) {
		grid.put({x: 0, y}, 'text', {style});
	}

	const bytes = compositor.paint(grid, {cursor: undefined});
	t.deepEqual(coloursIn(bytes), []);
	t.regex(bytes, /\u{1B}\[[02-9;]*1[\d;]*m/v);
});

test('a terminal of 16 colours is asked for those alone', t => {
	const compositor = new Compositor(size, {styles, colours: '16'});
	const grid = new Grid(size, styles);
	for (const [y, style] of looks.entries()) {
		grid.put({x: 0, y}, 'text', {style});
	}

	t.notRegex(compositor.paint(grid, {cursor: undefined}), /[34]8;[25]/v);
});
