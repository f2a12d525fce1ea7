import {attribute, defaultStyle, type Style, type StyleTable} from '../../screen/style.js';
import {mapColour, type ColourDepth} from './colour.js';
import {stepBetween, stepOfForeground} from './style-step.js';

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
	/** By the number of the style. */
	#mapped: Array<Style | undefined> = [];
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
		// A program that paints in colours without end: nothing to keep of them.
		const simple = stepOfForeground(before, wanted);
		if (simple !== undefined) {
			return simple;
		}

		const known = this.#steps.get(key);
		if (known !== undefined) {
			return known;
		}

		if (this.#steps.size >= stepLimit) {
			this.#steps.clear();
		}

		const step = stepBetween(before, wanted);
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
		this.#mapped = [];
		this.#steps = new Map();
		this.#now = defaultStyle;
		this.#id = 0;
	}

	#wanted(id: number): Style {
		const mapped = this.#mapped;
		// Without gaps: an array with large ones is a slow one.
		while (mapped.length <= id) {
			mapped.push(undefined);
		}

		mapped[id] ??= drawable(this.#styles.get(id), this.#depth);
		return mapped[id];
	}
}

const lasting = attribute.inverse | attribute.strike | attribute.overline;

function drawable(style: Style, depth: ColourDepth): Style {
	if (depth === 'full' && (style.attributes & attribute.blink) === 0) {
		return style;
	}

	return {
		foreground: mapColour(style.foreground, depth),
		background: mapColour(style.background, depth),
		attributes: style.attributes & ~attribute.blink,
		// Kinds of underlines and their colours are understood by terminals that have all colours, and misread by others.
		underline: depth === 'full' || style.underline === 'none' ? style.underline : 'single',
		underlineColor: depth === 'full' ? style.underlineColor : 0,
	};
}
