import fc from 'fast-check';
import {blank, glyphOf, glyphOfCodePoint} from '../../source/screen/glyph.js';
import {Grid} from '../../source/screen/grid.js';
import {StyleTable, paletteColor, rgbColor, underlineKinds, type Style} from '../../source/screen/style.js';
import {wraps} from '../../source/screen/wraps.js';

export const color = fc.oneof(fc.constant(0), fc.nat(255).map(paletteColor), fc.nat(0xFF_FF_FF).map(rgbColor));

export const style: fc.Arbitrary<Style> = fc.record({
	foreground: color,
	background: color,
	attributes: fc.nat(255),
	underline: fc.constantFrom(...underlineKinds),
	underlineColor: color,
	link: fc.webUrl(),
}, {requiredKeys: ['foreground', 'background', 'attributes', 'underline', 'underlineColor']});

const glyph = fc.oneof(
	fc.constant(blank),
	fc.constantFrom('a', 'Z', '~', 'é', '│').map(text => glyphOf(text, 1)),
	fc.constantFrom('中', '字').map(text => glyphOf(text, 2)),
	fc.constantFrom('e\u{301}', 'n\u{303}\u{301}').map(text => glyphOf(text, 1)),
	fc.constantFrom('👩‍👩‍👧', '🇺🇳').map(text => glyphOf(text, 2)),
	fc.nat(0x10_FF_FF).map(codePoint => glyphOfCodePoint(codePoint, 1)),
);

/** A grid of a few styles, written to at random places. */
export const grid: fc.Arbitrary<Grid> = fc.record({
	size: fc.record({cols: fc.integer({min: 2, max: 20}), rows: fc.integer({min: 1, max: 6})}),
	styles: fc.array(style, {minLength: 1, maxLength: 4}),
	wrapped: fc.array(fc.tuple(fc.nat(5), fc.constantFrom(wraps.yes, wraps.afterBlank)), {maxLength: 3}),
	cells: fc.array(fc.record({x: fc.nat(20), y: fc.nat(6), glyph, style: fc.nat(3)}), {maxLength: 60}),
}).map(({size, styles, wrapped, cells}) => {
	const table = new StyleTable();
	const ids = [0, ...styles.map(parts => table.intern(parts))];
	const made = new Grid(size, table);
	for (const {x, y, glyph: shown, style: number} of cells) {
		made.set({x, y}, shown, ids[number % ids.length]!);
	}

	for (const [y, wrap] of wrapped) {
		made.wrapped[y] = wrap;
	}

	return made;
});
