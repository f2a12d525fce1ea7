import {attribute, colorParts, defaultStyle, underlineKinds, type Color, type Style, type StyleTable} from '../../screen/style.js';
import {mapColour, type ColourDepth} from './colour.js';

// More styles than a table of them ever has.
const idLimit = 2 ** 24;
// A pane of a thousand colours has about as many steps between them; they take less than a megabyte.
const stepLimit = 4096;

/**
What the terminal draws with at the moment, and the shortest way to another look.

Blinking is left out: nothing moves without a reason. So are links: an address that an agent chose never becomes a thing to click.
*/
export class Pen {
	readonly #styles: StyleTable;
	readonly #depth: ColourDepth;
	#mapped = new Map<number, Style>();
	#now: Style = defaultStyle;
	#id = 0;
	/** By the number of the style before and of the one after: a picture goes back and forth between a few. */
	#steps = new Map<number, string>();

	constructor(styles: StyleTable, depth: ColourDepth) {
		this.#styles = styles;
		this.#depth = depth;
	}

	/** The bytes that make the terminal draw in a style; often none. */
	change(id: number): string {
		const wanted = this.#wanted(id);
		if (wanted === this.#now) {
			return '';
		}

		const before = this.#now;
		this.#now = wanted;
		const key = (this.#id * idLimit) + id;
		this.#id = id;
		const known = this.#steps.get(key);
		if (known !== undefined) {
			return known;
		}

		if (this.#steps.size >= stepLimit) {
			this.#steps.clear();
		}

		const step = shortest(before, wanted);
		this.#steps.set(key, step);
		return step;
	}

	/** The bytes after which what is erased or scrolled in is plain: every terminal gives it the background, some give it lines and reversal too. */
	plain(): string {
		const {background, underline, attributes} = this.#now;
		return background === 0 && underline === 'none' && (attributes & lasting) === 0 ? '' : this.change(0);
	}

	/** Numbers of styles mean something else now; or the terminal was given away and draws plainly again. */
	forget(): void {
		this.#mapped = new Map();
		this.#steps = new Map();
		this.#now = defaultStyle;
		this.#id = 0;
	}

	#wanted(id: number): Style {
		const known = this.#mapped.get(id);
		if (known !== undefined) {
			return known;
		}

		const style = id === 0 ? defaultStyle : drawable(this.#styles.get(id), this.#depth);
		this.#mapped.set(id, style);
		return style;
	}
}

function shortest(before: Style, wanted: Style): string {
	const changes = differences(before, wanted);
	if (changes.length === 0) {
		return '';
	}

	const step = `\u{1B}[${changes.join(';')}m`;
	const afresh = `\u{1B}[${['', ...differences(defaultStyle, wanted)].join(';')}m`;
	return afresh.length < step.length ? afresh : step;
}

const lasting = attribute.inverse | attribute.strike | attribute.overline;

function drawable(style: Style, depth: ColourDepth): Style {
	return {
		foreground: mapColour(style.foreground, depth),
		background: mapColour(style.background, depth),
		attributes: style.attributes & ~attribute.blink,
		// Kinds of underlines and their colours are understood by terminals that have all colours, and misread by others.
		underline: depth === 'full' || style.underline === 'none' ? style.underline : 'single',
		underlineColor: depth === 'full' ? style.underlineColor : 0,
	};
}

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
		changes.push(colourCode(to.foreground, {base: 30, extended: '38', plain: '39'}));
	}

	if (from.background !== to.background) {
		changes.push(colourCode(to.background, {base: 40, extended: '48', plain: '49'}));
	}

	if (from.underlineColor !== to.underlineColor) {
		changes.push(colourCode(to.underlineColor, {extended: '58', plain: '59'}));
	}

	return changes;
}

function underlineCode({underline}: Style): string {
	if (underline === 'none') {
		return '24';
	}

	return underline === 'single' ? '4' : `4:${underlineKinds.indexOf(underline)}`;
}

function colourCode(colour: Color, {base, extended, plain}: {base?: number; extended: string; plain: string}): string {
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
