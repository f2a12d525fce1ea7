import {glyphText} from './glyph.js';
import type {Grid} from './grid.js';
import {attributeCodes, colorParts, underlineKinds, type Color, type Style} from './style.js';

/** One row as text with SGR sequences, which begins and ends in the default style; blanks of that style at the end are left out. */
export function ansiRow(grid: Grid, y: number): string {
	const start = y * grid.cols;
	let [text, pending] = ['', ''];
	let last = 0;
	for (let x = 0; x < grid.cols; x++) {
		const style = grid.styleIds[start + x]!;
		const character = glyphText(grid.glyphs[start + x]!);
		const change = style === last ? '' : sgr(grid.styles.get(style));
		last = style;
		pending += change + character;
		if (character === ' ' && style === 0) {
			continue;
		}

		text += pending;
		pending = '';
	}

	return text + (last === 0 && !pending.includes('\u{1B}') ? '' : '\u{1B}[0m');
}

/** The sequence that sets a style, whatever was set before. */
export function sgr(style: Style): string {
	const underline: Partial<Record<Style['underline'], string[]>> = {none: [], single: ['4']};
	const codes = [
		'0',
		...attributeCodes(style.attributes),
		...underline[style.underline] ?? [`4:${underlineKinds.indexOf(style.underline)}`],
		...colorCodes(style.foreground, 30),
		...colorCodes(style.background, 40),
	];
	return `\u{1B}[${codes.join(';')}m`;
}

/** `base` is 30 for the foreground and 40 for the background. */
function colorCodes(color: Color, base: number): string[] {
	const parts = colorParts(color);
	if (parts.kind === 'default') {
		return [];
	}

	if (parts.kind === 'rgb') {
		return [`${base + 8};2;${parts.red};${parts.green};${parts.blue}`];
	}

	if (parts.index < 8) {
		return [String(base + parts.index)];
	}

	return [parts.index < 16 ? String(base + 52 + parts.index) : `${base + 8};5;${parts.index}`];
}
