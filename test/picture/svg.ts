import type {Emulator} from '../client/compositor/emulator.js';

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<Emulator['terminal']['buffer']['active']['getLine']>>['getCell']>>;
type Look = {foreground: string; background: string | undefined; bold: boolean; italic: boolean; underline: boolean};
type Run = {x: number; cells: number; text: string; look: Look};

// A cell of the usual monospace fonts at 14 px.
const cellWidth = 8.4;
const cellHeight = 18;
const margin = 14;
const paper = '#15181e';
const ink = '#d5dae3';
const palette = ['#2b303b', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#abb2bf', '#5c6370', '#ef8a92', '#b3d99a', '#f0d399', '#86c5f7', '#d99be8', '#7fd0da', '#ffffff'];

/** The screen of the reference terminal as an SVG picture. */
export function toSvg({terminal}: Emulator, title: string): string {
	const {cols, rows, buffer} = terminal;
	const width = Math.ceil((cols * cellWidth) + (2 * margin));
	const height = (rows * cellHeight) + (2 * margin);
	const lines = Array.from({length: rows}, (_, y) => runsOf(Array.from({length: cols}, (__, x) => buffer.active.getLine(buffer.active.viewportY + y)!.getCell(x)!)).map(run => drawRun(run, y)).join(''));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">`,
		`<title>${escape(title)}</title>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>`,
		'<g font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">',
		...lines.filter(line => line !== ''),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function runsOf(cells: readonly Cell[]): Run[] {
	const runs: Run[] = [];
	for (const [x, cell] of cells.entries()) {
		if (cell.getWidth() === 0) {
			continue;
		}

		const look = lookOf(cell);
		const text = cell.getChars() === '' ? ' ' : cell.getChars();
		const last = runs.at(-1);
		if (last !== undefined && JSON.stringify(last.look) === JSON.stringify(look)) {
			last.text += text;
			last.cells += cell.getWidth();
		} else {
			runs.push({x, cells: cell.getWidth(), text, look});
		}
	}

	return runs;
}

function lookOf(cell: Cell): Look {
	const foreground = colourOf({isDefault: cell.isFgDefault(), isRgb: cell.isFgRGB(), value: cell.getFgColor()});
	const background = colourOf({isDefault: cell.isBgDefault(), isRgb: cell.isBgRGB(), value: cell.getBgColor()});
	const [front, back] = cell.isInverse() === 0 ? [foreground ?? ink, background] : [background ?? paper, foreground ?? ink];
	return {foreground: cell.isDim() === 0 ? front : mix(front), background: back, bold: cell.isBold() !== 0, italic: cell.isItalic() !== 0, underline: cell.isUnderline() !== 0};
}

function colourOf({isDefault, isRgb, value}: {isDefault: boolean; isRgb: boolean; value: number}): string | undefined {
	if (isDefault) {
		return undefined;
	}

	return isRgb ? hex(value) : fromPalette(value);
}

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

/** The colours of 256: 16 named, a cube of 6×6×6, 24 greys. */
function fromPalette(index: number): string {
	if (index < 16) {
		return palette[index]!;
	}

	if (index >= 232) {
		const grey = 8 + ((index - 232) * 10);
		return hex((grey * 0x1_00_00) + (grey * 0x1_00) + grey);
	}

	const level = (part: number) => part === 0 ? 0 : 55 + (part * 40);
	const cube = index - 16;
	return hex((level(Math.floor(cube / 36)) * 0x1_00_00) + (level(Math.floor(cube / 6) % 6) * 0x1_00) + level(cube % 6));
}

/** Dim: half way to the paper. */
function mix(colour: string): string {
	const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16);
	return `#${[1, 3, 5].map(at => Math.round((part(colour, at) + part(paper, at)) / 2).toString(16).padStart(2, '0')).join('')}`;
}

function drawRun({x, cells, text, look}: Run, y: number): string {
	const left = margin + (x * cellWidth);
	const top = margin + (y * cellHeight);
	const width = cells * cellWidth;
	const back = look.background === undefined ? '' : `<rect x="${round(left)}" y="${top}" width="${round(width)}" height="${cellHeight}" fill="${look.background}"/>`;
	if (text.trim() === '') {
		return back;
	}

	const style = [look.bold ? ' font-weight="bold"' : '', look.italic ? ' font-style="italic"' : '', look.underline ? ' text-decoration="underline"' : ''].join('');
	return `${back}<text x="${round(left)}" y="${top + 13}" textLength="${round(width)}" fill="${look.foreground}"${style}>${escape(text)}</text>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
