import {z} from 'zod';
import {finding, lessonResult} from '../../protocol/exchange.js';
import {runCommand} from './command.js';
import {defineTool, refusal, type Bench} from './tool.js';

export const submitPlan = defineTool({
	name: 'submit_plan',
	description: 'Hands in the plan and ends the work: Markdown, numbered steps, each with the check that proves it.',
	input: z.object({plan: z.string().min(1)}),
	async run({plan}, {transcript}) {
		if (plan.split('\n').every(line => !/^(?:#{1,6} )?\d+[\).]\s/v.test(line.trimStart()))) {
			return refusal('The plan has no numbered steps. Number each step ("1. …") and give each its check.');
		}

		transcript.did('plan');
		transcript.block(plan);
		return {text: 'Taken.', result: {kind: 'plan', plan}};
	},
});

export const finish = defineTool({
	name: 'finish',
	description: 'Says that the work is done and committed, and ends it.',
	input: z.object({summary: z.string().min(1)}),
	async run({summary}, bench) {
		const left = await uncommitted(bench);
		if (left !== '') {
			bench.transcript.did('not done: there is work that is not committed', false);
			return refusal(`These changes are not committed, and only commits count:\n${left}\nCommit them or undo them, then finish.`);
		}

		bench.transcript.did(`done: ${summary}`);
		return {text: 'Taken.', result: {kind: 'build', summary}};
	},
});

export const submitVerdict = defineTool({
	name: 'submit_verdict',
	description: 'Hands in the verdict and ends the work. Each finding names file and line and quotes the line word for word: what cannot be found there does not count.',
	input: z.object({verdict: z.enum(['pass', 'fail']), summary: z.string().min(1), findings: z.array(finding).default([])}),
	async run({verdict, summary, findings}, {transcript}) {
		if (verdict === 'fail' && findings.length === 0) {
			return refusal('A verdict of "fail" needs at least one finding, with its evidence.');
		}

		transcript.did(`${verdict}: ${summary}`, verdict === 'pass');
		for (const {title, file, line, quote} of findings) {
			transcript.block(`${title}${file === undefined ? '' : `\n${file}${line === undefined ? '' : `:${line}`}`}${quote === undefined ? '' : `\n  ${quote}`}`);
		}

		return {text: 'Taken.', result: {kind: 'verdict', verdict, summary, findings}};
	},
});

export const submitLesson = defineTool({
	name: 'submit_lesson',
	description: 'Hands in the lesson and ends the work: a rule that would have prevented the findings, and the line that the plan template gets.',
	input: lessonResult.omit({kind: true}),
	async run(lesson, {transcript}) {
		transcript.did(`lesson: ${lesson.title}`);
		transcript.block(lesson.rule);
		return {text: 'Taken.', result: {kind: 'lesson', ...lesson}};
	},
});

// Empty as well when it is no repository: then there is nothing to commit to.
async function uncommitted({brief, signal}: Bench): Promise<string> {
	const {output, code} = await runCommand({command: 'git status --porcelain 2>/dev/null', cwd: brief.cwd, timeout: brief.commandTimeout, signal});
	return code === 0 ? output.trim() : '';
}
