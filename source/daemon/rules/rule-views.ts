import {safeBlock, safeLine} from '../../base/safe-text.js';
import type {Rule, RuleView} from '../../protocol/rule.js';
import type {Run} from '../../../state/run.js';

/** A rule with what it has done since, counted over all runs of its project. */
export function ruleViews(rules: readonly Rule[], {project, runs}: {project: string; runs: readonly Run[]}): RuleView[] {
	const own = runs.filter(run => run.project === project);
	return rules.map(rule => ({
		...rule,
		title: safeLine(rule.title, 120),
		text: safeBlock(rule.text),
		from: {...rule.from, ...(rule.from.finding === undefined ? {} : {finding: safeLine(rule.from.finding, 300)})},
		project,
		counts: {
			demanded: own.filter(run => run.rules.cited.includes(rule.id)).length,
			caught: own.reduce((sum, run) => sum + run.rules.missed.filter(id => id === rule.id).length, 0),
			broken: own.reduce((sum, run) => sum + brokenIn(run, rule.id), 0),
		},
	}));
}

/** Findings that name the rule. */
const brokenIn = (run: Run, rule: string): number => run.attempts
	.flatMap(({verdicts}) => verdicts.flatMap(({findings}) => findings))
	.filter(finding => finding.rule === rule).length;
