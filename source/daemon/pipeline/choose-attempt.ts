import type {AttemptView} from '../../protocol/run.js';

/**
The best of the attempts that passed everything: the fewest findings, then the smallest change, then the first.
A verifier that passes an attempt may still name minor findings; they decide here.
*/
export function chooseAttempt(attempts: readonly AttemptView[]): AttemptView | undefined {
	return attempts.filter(({state}) => state === 'passed' || state === 'proposed').toSorted((a, b) =>
		findingCount(a) - findingCount(b)
		|| changedLines(a) - changedLines(b)
		|| a.number - b.number)[0];
}

const findingCount = (attempt: AttemptView): number => attempt.verdicts.reduce((sum, verdict) => sum + verdict.findings.length, 0);
const changedLines = ({lines}: AttemptView): number => lines === undefined ? Infinity : lines.added + lines.removed;
