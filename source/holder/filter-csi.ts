import type {Size} from '../protocol/holder.js';

// Enough for every coordinate and mode; numbers above are only sent to break things.
const generalLimit = 65_535;

/** Of the finals below, those whose numbers are done once a unit. */
const counted = new Set(Array.from('LMSTIZ@PXb~}A', letter => letter.codePointAt(0)!));

/** Whether a sequence is one of the many that need no second look: small numbers, and a final byte that does not count them. */
export function isHarmless(inside: Uint8Array, final: number): boolean {
	let digits = 0;
	for (const [index, element] of inside.entries()) {
		const byte = element;
		if (byte >= 0x30 && byte <= 0x39) {
			digits++;
		} else if (byte === 0x3A || byte === 0x3B) {
			digits = 0;
		} else if (index > 0 || byte < 0x3C) {
			return false;
		}

		if (digits > 4) {
			return false;
		}
	}

	return !counted.has(final);
}

/**
The inside of a control sequence (what stands between `ESC [` and the final byte) with its numbers brought down to what can
have an effect: a terminal that inserts two thousand million lines one by one is gone for minutes. Undefined when it is no
control sequence.
*/
export function clampSequence(inside: string, final: string, size: Size): string | undefined {
	const found = /^(?<prefix>[<=>?]?)(?<numbers>[\d:;]*)(?<intermediates>[\u{20}-\u{2F}]*)$/v.exec(inside);
	if (found === null) {
		return undefined;
	}

	const {prefix, numbers, intermediates} = found.groups as {prefix: string; numbers: string; intermediates: string};
	const limit = limitOf(final, intermediates, size);
	return prefix + numbers.replaceAll(/\d+/gv, digits => clamp(digits, limit)) + intermediates;
}

function clamp(digits: string, limit: number): string {
	return String(Math.min(limit, Number(digits)));
}

/** What is done once a unit, by the final byte: more than there is room for changes nothing more. */
function limitOf(final: string, intermediates: string, {cols, rows}: Size): number {
	if (intermediates === '\'' || (intermediates === ' ' && (final === '@' || final === 'A'))) {
		return cols;
	}

	if (intermediates !== '') {
		return generalLimit;
	}

	switch (final) {
		// Lines inserted, deleted, scrolled up, scrolled down.
		case 'L':
		case 'M':
		case 'S':
		case 'T': {
			return rows;
		}

		// Tabs forward and backward, cells inserted, deleted, erased.
		case 'I':
		case 'Z':
		case '@':
		case 'P':
		case 'X': {
			return cols;
		}

		// The character before, again: at most a screen full.
		case 'b': {
			return cols * rows;
		}

		default: {
			return generalLimit;
		}
	}
}
