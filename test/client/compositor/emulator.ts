import xterm from '@xterm/headless';
import unicode from '@xterm/addon-unicode11';
import {attribute, colorParts, defaultStyle, type Color} from '../../../source/screen/style.js';
import {glyphText} from '../../../source/screen/glyph.js';
import type {Grid, Size} from '../../../source/screen/grid.js';

type Terminal = xterm.Terminal;

/** The reference terminal. */
export class Emulator {
	readonly terminal: Terminal;

	constructor({cols, rows}: Size) {
		this.terminal = new xterm.Terminal({cols, rows, scrollback: 0, allowProposedApi: true});
		this.terminal.loadAddon(new unicode.Unicode11Addon());
		this.terminal.unicode.activeVersion = '11';
	}

	async write(bytes: string): Promise<void> {
		const {promise, resolve} = Promise.withResolvers<void>();
		this.terminal.write(bytes, resolve);
		return promise;
	}

	/** Whether a picture is on its way that a person would not see yet. */
	get isHeldBack(): boolean {
		return this.terminal.modes.synchronizedOutputMode;
	}

	text(): string[] {
		const {buffer, rows} = this.terminal;
		return Array.from({length: rows}, (_, y) => buffer.active.getLine(buffer.active.viewportY + y)!.translateToString(true));
	}

	/** Each cell as text: what it shows, and how. */
	cells(): string[] {
		const {buffer, rows, cols} = this.terminal;
		const found: string[] = [];
		for (let y = 0; y < rows; y++) {
			const line = buffer.active.getLine(buffer.active.viewportY + y)!;
			for (let x = 0; x < cols; x++) {
				const cell = line.getCell(x)!;
				const bits = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isInverse(), cell.isInvisible(), cell.isStrikethrough(), cell.isOverline(), cell.isUnderline()];
				const colour = (kind: {isDefault: boolean; isRgb: boolean; value: number}) => kind.isDefault ? '-' : (kind.isRgb ? `#${kind.value}` : String(kind.value));
				const text = cell.getWidth() === 0 ? '' : firstOf(cell.getChars()) || ' ';
				found.push([
					text,
					bits.map(bit => bit === 0 ? '.' : 'x').join(''),
					colour({isDefault: cell.isFgDefault(), isRgb: cell.isFgRGB(), value: cell.getFgColor()}),
					colour({isDefault: cell.isBgDefault(), isRgb: cell.isBgRGB(), value: cell.getBgColor()}),
				].join(' '));
			}
		}

		return found;
	}
}

/** The colours that bytes ask for: the numbers of SGR that mean one. */
export function coloursIn(bytes: string): number[] {
	const orders = bytes.matchAll(/\u{1B}\[(?<codes>[\d;]*)m/gv).flatMap(({groups}) => groups!['codes']!.split(';').map(Number));
	return orders.filter(code => (code >= 30 && code <= 38) || (code >= 40 && code <= 48) || (code >= 90 && code <= 107)).toArray();
}

/** The cells of a grid in the same words. */
export function gridCells(grid: Grid): string[] {
	return Array.from(grid.glyphs, (glyph, index) => {
		const style = grid.styleIds[index] === 0 ? defaultStyle : grid.styles.get(grid.styleIds[index]!);
		const bits = [attribute.bold, attribute.dim, attribute.italic, attribute.inverse, attribute.invisible, attribute.strike, attribute.overline]
			.map(bit => (style.attributes & bit) === 0 ? '.' : 'x').join('') + (style.underline === 'none' ? '.' : 'x');
		return [firstOf(glyphText(glyph)), bits, colourText(style.foreground), colourText(style.background)].join(' ');
	});
}

/** The reference terminal does not join clusters, so their first characters are compared. */
const firstOf = (text: string) => [...text][0] ?? '';

function colourText(colour: Color): string {
	const parts = colorParts(colour);
	if (parts.kind === 'default') {
		return '-';
	}

	return parts.kind === 'palette' ? String(parts.index) : `#${(parts.red << 16) + (parts.green << 8) + parts.blue}`;
}
