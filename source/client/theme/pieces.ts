import {span, widthOf, type Line, type Span} from './line.js';

/** A part of a line that has too much to say. */
export type Piece = {
	line: Line;
	/** 0 always stays; of the others the highest goes first. */
	rank: number;
	/** Columns that are reckoned for it at least: nothing beside it is to come and go with a count in it. */
	least?: number;
	/** Spaces before it, where they are not as many as between the others. */
	gap?: number;
};

export const piece = (rank: number, ...line: Span[]): Piece => ({line, rank});

/** As many of the pieces as fit into the width, in their order, so many spaces between them. */
export function keepPieces(pieces: Piece[], {width, gap}: {width: number; gap: number}): Piece[] {
	let kept = pieces.filter(({line}) => line.length > 0);
	const ranks = [...new Set(kept.map(({rank}) => rank))].filter(rank => rank > 0).toSorted((one, other) => other - one);
	for (const rank of ranks) {
		if (reckoned(kept, gap) <= width) {
			break;
		}

		kept = kept.filter(candidate => candidate.rank !== rank);
	}

	return kept;
}

const reckoned = (pieces: Piece[], gap: number): number =>
	pieces.reduce((sum, {line, least = 0}) => sum + Math.max(0, least - widthOf(line)), widthOf(joinPieces(pieces, gap)));

export const joinPieces = (pieces: Piece[], gap: number): Line =>
	pieces.flatMap(({line, gap: own = gap}, index) => index === 0 ? line : [span(' '.repeat(own)), ...line]);
