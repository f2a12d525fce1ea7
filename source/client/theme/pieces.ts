import {span, widthOf, type Line, type Span} from './line.js';

/** A part of a line that has too much to say. `rank` 0 always stays; of the others the highest goes first. */
export type Piece = {line: Line; rank: number};

export const piece = (rank: number, ...line: Span[]): Piece => ({line, rank});

/** As many of the pieces as fit into the width, in their order, so many spaces between them. */
export function keepPieces(pieces: Piece[], {width, gap}: {width: number; gap: number}): Piece[] {
	let kept = pieces.filter(({line}) => line.length > 0);
	const ranks = [...new Set(kept.map(({rank}) => rank))].filter(rank => rank > 0).toSorted((one, other) => other - one);
	for (const rank of ranks) {
		if (widthOf(joinPieces(kept, gap)) <= width) {
			break;
		}

		kept = kept.filter(candidate => candidate.rank !== rank);
	}

	return kept;
}

export const joinPieces = (pieces: Piece[], gap: number): Line =>
	pieces.flatMap(({line}, index) => index === 0 ? line : [span(' '.repeat(gap)), ...line]);
