export type BenchOptions = {rounds: number; seconds: number};

/** A line of what is printed: what, ours, tmux's, the ratio, the aim, how. */
export type Row = [what: string, ours: string, tmux: string, ratio: string, aim: string, how: string];

type Found = {millwright: readonly number[]; tmux: readonly number[]; unit: string; aim: string; how: string; share?: number};

/** The medians of both sides (or the value of another share), and what ours is of the other. */
export function ratioRow(what: string, {millwright, tmux, unit, aim, how, share = 0.5}: Found): Row {
	const ours = quantile(millwright, share);
	if (tmux.length === 0) {
		return [what, withUnit(ours, unit), 'not here', '', aim, how];
	}

	const theirs = quantile(tmux, share);
	return [what, withUnit(ours, unit), withUnit(theirs, unit), (ours / theirs).toFixed(2), aim, how];
}

/** The value below which that share of all lies. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const withUnit = (value: number, unit: string): string => `${value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
