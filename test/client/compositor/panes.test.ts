import test from 'ava';
import fc from 'fast-check';
import {Compositor, type Cursor} from '../../../source/client/compositor/compositor.js';
import {glyphText} from '../../../source/screen/glyph.js';
import {Grid, type Area} from '../../../source/screen/grid.js';
import {gridCells} from './emulator.js';
import {ModelTerminal} from './model-terminal.js';
import {applyChange, looks, pictures, size, styles, type Change} from './pictures.js';

const areas: Area[] = [{x: 1, y: 1, width: 11, height: 8}, {x: 13, y: 1, width: 10, height: 8}];
const kinds = [false, true].flatMap(margins => [false, true].flatMap(repeat => [false, true].map(synchronized => ({margins, repeat, synchronized}))));

type PaneChange = Change | {kind: 'print'; pane: number; lines: string[]; style: number};

const paneChange: fc.Arbitrary<PaneChange> = fc.record({
	kind: fc.constant('print' as const), pane: fc.nat(1), lines: fc.array(fc.constantFrom('one line', 'two', '日本', 'a-b-c-d-e-f', ''), {minLength: 1, maxLength: 4}), style: fc.nat(looks.length - 1),
});
const floors = fc.array(fc.record({changes: fc.array(fc.oneof(paneChange, paneChange, pictures.map(list => list[0]?.changes[0] ?? {kind: 'same' as const})), {maxLength: 4}), cursor: fc.option(fc.record({x: fc.nat(23), y: fc.nat(9), shape: fc.constant(0)}), {nil: undefined})}), {maxLength: 10});

function change(grid: Grid, step: PaneChange): void {
	if (step.kind !== 'print') {
		applyChange(grid, step);
		return;
	}

	// A pane prints lines at its end, as an agent does.
	const area = areas[step.pane]!;
	const before = new Grid(size, styles);
	before.glyphs.set(grid.glyphs);
	before.styleIds.set(grid.styleIds);
	const count = step.lines.length;
	grid.blit(before, {...area, y: area.y + count, height: area.height - count}, area);
	for (const [index, line] of step.lines.entries()) {
		const y = area.y + area.height - count + index;
		grid.fill({...area, y, height: 1});
		grid.put({x: area.x, y}, line, {style: looks[step.style]!, limit: area.width});
	}
}

function framed(): Grid {
	const grid = new Grid(size, styles);
	for (const {x, y, width, height} of areas) {
		grid.fill({x: x - 1, y: y - 1, width: width + 2, height: height + 2}, {text: '│', style: looks[1]!});
		grid.fill({x, y, width, height});
	}

	return grid;
}

/** The picture as it is after all that its limit left out. */
function paintAll(compositor: Compositor, grid: Grid, {cursor, limit}: {cursor: Cursor | undefined; limit: number}): string[] {
	const frames: string[] = [];
	do {
		frames.push(compositor.paint(grid, {cursor, areas, limit}));
	} while (compositor.isBehind);

	return frames;
}

function differences(terminal: ModelTerminal, grid: Grid): string[] {
	const shown = terminal.looks();
	return gridCells(grid).flatMap((cell, index) => cell === shown[index] ? [] : [`${index % size.cols},${Math.floor(index / size.cols)}: ${shown[index]} and not ${cell}`]);
}

