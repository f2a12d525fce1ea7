/** The candidate that was most likely meant, or undefined when none is near. */
export function nearest(given: string, candidates: Iterable<string>): string | undefined {
	let best: {candidate: string; distance: number} | undefined;
	for (const candidate of candidates) {
		const distance = candidate.startsWith(given) && given !== '' ? 0.5 : editDistance(given.toLowerCase(), candidate.toLowerCase());
		if (best === undefined || distance < best.distance) {
			best = {candidate, distance};
		}
	}

	// A third of the letters may differ, and never all of them; above that a guess misleads more than it helps.
	const most = Math.min(given.length - 1, Math.max(1, Math.ceil(given.length / 3)));
	return best !== undefined && best.distance <= most ? best.candidate : undefined;
}

/** " Did you mean ‘x’?", or the list when it is short, or nothing. */
export function meant(given: string, candidates: readonly string[]): string | undefined {
	const near = nearest(given, candidates);
	if (near !== undefined) {
		return `Did you mean \`${near}\`?`;
	}

	const few = 8;
	return candidates.length > 0 && candidates.length <= few ? `There ${candidates.length === 1 ? 'is' : 'are'} ${candidates.map(name => `\`${name}\``).join(', ')}.` : undefined;
}

/** Insertions, removals, replacements and swaps of neighbours. */
function editDistance(first: string, second: string): number {
	const rows: number[][] = [Array.from({length: second.length + 1}, (_, index) => index)];
	for (let row = 1; row <= first.length; row++) {
		const line = [row];
		for (let column = 1; column <= second.length; column++) {
			const isSame = first[row - 1] === second[column - 1];
			const isSwapped = row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
			line.push(Math.min(
				rows[row - 1]![column]! + 1,
				line[column - 1]! + 1,
				rows[row - 1]![column - 1]! + (isSame ? 0 : 1),
				isSwapped ? rows[row - 2]![column - 2]! + 1 : Infinity,
			));
		}

		rows.push(line);
	}

	return rows[first.length]![second.length]!;
}
