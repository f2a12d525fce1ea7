import type {SpendRow, SpendView} from '../../../protocol/spend.js';
import {money, progressBar, sparkline, tokens} from '../../theme/figures.js';
import {cellsToLine, fit, plain, span, spread, type Line} from '../../theme/line.js';
import type {Panel, PanelRow} from '../panel.js';

export const spendPanel: Panel = {
	name: 'spend',
	title: () => 'spend',
	note: ({floor}) => [span(`prices of ${plain(floor.spend.pricesOf, 20)}`, 'dim')],
	rows({floor}, {width, height}) {
		const {spend} = floor;
		const head = [{line: todayLine(spend, width)}, {line: daysLine(spend, width)}, ...unpricedRows(spend, width)];
		const parts = [spend.byProject.length > 1 ? spend.byProject : [], spend.byModel, spend.byTask];
		const few = shareRows(parts.map(({length}) => length), height - head.length);
		return [...head, ...['project', 'model', 'task'].flatMap((word, index) => section(word, {rows: parts[index]!, width, few: few[index]!}))];
	},
};

/** How many rows of each part are shown: one at least, and as many of all as there is room for, whoever has fewest first. */
function shareRows(counts: number[], room: number): number[] {
	const shares = counts.map(count => Math.min(1, count));
	for (let rest = room - shares.reduce((sum, share) => sum + share, 0); rest > 0; rest--) {
		const [next] = counts.keys().filter(index => shares[index]! < counts[index]!).toArray().toSorted((one, other) => shares[one]! - shares[other]!);
		if (next === undefined) {
			break;
		}

		shares[next]!++;
	}

	return shares;
}

function todayLine({today, limit}: SpendView, width: number): Line {
	if (limit === undefined) {
		return fit([span(money(today), 'strong'), span(' today, no budget', 'dim')], width);
	}

	const role = today >= limit ? 'bad' : (today >= limit * 0.8 ? 'needs' : 'good');
	return spread({left: [span(money(today), 'strong'), span(` of ${money(limit)} today`, 'dim')], right: [span(progressBar(today / limit, 8), role)], width});
}

function daysLine({days}: SpendView, width: number): Line {
	const sum = days.reduce((total, day) => total + day, 0);
	return spread({left: [span(sparkline(days), 'money')], right: [span(`${money(sum)} in ${days.length} days`, 'dim')], width, least: days.length});
}

function unpricedRows({unpriced}: SpendView, width: number): PanelRow[] {
	return unpriced.length === 0 ? [] : [{line: fit([span('? ', 'needs'), span(`no price for ${unpriced.map(model => plain(model, 60)).join(', ')}: dearest tier assumed`)], width)}];
}

/** The dearest rows of one kind, under its word. */
function section(word: string, {rows, width, few}: {rows: SpendRow[]; width: number; few: number}): PanelRow[] {
	const dearest = rows.toSorted((one, other) => other.cost - one.cost).slice(0, few);
	return dearest.map((row, index) => ({line: rowLine(row, {word: index === 0 ? word : '', width})}));
}

function rowLine({key, calls, usage, cost, estimated}: SpendRow, {word, width}: {word: string; width: number}): Line {
	const used = width >= 56 ? 14 : 0;
	const called = width >= 44 ? 9 : 0;
	const fixed = 7 + 2 + 8 + (used === 0 ? 0 : used + 2) + (called === 0 ? 0 : called + 2);
	return fit(cellsToLine([
		{line: [span(word, 'dim')], width: 7},
		{line: [span(plain(key))], width: width - fixed - 2},
		{line: [span(`${calls} calls`, 'dim')], width: called, align: 'right'},
		{line: [span(`${tokens(usage.input + usage.cacheRead + usage.cacheWrite + usage.output)} tokens`, 'dim')], width: used, align: 'right'},
		{line: [span(money(cost, estimated ? 'estimated' : 'exact'), 'money')], width: 8, align: 'right'},
	]), width);
}
