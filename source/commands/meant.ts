import {nearest} from '../base/nearest.js';

/** " Did you mean ‘x’?", or the list when it is short, or nothing. */
export function meant(given: string, candidates: readonly string[]): string | undefined {
	const near = nearest(given, candidates);
	if (near !== undefined) {
		return `Did you mean \`${near}\`?`;
	}

	const few = 8;
	return candidates.length > 0 && candidates.length <= few ? `There ${candidates.length === 1 ? 'is' : 'are'} ${candidates.map(name => `\`${name}\``).join(', ')}.` : undefined;
}
