import type {GateOutcome} from '../../../protocol/project.js';
import type {ReviewView, VerdictView} from '../../../protocol/run.js';
import {duration} from '../../theme/figures.js';
import {cellsToLine, code, fit, plain, span, spread, widthOf, wrap, type Line} from '../../theme/line.js';
import type {PanelRow} from '../panel.js';

/** All that speaks for and against the change, before the change itself. */
export function evidenceRows(review: ReviewView, width: number): PanelRow[] {
	const lines: Line[] = [
		[span(`attempt ${review.attempt}`, 'strong'), span(`   commit ${plain(review.commit, 12).slice(0, 9)} on ${plain(review.baseCommit, 12).slice(0, 9)}`, 'dim')],
		...(review.singleProvider ? wrap('▲ Verified by a single provider: nobody but the builder\'s own kind of model has judged this.', width).map(text => [span(text, 'needs')]) : []),
		...review.verdicts.flatMap(verdict => verdictLines(verdict, width)),
		...(review.verdicts.length === 0 ? [[span('▲ No verifier has judged this.', 'needs')]] : []),
		...review.gates.map(gate => gateLine(gate, width)),
		...(review.gates.length === 0 ? [[span('▲ No gate has proved this.', 'needs')]] : []),
		[],
		...review.files.map(({path, added, removed}) => cellsToLine([
			{line: [span(plain(path))], width: width - 16},
			{line: [span(added > 0 ? `+${added}` : '', 'added')], width: 6, align: 'right'},
			{line: [span(removed > 0 ? `−${removed}` : '', 'removed')], width: 6, align: 'right'},
		])),
	];
	return lines.map((line, index) => ({line: fit(line, width), ...(index === 0 ? {mark: 'evidence'} : {})}));
}

/** What the change was built from, behind the change itself. */
export function planRows(plan: string, width: number): PanelRow[] {
	if (plan.trim() === '') {
		return [];
	}

	const start = [span('── ', 'border'), span('the plan ', 'strong')];
	const rule: Line = [...start, span('─'.repeat(Math.max(0, width - widthOf(start))), 'border')];
	return [
		{line: fit([], width)},
		{line: fit(rule, width), mark: 'plan'},
		...plan.trimEnd().split('\n').flatMap(text => wrap(code(text), width)).map(text => ({line: fit([span(text)], width)})),
	];
}

function verdictLines({verdict, role, provider, model, summary, findings}: VerdictView, width: number): Line[] {
	const said: Line = verdict === 'pass' ? [span('✓ pass', 'good')] : [span('✗ fail', 'bad')];
	return [
		[...said, span(`  ${plain(role, 30)}`, 'strong'), span(`  ${plain(model, 40)}, ${plain(provider, 30)}`, 'dim')],
		...(summary === '' ? [] : wrap(plain(summary, 2000), Math.max(10, width - 8)).map(text => [span(`        ${text}`)])),
		...findings.flatMap(finding => findingLines(finding, width)),
	];
}

function findingLines({title, severity, file, line, quote, detail, confirmed}: VerdictView['findings'][number], width: number): Line[] {
	const where = file === undefined ? '' : `${plain(file, 200)}${line === undefined ? '' : `:${line}`}`;
	const indent = ' '.repeat(8);
	return [
		[span(`${indent}${severity === 'minor' ? '·' : '✗'} ${severity}  `, severity === 'minor' ? 'dim' : 'bad'), span(plain(title))],
		...(where === '' ? [] : [[span(`${indent}  ${where}`, 'hunk'), ...(confirmed ? [] : [span('  not found at that place', 'needs')])]]),
		...(quote === undefined ? [] : [[span(`${indent}  “${code(quote.trim().split('\n', 1)[0]!)}”`, 'dim')]]),
		...(detail === '' ? [] : wrap(plain(detail, 2000), Math.max(10, width - 10)).map(text => [span(`${indent}  ${text}`, 'dim')])),
	];
}

function gateLine({name, state, reason, duration: took, tests}: GateOutcome, width: number): Line {
	const said: Line = state === 'green' ? [span('✓ green', 'good')] : [span('✗ red  ', 'bad')];
	return spread({
		left: [...said, span(` ${plain(name, 60)}`, 'strong'), span(`  ${plain(reason)}${tests === undefined || /\btests?\b/v.test(reason) ? '' : `, ${tests} tests`}`, 'dim')],
		right: [span(duration(took), 'dim')],
		width,
	});
}
