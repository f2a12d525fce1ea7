import {blank, glyphOfCodePoint} from '../glyph.js';
import {attribute, type Style} from '../style.js';
import {graphicOf} from './charsets.js';
import {eraseSpan} from './erases.js';
import type {Command, Commands} from './machine.js';
import type {Parameters} from './parameters.js';
import type {Terminal} from './terminal.js';

// Nanoseconds.
const perCell = 20;

export type Rectangle = {top: number; left: number; bottom: number; right: number};

/** Four numbers from `first` on: top, left, bottom, right, counted from 1. Undefined when that is none. */
export function rectangleAt({modes, sheet, cols, rows}: Terminal, parameters: Parameters, first: number): Rectangle | undefined {
	const [x, y] = modes.origin ? [sheet.left, sheet.top] : [0, 0];
	const [lastX, lastY] = modes.origin ? [sheet.right, sheet.bottom] : [cols - 1, rows - 1];
	const top = y + parameters.counted(first) - 1;
	const left = x + parameters.counted(first + 1) - 1;
	const bottom = Math.min(lastY, y + (parameters.get(first + 2) === 0 ? rows : parameters.get(first + 2)) - 1);
	const right = Math.min(lastX, x + (parameters.get(first + 3) === 0 ? cols : parameters.get(first + 3)) - 1);
	return top <= bottom && left <= right ? {top, left, bottom, right} : undefined;
}

/** DECFRA */
const fill: Command = ({terminal}, parameters) => {
	const code = parameters.get(0);
	const area = rectangleAt(terminal, parameters, 1);
	if (area === undefined || code < 0x20 || code === 0x7F || code > 0xFF || (code >= 0x80 && code < 0xA0)) {
		return;
	}

	const isGraphic = code < 0x7F && terminal.charsets.isGraphic.at(terminal.charsets.level)!;
	terminal.sheet.page.fill(area, glyphOfCodePoint(isGraphic ? graphicOf(code) : code, 1), terminal.pen.style);
};

/** DECERA */
const erase: Command = ({terminal}, parameters) => {
	const area = rectangleAt(terminal, parameters, 0);
	if (area !== undefined) {
		terminal.sheet.page.fill(area, blank, terminal.pen.eraseStyle);
	}
};

/** DECSERA */
const eraseUnprotected: Command = ({terminal}, parameters) => {
	const area = rectangleAt(terminal, parameters, 0);
	for (let y = area?.top ?? 0; y <= (area?.bottom ?? -1); y++) {
		eraseSpan(terminal, y, {from: area!.left, to: area!.right + 1, how: 'within'});
	}
};

/** DECCRA */
const copy: Command = ({terminal}, parameters) => {
	const from = rectangleAt(terminal, parameters, 0);
	const {modes, sheet, cols, rows} = terminal;
	if (from === undefined) {
		return;
	}

	const top = (modes.origin ? sheet.top : 0) + parameters.counted(5) - 1;
	const left = (modes.origin ? sheet.left : 0) + parameters.counted(6) - 1;
	const height = Math.min(from.bottom - from.top + 1, rows - top);
	const width = Math.min(from.right - from.left + 1, cols - left);
	if (width <= 0) {
		return;
	}

	for (let row = 0; row < height; row++) {
		// Away from what is still to be read.
		const line = top > from.top ? height - 1 - row : row;
		sheet.page.copyCells({y: from.top + line, x: from.left, width}, {y: top + line, x: left});
	}
};

const codes = new Map<number, number>([
	[1, attribute.bold],
	[5, attribute.blink],
	[7, attribute.inverse],
	[8, attribute.invisible],
]);

/** DECCARA (sets) and DECRARA (reverses). */
const restyle = (change: (style: Style, code: number) => Style): Command => (machine, parameters) => {
	const {terminal} = machine;
	const area = rectangleAt(terminal, parameters, 0);
	if (area === undefined) {
		return;
	}

	const {page} = terminal.sheet;
	const known = new Map<number, number>();
	for (let {top: y} = area; y <= area.bottom; y++) {
		const start = page.start(y);
		const [from, to] = machine.extent === 2 ? [area.left, area.right] : [y === area.top ? area.left : 0, y === area.bottom ? area.right : terminal.cols - 1];
		for (let x = from; x <= to; x++) {
			const id = page.styleIds[start + x]!;
			const next = known.get(id) ?? machine.restyle(id, style => {
				let changed = style;
				for (let index = 4; index < Math.max(5, parameters.count); index++) {
					changed = change(changed, parameters.get(index));
				}

				return changed;
			});
			known.set(id, next);
			page.styleIds[start + x] = next;
		}

		page.touch(page.order[y]!);
		page.work += (to - from + 1) * perCell;
	}
};

const set = (style: Style, code: number): Style => {
	if (code === 0) {
		return {...style, attributes: style.attributes & ~(attribute.bold | attribute.blink | attribute.inverse | attribute.invisible), underline: 'none', underlineColor: 0};
	}

	if (code === 4 || code === 24) {
		return {...style, underline: code === 4 ? 'single' : 'none'};
	}

	return {...style, attributes: code > 20 ? style.attributes & ~(codes.get(code - 20 === 2 ? 1 : code - 20) ?? 0) : style.attributes | (codes.get(code) ?? 0)};
};

const reverse = (style: Style, code: number): Style => {
	const flipped = {...style, attributes: style.attributes ^ (code === 0 ? attribute.bold | attribute.blink | attribute.inverse | attribute.invisible : codes.get(code) ?? 0)};
	return code === 0 || code === 4 ? {...flipped, underline: style.underline === 'none' ? 'single' : 'none', underlineColor: 0} : flipped;
};

/** With a dollar sign before the final byte. */
export const rectangles: Commands = [
	['x', fill],
	['z', erase],
	['{', eraseUnprotected],
	['v', copy],
	['r', restyle(set)],
	['t', restyle(reverse)],
];

/** DECSACE, with an asterisk: whether DECCARA and DECRARA mean a rectangle or a stream of cells. */
export const rectangleExtent: Commands = [['x', (machine, parameters) => {
	machine.extent = ([0, 1, 2] as const)[parameters.get(0)] ?? machine.extent;
}]];
