import type {Rule} from '../../protocol/rule.js';

export type PlanFault = {
	/** One sentence for the planner, which is sent back with it. */
	message: string;
	/** The rule that the plan does not provide for, if that is the fault. */
	rule?: string;
};

/** A step: `1.` or `1)`, or a heading `### 1. …` or `### Step 1 …`, at the start of a line. */
const stepStart = /^(?:#{1,6}\s*)?(?:\*\*)?(?:step\s+(?<worded>\d{1,3})\b|(?<number>\d{1,3})[\).](?:\s|$))/iv;

/**
What every plan must have, whoever wrote it: numbered steps from 1, a check for each, and every rule that is in force
cited as `[rule: id]`. It reads only the plan's own steps, so the list of rules above them does not count as a citation.
*/
export function checkPlan({plan, rules}: {plan: string; rules: readonly Rule[]}): PlanFault[] {
	const faults: PlanFault[] = [];
	const steps = stepsOf(plan);
	if (steps.length === 0) {
		faults.push({message: 'The plan has no numbered steps: begin each step with its number, from 1.'});
	}

	for (const [index, step] of steps.entries()) {
		if (step.number !== index + 1) {
			faults.push({message: `Step ${step.number} stands where step ${index + 1} should: number the steps without a gap.`});
			break;
		}
	}

	for (const step of steps) {
		if (!/\bchecks?\**\s*:/iv.test(step.text)) {
			faults.push({message: `Step ${step.number} has no check: end it with a line "Check: …" that proves it.`});
		}
	}

	for (const rule of rules) {
		if (steps.every(({text}) => !text.includes(`[rule: ${rule.id}]`))) {
			faults.push({message: `The plan does not provide for the rule "${rule.title}" (${rule.text.trim()}): say in which step it is met and cite it there as [rule: ${rule.id}].`, rule: rule.id});
		}
	}

	return faults;
}

/** The numbered steps with their text, in the order in which they stand. */
export function stepsOf(plan: string): Array<{number: number; text: string}> {
	const steps: Array<{number: number; text: string}> = [];
	let fenced = false;
	for (const line of plan.split('\n')) {
		fenced = /^\s*(?:```|~~~)/v.test(line) ? !fenced : fenced;
		const groups = fenced ? undefined : stepStart.exec(line)?.groups;
		const number = groups?.['worded'] ?? groups?.['number'];
		if (number !== undefined) {
			steps.push({number: Number(number), text: line});
		} else if (steps.length > 0) {
			steps.at(-1)!.text += `\n${line}`;
		}
	}

	return steps;
}
