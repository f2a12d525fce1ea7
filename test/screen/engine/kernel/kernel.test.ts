import {Buffer} from 'node:buffer';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {CellEngine} from '../../../../source/screen/engine/cell-engine.js';
import {inputLimit, machine as assembled, withInput} from '../../../../source/screen/engine/kernel/input.js';
import {makeCells, plainCells, type Cells} from '../../../../source/screen/engine/kernel/kernel.js';
import {assembleKernel, codeFile} from './assemble.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

const [cols, rows] = [70, 5];
const cells = cols * rows;

/** What a machine's loop might get wrong: lengths around sixteen, and bytes at the edges of what is printed. */
const bytes = fc.uint8Array({maxLength: 3 * cols}).map(array => array.map(byte => byte < 200 ? 0x20 + (byte % 0x5F) : [0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xFF, 0x1B, 0x0A][byte % 8]!));
const stretch = fc.tuple(fc.nat(cells), fc.nat(cols)).map(([cell, count]) => ({cell, end: Math.min(cells, cell + count)}));
const word = fc.integer({min: 0, max: 0xFF_FF_FF_FF});

/** Both sorts of cells, with the same in them. */
function both(seed: number): [Cells, Cells] {
	const made: [Cells, Cells] = [makeCells(cols, rows), plainCells(cols, rows)];
	for (const {glyphs, styleIds} of made) {
		for (let index = 0; index < cells; index++) {
			glyphs[index] = Math.imul(seed + index, 0x9E_37_79_B1);
			styleIds[index] = Math.imul(seed - index, 0x85_EB_CA_6B);
		}
	}

	return made;
}

const seen = ({glyphs, styleIds, scratch}: Cells) => ({glyphs: [...glyphs], styleIds: [...styleIds], scratch: [...scratch]});

test('the code of the kernel is what its text says', async t => {
	t.is(await readFile(codeFile, 'utf8'), await assembleKernel(), 'Run `npm run kernel`.');
});

test('the machine writes letters as the plain loops do, and nothing beyond them', t => {
	t.truthy(assembled);
	fc.assert(fc.property(bytes, stretch, fc.nat(20), word, (given, {cell, end}, from, seed) => {
		const [machine, plain] = both(seed);
		withInput(given, staged => {
			const to = Math.min(staged.length, from + end - cell);
			t.is(machine.kernel.text(from, to, cell), plain.kernel.text(from, to, cell));
			return to;
		});
		t.deepEqual(seen(machine), seen(plain));
	}), {numRuns: 2000});
});

test('the machine styles, blanks and packs cells as the plain loops do, and no others', t => {
	fc.assert(fc.property(stretch, word, fc.constantFrom('style', 'blank', 'letters'), ({cell, end}, value, name) => {
		const [machine, plain] = both(value);
		for (const {kernel} of [machine, plain]) {
			kernel[name](cell, end, value);
		}

		t.deepEqual(seen(machine), seen(plain));
	}), {numRuns: 2000});
});

test('a page begins blank', t => {
	for (const made of [makeCells(7, 3), plainCells(7, 3)]) {
		t.true(made.glyphs.every(glyph => glyph === 0x40_00_20));
		t.true(made.styleIds.every(id => id === 0));
		t.is(made.glyphs.length, 21);
	}
});

test('no more than the input has room for is taken at a time', t => {
	t.is(withInput(new Uint8Array(inputLimit + 5).fill(0x41), ({length}) => length), inputLimit);
});

test('a screen that is written to while another is at it disturbs it in nothing', t => {
	const size = {cols: 20, rows: 2};
	const [outer, inner] = [new CellEngine({size, historyLines: 0}), new CellEngine({size, historyLines: 0})];
	outer.bell.on(() => {
		inner.write(Buffer.from('something else of its own'));
	});
	outer.write(Buffer.from('before\u{7}after, and more'));
	t.is(outer.line(0).text, 'beforeafter, and mor');
	t.is(inner.line(0).text, 'something else of it');
});

test('without a machine the screen is the same', async t => {
	const script = path.join(import.meta.dirname, 'show.js');
	const run = async (...given: string[]) => (await execute(process.execPath, [...given, script])).stdout.split('\n');
	const [usual, plain] = [await run(), await run('--jitless')];
	t.is(usual[0], 'by machine');
	t.is(plain[0], 'plain');
	t.deepEqual(plain.slice(1), usual.slice(1));
});
