import type {Intent} from '../../protocol/task.js';
import type {Rule} from '../../protocol/rule.js';

export type PlanParts = {
	template: string;
	intent: Intent;
	/** The planner's steps, as Markdown. */
	plan: string;
	answers: ReadonlyArray<{question: string; answer: string}>;
	rules: readonly Rule[];
};

/** The text of `plans/<task>-plan.md`: the template with the ask word for word, and then the plan. */
export function composePlan({template, intent, plan, answers, rules}: PlanParts): string {
	const values: Record<string, string> = {
		title: intent.title,
		ask: quoteBlock(intent.ask),
		outcome: outcomeOf(intent),
		answers: answers.length === 0 ? 'Nothing had to be asked.' : answers.map(({question, answer}) => `- ${oneLine(question)} **${oneLine(answer)}**`).join('\n'),
		rules: rulesOf(rules),
		plan: plan.trim(),
	};
	const filled = template.replaceAll(/\{(?<name>[a-z]+)\}/gv, (whole, name: string) => values[name] ?? whole);
	// A template that a person cut short must still carry the ask and the plan.
	const missing = ['ask', 'plan'].filter(name => !template.includes(`{${name}}`)).map(name => `\n## The ${name}\n\n${values[name]}\n`);
	return `${filled.trimEnd()}\n${missing.join('')}`;
}

/** Quoted, so that no heading of the ask can pass for one of the plan; taking the marks off gives the ask back to the byte. */
const quoteBlock = (text: string): string => text.split('\n').map(line => `> ${line}`).join('\n');

const outcomeOf = (intent: Intent): string => [
	intent.outcome.trim(),
	...listOf('Constraints', intent.constraints),
	...listOf('Interfaces', intent.interfaces),
	...listOf('Acceptance', intent.acceptance),
	...listOf('Fixtures', intent.fixtures),
].join('\n\n');

const listOf = (name: string, items: readonly string[]): string[] => items.length === 0 ? [] : [`${name}:\n\n${items.map(item => `- ${item}`).join('\n')}`];

/** As the planner and the plan see them: each with the mark by which a plan cites it. */
export const rulesOf = (rules: readonly Rule[]): string => rules.length === 0
	? 'No rule is in force yet.'
	: rules.map(rule => `- ${rule.title}: ${oneLine(rule.text)} [rule: ${rule.id}]`).join('\n');

const oneLine = (text: string): string => text.replaceAll(/\s+/gv, ' ').trim();
