import {randomBytes, randomInt} from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `s-` and ten of [a-z0-9]: about 51 bits of chance, safe as a file name, a ref and a socket's name. */
export function newId(prefix: string, length = 10): string {
	return `${prefix}-${Array.from({length}, () => letters[randomInt(letters.length)]).join('')}`;
}

/** 256 bits in hexadecimal. */
export const newToken = (): string => randomBytes(32).toString('hex');

/** A name made of a title: lower case, digits, hyphens; at most `limit` characters, cut at a word where it can be. */
export function slug(title: string, limit = 40): string {
	const words = title.normalize('NFKD').replaceAll(/\p{Mark}+/gv, '').toLowerCase().replaceAll(/[^0-9a-z]+/gv, '-').replaceAll(/^-|-$/gv, '');
	if (words.length <= limit) {
		return words;
	}

	const cut = words.slice(0, limit + 1);
	const end = cut.lastIndexOf('-');
	return cut.slice(0, end > limit / 2 ? end : limit);
}

/** `wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken; never longer than `limit`. */
export function freeName(wanted: string, isTaken: (name: string) => boolean, limit = 40): string {
	for (let number = 1; ; number++) {
		const suffix = number === 1 ? '' : `-${number}`;
		const name = wanted.slice(0, limit - suffix.length) + suffix;
		if (!isTaken(name)) {
			return name;
		}
	}
}
