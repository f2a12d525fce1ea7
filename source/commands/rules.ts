import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import type {RuleView} from '../protocol/rule.js';
import {flagOption, textOption, type Invocation, type RunCommand} from './command.js';
import {findProject, findProjectHere} from './find.js';
import {meant} from './meant.js';
import {usageError} from './parse.js';
import {withDaemon, type Daemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import {printTable} from './table.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {context: {print}, options} = invocation;
	const [what, ...words] = invocation.arguments;
	if (what === undefined) {
		await list(daemon, invocation);
		return 0;
	}

	refuseAgents(invocation.context, 'change the rules');
	const given = words.join(' ');
	if (given === '') {
		throw usageError(`\`millwright rules ${what}\` needs ${what === 'add' ? 'the title of the rule' : 'the id of a rule'}.`, 'For example `millwright rules add "stream CSV input"`.');
	}

	const project = (await findProject({daemon, invocation})).id;
	const rule = await change({daemon, project, what, given, options});
	if (flagOption(options, 'json')) {
		print.json(rule);
	} else {
		print.line(`${print.paint('bold', rule.id)}  ${rule.state}: ${safeLine(rule.title)}`);
	}

	return 0;
});

type Change = {daemon: Daemon; project: string; what: string; given: string; options: Invocation['options']};

async function change({daemon, project, what, given, options}: Change): Promise<RuleView> {
	if (what === 'add') {
		return daemon.request('rules.add', {project, title: given, text: textOption(options, 'text') ?? given});
	}

	const rules = await daemon.request('rules.list', {project});
	const found = rules.find(rule => rule.id === given) ?? rules.find(rule => rule.title === given);
	if (found === undefined) {
		throw new MillwrightError('unknown-rule', `There is no rule \`${safeLine(given)}\`.`, {hint: meant(given, rules.map(rule => rule.id)) ?? '`millwright rules --all` lists them.'});
	}

	return what === 'retire'
		? daemon.request('rules.retire', {project, rule: found.id, reason: textOption(options, 'reason') ?? ''})
		: daemon.request('rules.restore', {project, rule: found.id});
}

async function list(daemon: Daemon, invocation: Invocation): Promise<void> {
	const {context: {print}, options} = invocation;
	const project = await findProjectHere({daemon, invocation});
	const rules = await daemon.request('rules.list', project === undefined ? {} : {project: project.id});
	const shown = flagOption(options, 'all') ? rules : rules.filter(rule => rule.state !== 'retired');
	if (flagOption(options, 'json')) {
		print.json(shown);
		return;
	}

	if (shown.length === 0) {
		print.line('No rule is in force. They come from findings, from rejections, or from `millwright rules add`.');
		return;
	}

	await printTable(print, {
		columns: [{heading: 'rule'}, {heading: 'title', flexible: true}, {heading: 'state'}, {heading: 'from', flexible: true}, {heading: 'since'}, {heading: 'demanded', align: 'right'}, {heading: 'caught', align: 'right'}, {heading: 'broken', align: 'right'}],
		rows: shown.map(rule => [rule.id, safeLine(rule.title), rule.state, origin(rule), rule.since.slice(0, 10), String(rule.counts.demanded), String(rule.counts.caught), String(rule.counts.broken)]),
	});
}

const origin = ({from}: RuleView): string => from.by === 'person' ? 'you' : safeLine(`${from.task ?? 'a lesson'}${from.run === undefined ? '' : ` run ${from.run}`}`);
