/*
What a cell shows, in one number:

	bits 0–20    a code point, or an index into the table of clusters
	bit 21       whether it is an index
	bits 22–23   the width: 1, 2, or 0 for the right half of a wide cell

No glyph is ever a control character, a bidirectional control or a line separator: a program's cells are drawn beside our own,
and none may reach beyond its own place.
*/

const payloadMask = 0x1F_FF_FF;
const clusterBit = 0x20_00_00;
const widthShift = 22;

// More different clusters than any real screen shows; past it a cluster loses its marks instead of the process its memory.
const clusterLimit = 65_536;
// Those of what has been shown and is no more are let go of from here on, while there is room for what comes until then.
const leastCollected = clusterLimit / 2;
// Milliseconds between two collections while nearly all of them are shown: one takes some ten.
const fullRest = 1000;
// Code units of one cluster. The longest emoji sequence in use has 15; a base with 16 marks still fits.
const clusterLength = 40;

const clusters: string[] = [];
const clusterIds = new Map<string, number>();
/** Places in `clusters` that are free. */
let spare: number[] = [];
let collectedAt = leastCollected;
/** Until then none are collected, by `performance.now()`. */
let restUntil = 0;

const replacement = 0xFF_FD;
const forbidden = /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{FFF9}-\u{FFFB}]/gv;

export type Glyph = number;

/** An empty cell. */
export const blank: Glyph = 0x20 + (1 << widthShift);

/** The right half of a wide cell. */
export const wideTail: Glyph = 0;

/** A glyph of one code point. */
export function glyphOfCodePoint(codePoint: number, width: 1 | 2): Glyph {
	const isPrintable = codePoint < 0x7F ? codePoint >= 0x20 : codePoint > 0x9F && !isForbidden(codePoint) && codePoint <= 0x10_FF_FF;
	return (isPrintable ? codePoint : replacement) + (width << widthShift);
}

/** A glyph of one grapheme cluster. Of an empty one, a space. */
export function glyphOf(text: string, width: 1 | 2): Glyph {
	const first = text.codePointAt(0) ?? 0x20;
	if (text.length <= (first > 0xFF_FF ? 2 : 1)) {
		return glyphOfCodePoint(first, width);
	}

	const clean = text.slice(0, clusterLength).toWellFormed().replaceAll(forbidden, '');
	const known = clusterIds.get(clean);
	if (known !== undefined) {
		return known + clusterBit + (width << widthShift);
	}

	const head = clean.codePointAt(0) ?? 0x20;
	if (clusterIds.size >= clusterLimit || clean.length <= (head > 0xFF_FF ? 2 : 1)) {
		return glyphOfCodePoint(head, width);
	}

	const id = spare.pop() ?? clusters.length;
	clusters[id] = clean;
	clusterIds.set(clean, id);
	return id + clusterBit + (width << widthShift);
}

/** Whether there are so many clusters that those which are shown no more should be collected. */
export const areClustersMany = (now = performance.now()): boolean => clusterIds.size > collectedAt && now >= restUntil;

/**
Forgets the clusters that none of these cells shows; the others keep their numbers. `cells` must be all that this process will ever look at again, as
another cluster gets the number of one that is forgotten.
*/
export function collectClusters(cells: Iterable<Uint32Array>): void {
	const used = new Uint8Array(clusters.length);
	for (const glyphs of cells) {
		for (const glyph of glyphs) {
			if (isCluster(glyph)) {
				used[glyph & payloadMask] = 1;
			}
		}
	}

	spare = [];
	clusterIds.clear();
	for (const [id, text] of clusters.entries()) {
		if (used[id] === 1) {
			clusterIds.set(text, id);
		} else {
			clusters[id] = '';
			spare.push(id);
		}
	}

	// Where most are shown, a collection for each new one would be all that is done. It is tried again all the same: they may be shown no more.
	const next = clusterIds.size + (leastCollected / 4);
	collectedAt = Math.max(leastCollected, Math.min(clusterLimit - 1, next));
	restUntil = next < clusterLimit ? 0 : performance.now() + fullRest;
}

export const glyphWidth = (glyph: Glyph): 0 | 1 | 2 => (glyph >>> widthShift) as 0 | 1 | 2;

export const isCluster = (glyph: Glyph): boolean => (glyph & clusterBit) !== 0;

/** The text of a glyph; empty for the right half of a wide cell. */
export function glyphText(glyph: Glyph): string {
	if (glyph >>> widthShift === 0) {
		return '';
	}

	return isCluster(glyph) ? clusters[glyph & payloadMask] ?? '\u{FFFD}' : String.fromCodePoint(glyph & payloadMask);
}

function isForbidden(codePoint: number): boolean {
	return codePoint === 0x6_1C
		|| codePoint === 0x20_0E
		|| codePoint === 0x20_0F
		|| (codePoint >= 0x20_28 && codePoint <= 0x20_2E)
		|| (codePoint >= 0x20_66 && codePoint <= 0x20_69)
		|| (codePoint >= 0xD8_00 && codePoint <= 0xDF_FF)
		|| codePoint === 0xFE_FF
		|| (codePoint >= 0xFF_F9 && codePoint <= 0xFF_FB);
}
