import {MillwrightError} from '../base/errors.js';
import {safeBlock, safeLine} from '../base/safe-text.js';
import type {AttemptView, RunView, StageView} from '../protocol/run.js';
import {flagOption, type RunCommand} from './command.js';
import {findTask} from './find.js';
import {money, paintedState, plural, span, stateWord, when} from './format.js';
import type {Print} from './print.js';
import {withDaemon} from './reach.js';
import {report} from './report.js';
import {printTable} from './table.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context: {print}, options} = invocation;
	const {id, project} = await findTask({daemon, invocation}, invocation.arguments[0]!);
	if (flagOption(options, 'diff')) {
		const review = await daemon.request('review.show', {project, task: id});
		report(invocation, review, () => safeBlock(review.diff).trimEnd());
		return 0;
	}

	const shown = await daemon.request('task.show', {project, task: id});
	if (flagOption(options, 'plan')) {
		const file = shown.runs.findLast(({plan}) => plan !== undefined)?.plan;
		if (file === undefined) {
			throw new MillwrightError('no-plan', `${id} has no plan yet.`, {hint: 'It is written in the first stage; `millwright ls` says how far it is.'});
		}

		const plan = await daemon.request('inputs.read', {project, file});
		report(invocation, plan, () => safeBlock(plan.text).trimEnd());
		return 0;
	}

	if (flagOption(options, 'json')) {
		print.json(shown);
		return 0;
	}

	const {task} = shown;
	print.line(`${print.paint('bold', task.id)}  ${safeLine(task.title)}`);
	print.line(`${paintedState(print, task.state)} for ${span(Date.now() - task.since)}, ${money(task.cost)}${task.reason === undefined ? '' : `: ${safeLine(task.reason)}`}`);
	print.line();
	print.line(safeBlock(shown.text).trimEnd());
	for (const pass of shown.runs) {
		print.line();
		await showRun(print, pass);
	}

	return 0;
});

async function showRun(print: Print, pass: RunView): Promise<void> {
	print.line(`${print.paint('bold', `Run ${pass.generation}`)}  ${pass.state}, from ${pass.baseCommit.slice(0, 10)}, begun ${when(pass.startedAt)}, ${money(pass.cost)}`);
	if (pass.lesson !== undefined) {
		print.line(`It became the rule ${safeLine(pass.lesson)}.`);
	}

	if (pass.verifiedBy.length === 1) {
		print.line(print.paint('yellow', `▲ Verified by a single provider: ${safeLine(pass.verifiedBy[0]!)}.`));
	}

	await printTable(print, {
		columns: [{heading: 'stage'}, {heading: 'state'}, {heading: 'time', align: 'right'}, {heading: 'cost', align: 'right'}, {heading: 'in', flexible: true}, {heading: 'out', flexible: true}],
		rows: pass.stages.map(stage => [stageName(stage), stateWord(stage.state), stageTime(stage), money(stage.cost), safeLine(stage.input), safeLine(stage.output)]),
	});
	for (const attempt of pass.attempts) {
		showAttempt(print, attempt);
	}
}

const stageName = (stage: StageView): string => stage.attempt === undefined ? stage.stage : `${stage.stage} ${stage.attempt}`;

const stageTime = (stage: StageView): string => stage.startedAt === undefined ? '' : span((stage.endedAt ?? Date.now()) - stage.startedAt);

function showAttempt(print: Print, attempt: AttemptView): void {
	const lines = attempt.lines === undefined ? '' : `, +${attempt.lines.added} −${attempt.lines.removed} in ${plural(attempt.lines.files, 'file')}`;
	const commit = attempt.commit === undefined ? '' : ` ${attempt.commit.slice(0, 10)}`;
	print.line(`attempt ${attempt.number}  ${attempt.state}${commit}${lines}${attempt.reason === undefined ? '' : `: ${safeLine(attempt.reason)}`}`);
	print.line(print.paint('dim', `  ${safeLine(attempt.branch)}`));
	for (const verdict of attempt.verdicts) {
		print.line(`  ${verdict.verdict === 'pass' ? '✓' : '✗'} ${safeLine(verdict.role)} (${safeLine(verdict.provider)}): ${safeLine(verdict.summary)}`);
		for (const finding of verdict.findings) {
			const place = finding.file === undefined ? '' : ` ${safeLine(finding.file)}${finding.line === undefined ? '' : `:${finding.line}`}`;
			print.line(`    ${finding.severity}${place}: ${safeLine(finding.title)}${finding.confirmed ? '' : ' (not confirmed)'}`);
			if (finding.quote !== undefined) {
				print.line(print.paint('dim', `      ${safeLine(finding.quote)}`));
			}
		}
	}

	for (const gate of attempt.gates) {
		print.line(`  ${gate.state === 'green' ? '✓' : '✗'} gate ${safeLine(gate.name)}: ${safeLine(gate.reason)}`);
	}
}
