import {Buffer} from 'node:buffer';
import type {Random} from '../bench/parse/random.js';
import type {Size} from '../../source/protocol/holder.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import type {Grid} from '../../source/screen/grid.js';
import {glyphWidth, wideTail} from '../../source/screen/glyph.js';
import {writeInPieces} from './cuts.js';
import {makeAtom} from './generator.js';
import {findDifference} from './oracle.js';
import {stopwatch} from './stopwatch.js';

/*
What xterm headless does not do, or otherwise: any sequence whatever, margins, rectangles, protected cells, sizes. Nothing is compared but our
engine with itself, whole and cut; and the screen has to be one.
*/

const finals = Array.from({length: 63}, (_, index) => String.fromCodePoint(0x40 + index));
const modes = [1, 3, 6, 7, 25, 40, 41, 45, 47, 66, 69, 95, 1045, 1047, 1048, 1049, 2026, 2027, 2031, 2048];

function number(random: Random, {cols, rows}: Size): string {
	return random.of(['', '0', '1', '2', '3', '5', String(random.below(rows + 2)), String(random.below(cols + 2)), '65535', '100000000000']);
}

function wildAtom(random: Random, size: Size): string {
	const numbers = (count: number) => Array.from({length: count}, () => number(random, size)).join(';');
	switch (random.below(12)) {
		case 0: {
			return `\u{1B}[${random.of(['', '?', '>', '<', '='])}${numbers(1 + random.below(4))}${random.of(['', '', '"', '$', '\'', ' ', '!', '*'])}${random.of(finals)}`;
		}

		case 1: {
			return `\u{1B}[?${random.of(modes)}${random.of(['h', 'l', 'h', 'l', 's', 'r'])}`;
		}

		case 2: {
			return `\u{1B}[${numbers(8)}$${random.of(['v', 'z', '{', 'r', 't'])}`;
		}

		case 3: {
			return `\u{1B}[${random.of(['88', '32', '126', '169', '7'])};${numbers(4)}$x`;
		}

		case 4: {
			return `\u{1B}[?69h\u{1B}[${numbers(2)}${random.of(['s', 'r'])}`;
		}

		case 5: {
			return `\u{1B}${random.of(['6', '7', '8', '9', 'D', 'E', 'H', 'M', 'N', 'O', 'V', 'W', 'Z', 'c', '#8', '%G', '(0', '(B', '*0', ' F'])}`;
		}

		case 6: {
			return `\u{1B}[${random.below(3)}"q`;
		}

		case 7: {
			return random.of(['👩‍👩‍👧', '❤️', '🇩🇪', '中文', 'é\u{301}', '\u{200D}', '한', '﷽', '1️⃣']);
		}

		default: {
			return makeAtom(random, size);
		}
	}
}

/** One stream of so many sequences, with other sizes now and then. What is wrong, in words. */
export function fuzzWild(random: Random, count: number): string | undefined {
	const [whole, cut] = [0, 1].map(() => new CellEngine({size: {cols: 12, rows: 5}, historyLines: 30})) as [CellEngine, CellEngine];
	const seen: string[] = [];
	for (let at = 0; at < count; at += 10) {
		const size = {cols: 1 + random.below(40), rows: 1 + random.below(12)};
		if (random.below(3) === 0) {
			whole.resize(size);
			cut.resize(size);
			seen.push(`(${size.cols}×${size.rows})`);
		}

		const text = Array.from({length: 10}, () => wildAtom(random, whole.size)).join('');
		const bytes = Buffer.from(text);
		seen.push(text);
		stopwatch.write(whole, bytes);
		writeInPieces(cut, bytes, random);
		const wrong = findDifference(whole, cut) ?? findFlaw(whole);
		if (wrong !== undefined) {
			return `${JSON.stringify(seen.slice(-4))}: ${wrong}`;
		}
	}

	return undefined;
}

/** What no screen may be: a cursor outside of it, or half a wide character. */
function findFlaw({cursor: {x, y}, size: {cols, rows}, grid}: CellEngine): string | undefined {
	if (!(x >= 0 && x < cols && y >= 0 && y < rows)) {
		return `the cursor is at ${x}, ${y}`;
	}

	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < cols; column++) {
			if (isHalf(grid, row, column)) {
				return `row ${row}, column ${column} holds half a character`;
			}
		}
	}

	return undefined;
}

function isHalf({glyphs, cols}: Grid, row: number, column: number): boolean {
	const at = (row * cols) + column;
	const isBegun = column > 0 && glyphWidth(glyphs[at - 1]!) === 2;
	return (glyphs[at] === wideTail) !== isBegun || (column === cols - 1 && glyphWidth(glyphs[at]!) === 2);
}
