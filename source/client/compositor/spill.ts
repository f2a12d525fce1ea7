import {glyphText, glyphWidth, isCluster, type Glyph} from '../../screen/glyph.js';
import {graphemeWidth} from '../../screen/width.js';

/** What is written for a glyph. A cluster whose parts would reach past the edge, should they not be joined, is its first part alone. */
export function textAt(glyph: Glyph, room: number): string {
	const text = glyphText(glyph);
	return isCluster(glyph) && spillOf(text) > Math.max(room, glyphWidth(glyph)) ? String.fromCodePoint(text.codePointAt(0)!) : text;
}

// A pane full of clusters of forty marks each must not be measured mark by mark at every picture. More than there are clusters at once.
const spillLimit = 65_536;
const spills = new Map<string, number>();
const partWidths = new Map<string, number>();

/** The cells that the parts of a cluster take side by side. */
export const spillOf = (text: string): number => remember(spills, text, measureParts);

function measureParts(text: string): number {
	let cells = 0;
	for (const part of text) {
		cells += remember(partWidths, part, graphemeWidth);
	}

	return cells;
}

function remember(known: Map<string, number>, text: string, measure: (text: string) => number): number {
	const before = known.get(text);
	if (before !== undefined) {
		return before;
	}

	if (known.size >= spillLimit) {
		known.clear();
	}

	const value = measure(text);
	known.set(text, value);
	return value;
}
