import {inSigns} from '../../screen/ambiguous.js';
import {blank, glyphOf} from '../../screen/glyph.js';
import type {Area, Grid} from '../../screen/grid.js';
import {attribute, defaultColor, type Style} from '../../screen/style.js';
import {textWidth} from '../../screen/width.js';

type Noted = {placed: {grid: Grid; y: number}; reason: string; cursor: {y: number}; shown: ReadonlyArray<{area: Area}>};

/** Says of a pane whose session has another size than it which one that is, and why. Lines say where a smaller screen ends. */
export function drawSizeNote(target: Grid, area: Area, {placed, reason, cursor, shown}: Noted): void {
	const {cols, rows} = placed.grid;
	const size = `${cols}×${rows}`;
	// Where a screen fills its pane, not on the line that the person looks at.
	const isLow = rows >= area.height && cursor.y - placed.y >= area.height / 2;
	const put = findPlace(target, area, {texts: [` ${size}, ${reason} `, ` ${size} `], isLow, shown});
	frame(target, area, placed.grid);
	put();
}

type Cropped = {placed: {grid: Grid; x: number}; isHistory: boolean; shown: ReadonlyArray<{area: Area}>};

/** Says of a pane whose session has ended that it shows a part of what there is, where nothing can make that smaller any more. A history has any number of rows. */
export function drawCropNote(target: Grid, area: Area, {placed: {grid: {cols, rows}, x}, isHistory, shown}: Cropped): void {
	const isWhole = isHistory ? cols - x <= area.width : cols <= area.width && rows <= area.height;
	if (isWhole) {
		return;
	}

	const size = isHistory ? `${cols} columns` : `${cols}×${rows}`;
	findPlace(target, area, {texts: [` ${size}, cropped `, ' cropped '], isLow: false, shown})();
}

type Texts = {texts: string[]; isLow: boolean; shown: ReadonlyArray<{area: Area}>};

/** Looks for a place for the first of the texts that has one, in the pane's border or where the program shows nothing, and returns what puts it there. */
function findPlace(target: Grid, area: Area, {texts, isLow, shown}: Texts): () => void {
	const [last, first] = [area.y + area.height - 1, area.y];
	// Its title is above it, and below it that of what is there: what stands in that is said of that.
	const isTitled = hasTitle(target, {...area, y: last + 1}) || shown.some(other => isBelow(other.area, area));
	const borders = isTitled ? [first - 1] : [first - 1, last + 1];
	const places = texts.map(words => inSigns(words)).flatMap(text => {
		const width = textWidth(text);
		return [
			...borders.map(y => ({text, y, x: inBorder(target, {...area, y}, width)})),
			...(isLow ? [first, last] : [last, first]).map(y => ({text, y, x: inBlanks(target, {...area, y}, width)})),
		];
	});
	const found = places.find(({x}) => x !== undefined);
	return () => {
		if (found !== undefined) {
			target.put({x: found.x!, y: found.y}, found.text, {style: target.styles.intern({attributes: attribute.inverse})});
		}
	};
}

/** Whether the one shares the border below the other. */
const isBelow = (one: Area, other: Area): boolean => one.y === other.y + other.height + 1 && one.x < other.x + other.width && other.x < one.x + one.width;

/** Whether more than lines stands in a stretch of border. */
function hasTitle({glyphs, cols}: Grid, {x, y, width}: Area): boolean {
	const lines = new Set([...'─┬┴┼├┤╭╮╰╯'].map(line => glyphOf(inSigns(line), 1)));
	return glyphs.subarray((y * cols) + x, (y * cols) + x + width).some(glyph => !lines.has(glyph));
}

/** The rightmost place for so many cells in a stretch of border that no title has, with a piece of it at both sides. */
function inBorder({glyphs, cols}: Grid, {x, y, width}: Area, wanted: number): number | undefined {
	const line = glyphOf(inSigns('─'), 1);
	for (let at = x + width - 1, run = 0; at >= x; at--) {
		run = glyphs[(y * cols) + at] === line ? run + 1 : 0;
		if (run === wanted + 2) {
			return at + 1;
		}
	}

	return undefined;
}

/** The place at the right end of a row, where nothing stands there: a bar without a word in it is something. */
function inBlanks({glyphs, styleIds, styles, cols}: Grid, {x, y, width}: Area, wanted: number): number | undefined {
	const end = (y * cols) + x + width;
	const isEmpty = wanted <= width && glyphs.subarray(end - wanted, end).every(glyph => glyph === blank);
	return isEmpty && styleIds.subarray(end - wanted, end).every(id => isPlain(styles.get(id))) ? x + width - wanted : undefined;
}

/** Whether nothing is seen of a blank of that style. */
const isPlain = ({background, underline, attributes}: Style): boolean =>
	background === defaultColor && underline === 'none' && (attributes & (attribute.inverse | attribute.strike | attribute.overline)) === 0;

/** Where the screen is smaller than its pane, lines say where it ends. */
function frame(target: Grid, {x, y, width, height}: Area, {cols, rows}: Grid): void {
	const style = target.styles.intern({attributes: attribute.dim});
	const edge = cols < width ? Math.min(rows, height) : 0;
	for (let row = 0; row < edge; row++) {
		target.put({x: x + cols, y: y + row}, inSigns('│'), {style, limit: 1});
	}

	const across = rows < height ? Math.min(cols, width) : 0;
	target.put({x, y: y + Math.min(rows, height - 1)}, inSigns(`${'─'.repeat(across)}${across > 0 && edge > 0 ? '╯' : ''}`), {style, limit: width});
}
