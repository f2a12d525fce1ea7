import fc from 'fast-check';
import type {Cursor} from '../../../source/client/compositor/compositor.js';
import {Grid} from '../../../source/screen/grid.js';
import {attribute, paletteColor, rgbColor, StyleTable} from '../../../source/screen/style.js';

/* Sequences of pictures, small enough that all of their cells can be compared after each. */

export const size = {cols: 24, rows: 10};
export const styles = new StyleTable();
export const looks = [
	0,
	styles.intern({foreground: paletteColor(1)}),
	styles.intern({foreground: paletteColor(12), background: paletteColor(3), attributes: attribute.bold}),
	styles.intern({attributes: attribute.dim + attribute.italic, underline: 'single'}),
	styles.intern({background: rgbColor(0x10_20_30)}),
	styles.intern({foreground: paletteColor(200), attributes: attribute.inverse + attribute.strike}),
	styles.intern({attributes: attribute.bold + attribute.dim + attribute.overline}),
];

export type Change =
	| {kind: 'put'; x: number; y: number; text: string; style: number}
	| {kind: 'clear row'; y: number}
	| {kind: 'scroll'; top: number; height: number; by: number}
	| {kind: 'clear'}
	| {kind: 'same'};

export type Picture = {changes: Change[]; cursor: Cursor | undefined};

const place = {x: fc.nat(size.cols - 1), y: fc.nat(size.rows - 1)};
const text = fc.oneof(fc.string({maxLength: 24}), fc.constantFrom('日本語テキスト', 'é ü ö', '─────╮', 'ab  cd      ef', '✅ done', '👩‍👩‍👧 x', ' '.repeat(3)));
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({kind: fc.constant('put' as const), ...place, text, style: fc.nat(looks.length - 1)}),
	fc.record({kind: fc.constant('put' as const), ...place, text, style: fc.constant(0)}),
	fc.record({kind: fc.constant('clear row' as const), y: place.y}),
	fc.record({kind: fc.constant('scroll' as const), top: fc.nat(5), height: fc.integer({min: 3, max: 10}), by: fc.integer({min: -3, max: 3})}),
	fc.record({kind: fc.constant('clear' as const)}),
	fc.record({kind: fc.constant('same' as const)}),
);
const cursor: fc.Arbitrary<Cursor | undefined> = fc.option(fc.record({...place, shape: fc.constantFrom(0, 2, 5)}), {nil: undefined});
export const pictures: fc.Arbitrary<Picture[]> = fc.array(fc.record({changes: fc.array(change, {maxLength: 6}), cursor}), {maxLength: 12});

export function applyChange(grid: Grid, step: Change): void {
	switch (step.kind) {
		case 'put': {
			grid.put(step, step.text, {style: looks[step.style]!});
			break;
		}

		case 'clear row': {
			grid.clearRow(step.y);
			break;
		}

		case 'scroll': {
			const before = new Grid(size, styles);
			before.glyphs.set(grid.glyphs);
			before.styleIds.set(grid.styleIds);
			for (let y = step.top; y < Math.min(size.rows, step.top + step.height); y++) {
				const from = y + step.by;
				if (from >= 0 && from < size.rows) {
					grid.copyRow(y, before, from);
				}
			}

			break;
		}

		case 'clear': {
			grid.clear();
			break;
		}

		case 'same': {
			break;
		}
	}
}
