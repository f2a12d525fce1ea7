import {XtermEngine} from '../../source/holder/xterm-engine.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import type {ScreenEngine} from '../../source/screen/engine.js';
import {blank, glyphText} from '../../source/screen/glyph.js';
import {attribute, type Style} from '../../source/screen/style.js';
import {stopwatch} from './stopwatch.js';

export type Pair = {ours: CellEngine; oracle: XtermEngine; write(bytes: Uint8Array): void; dispose(): void};

type Options = {size: ScreenEngine['size']; historyLines: number};

// By rows, in xterm.
const limits = new WeakMap<ScreenEngine, number>();

/** How many of its oldest rows ours has before those of a full oracle: what was wrapped is one line of its limit. */
const more = (ours: ScreenEngine, oracle: ScreenEngine): number => oracle.historyLines === limits.get(oracle) ? Math.max(0, ours.historyLines - oracle.historyLines) : 0;

/** Our engine and xterm headless behind its filter, given the same bytes. */
export function makePair(options: Options): Pair {
	const ours = new CellEngine(options);
	const oracle = new XtermEngine(options);
	limits.set(oracle, options.historyLines);
	return {
		ours,
		oracle,
		write(bytes) {
			stopwatch.write(ours, bytes);
			oracle.write(bytes);
		},
		dispose() {
			ours.dispose();
			oracle.dispose();
		},
	};
}

/** The first thing in which two engines differ, in words; undefined when they show the same. Rows whose text has `left` in it are left out. */
export function findDifference(ours: ScreenEngine, oracle: ScreenEngine, left?: RegExp): string | undefined {
	if (ours instanceof CellEngine && ours.faults > 0) {
		return 'an exception of ours';
	}

	ours.refresh();
	oracle.refresh();
	const counts = [ours.historyLines - more(ours, oracle), oracle.historyLines];
	const outlines = [ours, oracle].map(({size, cursor, title, holdsBack, modes: {kittyFlags: _, modifyOtherKeys: __, alternateScroll: ___, ...modes}}, index) => JSON.stringify({size, cursor: {...cursor, color: undefined}, title, historyLines: counts[index], holdsBack, modes}));
	return outlines[0] === outlines[1] ? findCell(ours, oracle, left) ?? findLine(ours, oracle, left) : `${outlines[0]} and ${outlines[1]}`;
}

function findCell(ours: ScreenEngine, oracle: ScreenEngine, left?: RegExp): string | undefined {
	const [mine, other] = [ours.grid, oracle.grid];
	const equal = new Map<number, number>();
	const isLeft = Array.from({length: mine.rows}, (_, y) => left?.test(ours.line(ours.historyLines + y).text) === true);
	for (const [index, glyph] of mine.glyphs.entries()) {
		if (isLeft[Math.floor(index / mine.cols)] === true) {
			continue;
		}

		const place = `row ${Math.floor(index / mine.cols)}, column ${index % mine.cols}`;
		if (glyph !== other.glyphs[index]) {
			return `${place}: “${glyphText(glyph)}” and “${glyphText(other.glyphs[index] ?? blank)}”`;
		}

		const [style, otherStyle] = [mine.styleIds[index]!, other.styleIds[index]!];
		if (equal.get(style) === otherStyle) {
			continue;
		}

		const [look, otherLook] = [ours.styles.get(style), oracle.styles.get(otherStyle)].map(value => JSON.stringify(seen(value)));
		const isBlank = glyph === blank;
		if (look !== otherLook && !(isBlank && isBlankEqual(ours.styles.get(style), oracle.styles.get(otherStyle)))) {
			return `${place}: ${look} and ${otherLook}`;
		}

		if (look === otherLook) {
			equal.set(style, otherStyle);
		}
	}

	return undefined;
}

function findLine(ours: ScreenEngine, oracle: ScreenEngine, left?: RegExp): string | undefined {
	const before = more(ours, oracle);
	for (let number = 0; number < oracle.totalLines; number++) {
		const [mine, other] = [ours.line(before + number), oracle.line(number)];
		// A row that holds nothing is nobody's continuation; xterm keeps the mark on some.
		if (left?.test(mine.text) !== true && (mine.text.trimEnd() !== other.text.trimEnd() || (mine.isWrapped !== other.isWrapped && number > 0))) {
			return `line ${number}: ${JSON.stringify(mine)} and ${JSON.stringify(other)}`;
		}
	}

	return undefined;
}

/** xterm keeps one underline for links; which kind the program asked for cannot be told. */
const seen = ({isProtected: _, ...style}: Style): Style => style.link === undefined || style.underline === 'none' ? style : {...style, underline: 'single'};

const lined = attribute.inverse | attribute.strike | attribute.overline;

/** What can be seen of two blanks: halves that xterm leaves of wide characters have other colours for a text that is not there. */
function isBlankEqual(one: Style, other: Style): boolean {
	return one.background === other.background && one.underline === 'none' && other.underline === 'none' && ((one.attributes | other.attributes) & lined) === 0;
}
