import {inSigns} from '../../screen/ambiguous.js';
import {Grid, type Size} from '../../screen/grid.js';
import {attribute, defaultColor, paletteColor, type Color, type StyleTable} from '../../screen/style.js';
import type {ClientModel} from '../floor/model.js';
import {chromeBlocks, type Block} from '../panels/blocks.js';
import type {Style, Theme} from '../theme/role.js';
import {themes} from '../theme/themes.js';
import type {ChromeDrawing} from './chrome-drawing.js';

/**
The chrome without Ink, cell for cell the same: for the first picture, which the person waits for while loading Ink would take
longer than everything else together.
*/
export class PlainChrome implements ChromeDrawing {
	readonly #styles: StyleTable;
	#grid: Grid;

	constructor(size: Size, styles: StyleTable) {
		this.#styles = styles;
		this.#grid = new Grid(size, styles);
	}

	get grid(): Grid {
		return this.#grid;
	}

	resize(size: Size): void {
		this.#grid = new Grid(size, this.#styles);
	}

	draw(model: ClientModel): void {
		this.#grid.clear();
		const theme = themes[model.ui.themeName];
		for (const block of chromeBlocks(model)) {
			this.#put(block, theme);
		}
	}

	close(): void {
		// Nothing is held.
	}

	#put({lines, rect}: Block, theme: Theme): void {
		for (const [row, line] of lines.slice(0, rect.height).entries()) {
			let x = 0;
			for (const {text, role = 'text'} of line) {
				x += this.#grid.put({x: rect.x + x, y: rect.y + row}, inSigns(text), {style: styleOf(theme[role], this.#styles), limit: rect.width - x});
			}
		}
	}
}

function styleOf({color, backgroundColor, bold, dimColor, inverse, underline}: Style, styles: StyleTable): number {
	return styles.intern({
		foreground: colourOf(color),
		background: colourOf(backgroundColor),
		attributes: (bold ? attribute.bold : 0) + (dimColor ? attribute.dim : 0) + (inverse ? attribute.inverse : 0),
		underline: underline ? 'single' : 'none',
	});
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** A colour as Ink's Text names it: one of the sixteen, or `ansi256(n)`. */
function colourOf(name: string | undefined): Color {
	if (name === undefined) {
		return defaultColor;
	}

	const numbered = /^ansi256\((?<index>\d+)\)$/v.exec(name)?.groups?.['index'];
	return paletteColor(numbered === undefined ? names.indexOf(name.replace(/Bright$/v, '')) + (name.endsWith('Bright') ? 8 : 0) : Number(numbered));
}
