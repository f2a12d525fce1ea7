import {glyphOf, glyphText, isCluster, type Glyph} from '../glyph.js';

const size = 4096;

/** What becomes of a glyph when a code point joins it; remembered, because text repeats itself. */
export class Clusters {
	/** How often it was not remembered and had to be made. */
	made = 0;
	readonly #glyphs = new Uint32Array(size);
	readonly #joiners = new Uint32Array(size);
	readonly #results = new Uint32Array(size);

	join(glyph: Glyph, codePoint: number, width: 1 | 2): Glyph {
		const joiner = codePoint + (width << 21);
		const hash = Math.imul(glyph, 0x9E_37_79_B1) ^ Math.imul(joiner, 0x85_EB_CA_6B);
		const at = (hash ^ (hash >>> 15)) & (size - 1);
		if (this.#glyphs[at] === glyph && this.#joiners[at] === joiner) {
			return this.#results[at]!;
		}

		this.made++;
		const result = glyphOf(glyphText(glyph) + String.fromCodePoint(codePoint), width);
		this.#glyphs[at] = glyph;
		this.#joiners[at] = joiner;
		this.#results[at] = result;
		// A full table of clusters gives back the base alone; nothing is remembered that could be otherwise later.
		if (!isCluster(result)) {
			this.#glyphs[at] = 0;
		}

		return result;
	}
}
