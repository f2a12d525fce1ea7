import {blank, glyphOf, glyphOfCodePoint, wideTail, type Glyph} from '../screen/glyph.js';
import type {Grid} from '../screen/grid.js';
import {attribute, defaultColor, paletteColor, rgbColor, underlineKinds, type Color, type Style, type StyleTable} from '../screen/style.js';
import {wraps} from '../screen/wraps.js';
import {backgroundFlag, cellSize, color, content, foregroundFlag, type XtermExtended, type XtermLine} from './xterm-internals.js';

/** Reads lines of the engine into grids, and remembers which of its attributes are which style. */
export class CellReader {
	readonly #styles: StyleTable;
	readonly #links: (id: number) => string | undefined;
	#known = new Map<string, number>();

	/** `links` gives the address of a link's number. */
	constructor(styles: StyleTable, links: (id: number) => string | undefined) {
		this.#styles = styles;
		this.#links = links;
	}

	/** Forgets the styles: to be called when the table renumbers them. */
	forget(): void {
		this.#known = new Map();
	}

	/** Copies a line into a row; what the line is too short for is blank. */
	read(line: XtermLine | undefined, grid: Grid, y: number): void {
		grid.clearRow(y);
		grid.wrapped[y] = line?.isWrapped === true ? wraps.yes : wraps.no;
		const end = Math.min(grid.cols, line?.length ?? 0);
		const start = y * grid.cols;
		let [lastForeground, lastBackground, style] = [0, 0, 0];
		for (let x = 0; x < end; x++) {
			const data = line!._data;
			const [foreground, background] = [data[(x * cellSize) + 1]!, data[(x * cellSize) + 2]!];
			if ((background & backgroundFlag.extended) !== 0) {
				style = this.#styleOf(foreground, background, line!._extendedAttrs[x]);
				// The same two numbers may stand for another underline or link in the next cell.
				lastForeground = -1;
			} else if (foreground !== lastForeground || background !== lastBackground) {
				style = this.#plainStyleOf(foreground, background);
				[lastForeground, lastBackground] = [foreground, background];
			}

			grid.styleIds[start + x] = style;
			grid.glyphs[start + x] = glyphAt(line!, x, {previous: x > 0 ? grid.glyphs[start + x - 1]! : blank, isLast: x === grid.cols - 1});
		}
	}

	#plainStyleOf(foreground: number, background: number): number {
		if (foreground === 0 && background === 0) {
			return 0;
		}

		const key = `${foreground},${background}`;
		const known = this.#known.get(key);
		if (known !== undefined) {
			return known;
		}

		const style = this.#styleOf(foreground, background);
		this.#known.set(key, style);
		return style;
	}

	#styleOf(foreground: number, background: number, extended?: XtermExtended): number {
		const link = extended === undefined || extended.urlId === 0 ? undefined : this.#links(extended.urlId);
		const isUnderlined = (foreground & foregroundFlag.underline) !== 0;
		const style: Style = {
			foreground: toColor(foreground),
			background: toColor(background),
			attributes: attributesOf(foreground, background),
			underline: isUnderlined ? underlineOf(extended) : 'none',
			underlineColor: isUnderlined && extended !== undefined ? toColor(extended.underlineColor) : defaultColor,
			...(link === undefined ? {} : {link}),
		};
		return this.#styles.intern(style);
	}
}

function glyphAt(line: XtermLine, x: number, {previous, isLast}: {previous: Glyph; isLast: boolean}): Glyph {
	const cell = line._data[x * cellSize]!;
	const width = cell >>> content.widthShift;
	if (width === 0) {
		// A half that lost its other half, or a lone mark, is shown as nothing.
		return previous >>> content.widthShift === 2 ? wideTail : blank;
	}

	const wide = width === 2 && !isLast ? 2 : 1;
	if ((cell & content.cluster) !== 0) {
		return glyphOf(line._combined[x] ?? ' ', wide);
	}

	const codePoint = cell & content.codePoint;
	return codePoint === 0 ? blank : glyphOfCodePoint(codePoint, wide);
}

function toColor(bits: number): Color {
	const mode = (bits >>> color.modeShift) & color.mode;
	if (mode === 0) {
		return defaultColor;
	}

	return mode === 3 ? rgbColor(bits & color.value) : paletteColor(bits & color.index);
}

function attributesOf(foreground: number, background: number): number {
	const has = (bits: number, flag: number, value: number) => (bits & flag) === 0 ? 0 : value;
	return has(foreground, foregroundFlag.bold, attribute.bold)
		+ has(background, backgroundFlag.dim, attribute.dim)
		+ has(background, backgroundFlag.italic, attribute.italic)
		+ has(foreground, foregroundFlag.blink, attribute.blink)
		+ has(foreground, foregroundFlag.inverse, attribute.inverse)
		+ has(foreground, foregroundFlag.invisible, attribute.invisible)
		+ has(foreground, foregroundFlag.strike, attribute.strike)
		+ has(background, backgroundFlag.overline, attribute.overline);
}

/** A link without an underline of its own is shown dashed by xterm; here it is an underline like any other. */
function underlineOf(extended: XtermExtended | undefined): Style['underline'] {
	const kind = extended?.urlId === 0 ? extended.underlineStyle : 1;
	return underlineKinds[kind] ?? 'single';
}
