import test from 'ava';
import fc from 'fast-check';
import {glyphText, glyphWidth} from '../../source/screen/glyph.js';
import {Grid} from '../../source/screen/grid.js';
import {gridText, rowText, sliceText} from '../../source/screen/row-text.js';
import {StyleTable} from '../../source/screen/style.js';
import {grid} from './arbitraries.js';

const make = (cols: number, rows: number) => new Grid({cols, rows}, new StyleTable());

/** Every right half has its left half, and every left half its right one. */
function isWhole(made: Grid): boolean {
	for (let y = 0; y < made.rows; y++) {
		for (let x = 0; x < made.cols; x++) {
			const width = glyphWidth(made.glyphs[(y * made.cols) + x]!);
			const next = x + 1 < made.cols ? glyphWidth(made.glyphs[(y * made.cols) + x + 1]!) : -1;
			const previous = x > 0 ? glyphWidth(made.glyphs[(y * made.cols) + x - 1]!) : -1;
			if ((width === 2 && next !== 0) || (width === 0 && previous !== 2)) {
				return false;
			}
		}
	}

	return true;
}

test('text is written in cells, wide characters in two', t => {
	const made = make(10, 2);
	t.is(made.put({x: 1, y: 0}, 'a中e\u{301}👩‍👩‍👧z'), 7);
	t.is(rowText(made, 0), ' a中e\u{301}👩‍👩‍👧z');
	t.deepEqual([1, 2, 3, 4, 5, 6, 7].map(x => made.cell({x, y: 0}).width), [1, 2, 0, 1, 2, 0, 1]);
});

test('text is cut at the limit and at the edge, never through a wide character', t => {
	const made = make(4, 1);
	t.is(made.put({x: 0, y: 0}, '中中', {limit: 3}), 2);
	t.is(made.put({x: 2, y: 0}, 'a中'), 1);
	t.is(rowText(made, 0), '中a');
});

test('half of a wide character that is written over leaves a blank', t => {
	const made = make(4, 1);
	made.put({x: 0, y: 0}, '中中');
	made.put({x: 1, y: 0}, 'x');
	t.is(rowText(made, 0), ' x中');
	made.put({x: 2, y: 0}, 'y');
	t.is(rowText(made, 0), ' xy');
});

test('no cell ever holds a control character', t => {
	const made = make(10, 1);
	made.put({x: 0, y: 0}, 'a\u{1B}[31m\u{7}\u{202E}b\u{9B}c');
	t.notRegex(gridText(made), /[\p{Control}\u{202E}]/v);
});

test('a selection takes a wide character that it touches whole', t => {
	const made = make(6, 1);
	made.put({x: 0, y: 0}, 'a中b');
	t.is(sliceText(made, 0, {from: 2, to: 4}), '中b');
});

test('a copied area shows the source and keeps wide characters whole on both sides', t => {
	t.notThrows(() => {
		fc.assert(fc.property(grid, fc.tuple(fc.integer({min: -3, max: 9}), fc.integer({min: -2, max: 4}), fc.nat(12), fc.nat(5)), fc.tuple(fc.integer({min: -3, max: 9}), fc.integer({min: -2, max: 4})), (source, [x, y, width, height], [toX, toY]) => {
			const target = new Grid({cols: 9, rows: 4}, source.styles);
			target.put({x: 0, y: 0}, '中中中中');
			target.put({x: 1, y: 1}, '中中中中');
			const before = [...target.glyphs];
			target.blit(source, {x, y, width, height}, {x: toX, y: toY});
			for (const [index, element] of before.entries()) {
				const [cellX, cellY] = [index % 9, Math.floor(index / 9)];
				const isInside = cellX >= toX - 1 && cellX <= toX + width && cellY >= toY && cellY < toY + height;
				if (!isInside && element !== target.glyphs[index]) {
					return false;
				}
			}

			return isWhole(target);
		}), {numRuns: 300});
	});
});

test('whatever is written where, wide characters stay whole', t => {
	t.notThrows(() => {
		fc.assert(fc.property(grid, isWhole));
	});
});

test('the text of a glyph is what it was made of', t => {
	const made = make(2, 1);
	for (const text of ['x', '中', 'e\u{301}', '👩‍👩‍👧', '\u{1F600}']) {
		made.put({x: 0, y: 0}, text);
		t.is(glyphText(made.glyphs[0]!), text);
	}
});
