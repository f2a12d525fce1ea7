import {safeLine} from '../base/safe-text.js';
import type {Params} from '../protocol/control.js';
import type {SpendRow} from '../protocol/spend.js';
import {flagOption, textOption, type Invocation, type RunCommand} from './command.js';
import {findProject, findProjectHere} from './find.js';
import {money, tokens} from './format.js';
import {dollars, wholeNumber} from './numbers.js';
import {withDaemon, type Daemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import {printTable} from './table.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context: {print}, options} = invocation;
	if (textOption(options, 'budget') !== undefined) {
		refuseAgents(invocation.context, 'set budgets');
		await setBudget(daemon, invocation);
		return 0;
	}

	const by = (textOption(options, 'by') ?? 'task') as Params<'spend.report'>['by'];
	const days = wholeNumber(options, 'days', {least: 1, most: 3660}) ?? 8;
	const project = flagOption(options, 'all') ? undefined : await findProjectHere({daemon, invocation});
	const rows = await daemon.request('spend.report', {by, days, ...(project === undefined ? {} : {project: project.id})});
	if (flagOption(options, 'json')) {
		print.json(rows);
		return 0;
	}

	if (rows.length === 0) {
		print.line(`No model was called in the last ${days} days.`);
		return 0;
	}

	await sayRows({daemon, invocation, by, rows});
	return 0;
});

async function sayRows({daemon, invocation: {context: {print}}, by, rows}: {daemon: Daemon; invocation: Invocation; by: string; rows: readonly SpendRow[]}): Promise<void> {
	const right = (heading: string) => ({heading, align: 'right' as const});
	await printTable(print, {
		columns: [{heading: by, flexible: true}, right('calls'), right('input'), right('cached'), right('output'), right('cost')],
		rows: rows.map(row => [
			safeLine(row.key),
			String(row.calls),
			tokens(row.usage.input + row.usage.cacheWrite),
			tokens(row.usage.cacheRead),
			tokens(row.usage.output),
			`${row.estimated ? '~' : ''}${money(row.cost)}`,
		]),
	});
	const {spend} = await daemon.request('floor', {});
	const limit = spend.limit === undefined ? '' : ` of ${money(spend.limit)}`;
	print.line(`${money(spend.today)}${limit} today over all projects; prices of ${safeLine(spend.pricesOf)}.`);
	if (rows.some(row => row.estimated)) {
		print.line('~ a part of it is estimated: a stream was cut, or the price table does not know the model.');
	}
}

async function setBudget(daemon: Daemon, invocation: Invocation): Promise<void> {
	const {context: {print}, options} = invocation;
	const budget = textOption(options, 'budget') === 'none' ? null : dollars(options, 'budget')!;
	const {id} = await findProject({daemon, invocation});
	const project = await daemon.request('project.set', {project: id, budget});
	if (flagOption(options, 'json')) {
		print.json(project);
	} else {
		print.line(project.budget === undefined ? `${project.name} has no budget.` : `${project.name} stops at ${money(project.budget.limit)} a day; ${money(project.budget.spent)} is spent.`);
	}
}