for (const abilities of kinds) {
	const name = Object.entries(abilities).filter(([, can]) => can).map(([ability]) => ability).join(', ') || 'nothing';
	test(`panes that print are shown as they are by a terminal that can do ${name}`, t => {
		fc.assert(fc.property(floors, fc.constantFrom(Infinity, 40, 1), (sequence, limit) => {
			const terminal = new ModelTerminal(size);
			const compositor = new Compositor(size, {styles, colours: 'full'});
			compositor.allow(abilities);
			const grid = framed();
			for (const {changes, cursor} of sequence) {
				for (const step of changes) {
					change(grid, step);
				}

				for (const frame of paintAll(compositor, grid, {cursor, limit})) {
					terminal.write(frame);
				}

				t.deepEqual(differences(terminal, grid), []);
				t.is(terminal.cursorSeen, cursor !== undefined);
				t.like({x: terminal.x, y: terminal.y, ...cursor}, {x: terminal.x, y: terminal.y});
			}
		}), {numRuns: 40});
	});

	test(`no cell is blank for a moment that was text and will be text, on a terminal that can do ${name}`, t => {
		fc.assert(fc.property(floors, sequence => {
			const terminal = new ModelTerminal(size);
			const compositor = new Compositor(size, {styles, colours: 'full'});
			compositor.allow(abilities);
			const grid = framed();
			for (const {changes, cursor} of sequence) {
				for (const step of changes) {
					change(grid, step);
				}

				const before = terminal.texts();
				const wanted = Array.from(grid.glyphs, glyph => glyphText(glyph));
				const bytes = compositor.paint(grid, {cursor, areas});
				// Where nothing can be held back, what is scrolled in and what a wide character leaves is blank until it is written.
				const isExcused = !abilities.synchronized && (/\u{1B}\[\d*[ST]|\v/v.test(bytes) || [...before, ...wanted].includes(''));
				const lasting = before.flatMap((text, index) => text.trim() === '' || wanted[index]!.trim() === '' ? [] : [index]);
				const blanked: number[] = [];
				terminal.write(bytes, () => {
					blanked.push(...lasting.filter(index => terminal.cells[index]!.text === ' '));
				});
				t.deepEqual(isExcused ? [] : blanked, [], JSON.stringify(bytes));
			}
		}), {numRuns: 40});
	});
}

test('an echo is drawn by itself, and what it left for later comes with the next picture', t => {
	const echo = fc.record({pane: fc.nat(1), row: fc.nat(7), text: fc.constantFrom('x', 'typed text', '日本', '✅', ' '), style: fc.nat(looks.length - 1)});
	fc.assert(fc.property(floors, fc.array(echo, {minLength: 1, maxLength: 12}), fc.constantFrom(...kinds), (sequence, echoes, abilities) => {
		const terminal = new ModelTerminal(size);
		const compositor = new Compositor(size, {styles, colours: 'full'});
		compositor.allow(abilities);
		const grid = framed();
		terminal.write(compositor.paint(grid, {cursor: undefined, areas}));
		for (const [index, {pane, row, text, style}] of echoes.entries()) {
			const area = areas[pane]!;
			const place = {...area, y: area.y + row, height: 1};
			const before = terminal.looks();
			for (const step of sequence[index % Math.max(1, sequence.length)]?.changes ?? []) {
				change(grid, step);
			}

			grid.put(place, text, {style: looks[style]!, limit: area.width});
			terminal.write(compositor.touch(grid, {areas: [place], cursor: {x: place.x, y: place.y, shape: 0}}));
			const [shown, wanted] = [terminal.looks(), gridCells(grid)];
			const isInside = (at: number) => Math.floor(at / size.cols) === place.y && at % size.cols >= place.x && at % size.cols < place.x + place.width;
			t.deepEqual(shown.flatMap((cell, at) => cell === wanted[at] || (!isInside(at) && cell === before[at]) ? [] : [`${at}: ${cell}`]), []);
			t.like(terminal, {x: place.x, y: place.y, cursorSeen: true});
		}

		terminal.write(compositor.paint(grid, {cursor: undefined, areas}));
		t.deepEqual(differences(terminal, grid), []);
	}), {numRuns: 200});
});

test('a pane beside others that prints a line costs the line and little more where the terminal has margins', t => {
	const wide = {cols: 200, rows: 50};
	const compositor = new Compositor(wide, {styles, colours: 'full'});
	compositor.allow({margins: true, repeat: true, synchronized: true});
	const area = {x: 1, y: 3, width: 64, height: 13};
	const grid = new Grid(wide, styles);
	const draw = (first: number) => {
		for (let y = 0; y < 50; y++) {
			grid.put({x: 66, y}, `the neighbour says ${y} and stands still`);
		}

		for (let y = 0; y < area.height; y++) {
			grid.put({x: 1, y: area.y + y}, `line ${first + y} with some more text in it`);
		}
	};

	draw(100);
	compositor.paint(grid, {cursor: undefined, areas: [area]});
	draw(101);
	const bytes = compositor.paint(grid, {cursor: undefined, areas: [area]});
	t.true(bytes.length < 80, `${bytes.length} bytes: ${JSON.stringify(bytes)}`);
	draw(102);
	t.true(compositor.paint(grid, {cursor: undefined, areas: [area]}).length < 68);
});

test('of a picture that is too large for the link the pane that matters comes first, and all of it comes in the end', t => {
	const compositor = new Compositor(size, {styles, colours: 'full'});
	const terminal = new ModelTerminal(size);
	const grid = framed();
	terminal.write(compositor.paint(grid, {cursor: undefined}));
	for (const {x, y, height} of areas) {
		for (let row = 0; row < height; row++) {
			grid.put({x, y: y + row}, `row ${row} ${x}`, {style: looks[row % looks.length]!});
		}
	}

	const [, second] = areas;
	terminal.write(compositor.paint(grid, {cursor: undefined, areas: [second!, areas[0]!], limit: 100}));
	t.true(compositor.isBehind);
	t.is(terminal.texts().slice(size.cols + 13, size.cols + 21).join(''), 'row 0 13');
	t.is(terminal.texts()[(size.cols * 8) + 1], ' ');
	for (const frame of paintAll(compositor, grid, {cursor: undefined, limit: 100})) {
		t.true(frame.length < 200);
		terminal.write(frame);
	}

	t.deepEqual(differences(terminal, grid), []);
});
