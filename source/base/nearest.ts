// Steps to a word of which this is the beginning: nearer than a slip, further than the word itself.
const begun = 0.5;

/** The candidate that a misspelt or unfinished word was probably meant to be; undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
	let best: string | undefined;
	// A third of the letters may be wrong, and never all of them: more is another word.
	let least = Math.min(word.length - 1, Math.max(1, Math.floor(word.length / 3))) + 1;
	for (const candidate of candidates) {
		const steps = candidate.startsWith(word) && word !== '' && candidate !== word ? begun : distance(word.toLowerCase(), candidate.toLowerCase());
		if (!(steps < least)) {
			continue;
		}

		best = candidate;
		least = steps;
	}

	return best;
}

/** Letters to add, drop, change or swap with their neighbour. */
function distance(left: string, right: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({length: right.length + 1}, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			let steps = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
			if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
				steps = Math.min(steps, beforeLast[column - 2]! + 1);
			}

			current.push(steps);
		}

		beforeLast = last;
		last = current;
	}

	return last[right.length]!;
}
