import {attributeCodes, colorParts, type Color} from '../style.js';
import type {Pen} from './pen.js';

/** The numbers of the SGR sequence that sets what the pen is, without its `m`. */
export function sgrOf({foreground, background, attributes, underline, underlineColor}: Pick<Pen, 'foreground' | 'background' | 'attributes' | 'underline' | 'underlineColor'>): string {
	return [
		'0',
		...attributeCodes(attributes),
		...underline === 0 ? [] : [underline === 1 ? '4' : `4:${underline}`],
		...colorOf(foreground, 30),
		...colorOf(background, 40),
		...colorOf(underlineColor, 50),
	].join(';');
}

/** `base` is 30 for the foreground, 40 for the background, 50 for the underline. */
function colorOf(color: Color, base: number): string[] {
	const parts = colorParts(color);
	if (parts.kind === 'default') {
		return [];
	}

	if (parts.kind === 'rgb') {
		return [`${base + 8}:2::${parts.red}:${parts.green}:${parts.blue}`];
	}

	return [base < 50 && parts.index < 8 ? String(base + parts.index) : `${base + 8}:5:${parts.index}`];
}
