import {randomUUID} from 'node:crypto';
import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import type {TaskView} from '../protocol/task.js';
import {flagOption, textOption, type Invocation, type RunCommand} from './command.js';
import {findProject, pickTask} from './find.js';
import {follow, type Ending} from './follow/follow.js';
import {happeningLine} from './follow/tell.js';
import {money} from './format.js';
import {reachDaemon, withDaemon, type Daemon} from './reach.js';
import {refuseAgents} from './refuse-agents.js';
import {readGivenText} from './read-text.js';
import {report} from './report.js';

/** How the command ends, for scripts. */
const exitCodes: Record<Ending, number> = {merged: 0, failed: 3, cancelled: 4, nobody: 5, budget: 6};

const endingWords: Record<Ending, string> = {
	merged: 'merged',
	failed: 'failed',
	cancelled: 'was rejected or cancelled',
	nobody: 'needs you, and nobody is there to be asked',
	budget: 'stopped at the budget',
};

export const run: RunCommand = async invocation => {
	const {context: {print, interactive}, context, options} = invocation;
	const isJson = flagOption(options, 'json');
	if (flagOption(options, 'approve') || textOption(options, 'answer') !== undefined) {
		refuseAgents(context, 'decide in the person\'s place');
	}

	const {id, project} = await withDaemon(context, async daemon => findOrAdd(daemon, invocation));
	const endings = await follow({
		reach: async () => reachDaemon(context),
		project,
		tasks: [id],
		policy: {interactive: interactive && !isJson, answerRecommended: textOption(options, 'answer') === 'recommended', approve: flagOption(options, 'approve')},
		print,
		tell(happening) {
			const line = happeningLine(print, happening, id.length);
			if (isJson) {
				print.note(line);
			} else {
				print.line(line);
			}
		},
	});
	const ending = endings.get(id)!;
	await withDaemon(context, async daemon => {
		const {task, runs} = await daemon.request('task.show', {project, task: id});
		report(invocation, {ending, task, runs}, () => `${id} ${endingWords[ending]}, ${money(task.cost)}${task.merged === undefined ? '' : `, merge commit ${task.merged.slice(0, 10)}`}.`);
		if (ending === 'failed' && task.reason !== undefined) {
			print.note(`  ${safeLine(task.reason, 1000)}`);
		}

		if (ending === 'failed') {
			print.note(`  \`millwright show ${id}\` says more, and \`millwright retry ${id}\` builds it again.`);
		}
	});
	if (ending === 'nobody') {
		print.note('  `millwright answer` lists what waits; --answer recommended and --approve decide without you.');
	} else if (ending === 'budget') {
		print.note('  Raise it with `millwright spend --budget <dollars>`; the agents are paused and not lost.');
	}

	return exitCodes[ending];
};

async function findOrAdd(daemon: Daemon, invocation: Invocation): Promise<TaskView> {
	const project = await findProject({daemon, invocation});
	const [first, ...rest] = invocation.arguments;
	const known = rest.length === 0 ? pickTask(await daemon.request('task.list', {project: project.id}), first!) : undefined;
	if (known === undefined) {
		// A lone word that looks like an id was meant as one: adding it as a task would surprise.
		if (rest.length === 0 && /^[\da-z]+(?:-[\da-z]+)+$/v.test(first!)) {
			throw new MillwrightError('unknown-task', `There is no task \`${first!}\` in ${project.name}.`, {hint: '`millwright ls --all` lists them; a new task is a sentence in quotes.'});
		}

		const text = await readGivenText(invocation.arguments, invocation.context.cwd);
		return daemon.request('task.add', {project: project.id, text, key: randomUUID()});
	}

	const task = {project: known.project, task: known.id};
	if (known.state === 'held') {
		return daemon.request('task.release', task);
	}

	return known.state === 'paused' ? daemon.request('task.resume', task) : known;
}
