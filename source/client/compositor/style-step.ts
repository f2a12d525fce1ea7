import {attribute, colorParts, defaultStyle, underlineKinds, type Color, type Style} from '../../screen/style.js';

/** The bytes after which a terminal that draws in one style draws in another that has just another colour of its own; undefined where more differs. */
export function stepOfForeground(before: Style, wanted: Style): string | undefined {
	const {foreground} = wanted;
	const isAll = foreground !== 0 && before.foreground !== foreground && before.background === wanted.background && before.attributes === wanted.attributes
		&& before.underline === wanted.underline && before.underlineColor === wanted.underlineColor;
	return isAll ? `\u{1B}[${colourCode(foreground, foregrounds)}m` : undefined;
}

/** The fewest bytes after which a terminal that draws in one style draws in another. */
export function stepBetween(before: Style, wanted: Style): string {
	const changes = differences(before, wanted);
	if (changes.length === 0) {
		return '';
	}

	const step = `\u{1B}[${changes.join(';')}m`;
	const afresh = `\u{1B}[${['', ...differences(defaultStyle, wanted)].join(';')}m`;
	return afresh.length < step.length ? afresh : step;
}

/** `base`: of the first eight colours. */
type Codes = {base?: number; extended: string; plain: string};

const foregrounds: Codes = {base: 30, extended: '38', plain: '39'};
const backgrounds: Codes = {base: 40, extended: '48', plain: '49'};
const underlines: Codes = {extended: '58', plain: '59'};

const onCodes = [
	[attribute.bold, '1'],
	[attribute.dim, '2'],
	[attribute.italic, '3'],
	[attribute.inverse, '7'],
	[attribute.invisible, '8'],
	[attribute.strike, '9'],
	[attribute.overline, '53'],
] as const;

const offCodes = [
	[attribute.bold | attribute.dim, '22'],
	[attribute.italic, '23'],
	[attribute.inverse, '27'],
	[attribute.invisible, '28'],
	[attribute.strike, '29'],
	[attribute.overline, '55'],
] as const;

function differences(from: Style, to: Style): string[] {
	const changes: string[] = [];
	let {attributes} = from;
	for (const [bits, code] of offCodes) {
		if ((attributes & bits & ~to.attributes) === 0) {
			continue;
		}

		changes.push(code);
		attributes &= ~bits;
	}

	for (const [bit, code] of onCodes) {
		if ((to.attributes & bit & ~attributes) !== 0) {
			changes.push(code);
		}
	}

	if (from.underline !== to.underline) {
		changes.push(underlineCode(to));
	}

	if (from.foreground !== to.foreground) {
		changes.push(colourCode(to.foreground, foregrounds));
	}

	if (from.background !== to.background) {
		changes.push(colourCode(to.background, backgrounds));
	}

	if (from.underlineColor !== to.underlineColor) {
		changes.push(colourCode(to.underlineColor, underlines));
	}

	return changes;
}

function underlineCode({underline}: Style): string {
	if (underline === 'none') {
		return '24';
	}

	return underline === 'single' ? '4' : `4:${underlineKinds.indexOf(underline)}`;
}

function colourCode(colour: Color, {base, extended, plain}: Codes): string {
	const parts = colorParts(colour);
	if (parts.kind === 'default') {
		return plain;
	}

	if (parts.kind === 'rgb') {
		return `${extended};2;${parts.red};${parts.green};${parts.blue}`;
	}

	if (base !== undefined && parts.index < 16) {
		return String(parts.index < 8 ? base + parts.index : base + 52 + parts.index);
	}

	return `${extended};5;${parts.index}`;
}
