const digits = '[\\da-f]';
const named = new RegExp(`^rgb:(?<red>${digits}{1,4})/(?<green>${digits}{1,4})/(?<blue>${digits}{1,4})$`, 'iv');
const hashed = /^#(?<digits>(?:[\da-f]{3}){1,4})$/iv;

/** A colour as X11 writes it (`rgb:e5/e5/e5` with one to four digits a part, `#e5e5e5` with as many) as 0xRRGGBB; undefined for anything else. */
export function parseColor(text: string): number | undefined {
	const parts = named.exec(text)?.groups;
	if (parts !== undefined) {
		return join([parts['red']!, parts['green']!, parts['blue']!].map(part => scaled(part)));
	}

	const all = hashed.exec(text)?.groups?.['digits'];
	if (all === undefined) {
		return undefined;
	}

	// Here a short part is the upper digits of the whole: #abc is a0 b0 c0.
	const length = all.length / 3;
	return join([0, 1, 2].map(index => Number.parseInt(all.slice(index * length, (index + 1) * length).padEnd(2, '0').slice(0, 2), 16)));
}

/** Of a part, which may have fewer or more digits than two, the nearest of 256 steps. */
const scaled = (part: string): number => Math.round(Number.parseInt(part, 16) * 0xFF / ((16 ** part.length) - 1));

const join = ([red, green, blue]: number[]): number => (red! << 16) | (green! << 8) | blue!;
