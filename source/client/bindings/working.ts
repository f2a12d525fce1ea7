import {filled} from '../dialogs/text-input.js';
import {currentProject, focusedSession} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {plain} from '../theme/line.js';
import type {Binding, Resolved} from './binding.js';
import {editInputs} from './edit-inputs.js';
import {firstKey} from './first-key.js';
import {noLiveSession} from './moving.js';

/** Keys that work for the whole floor. */
export const workingBindings: Binding[] = [
	{
		id: 'add', context: 'floor', keys: ['+'], words: 'add a task', hint: 'add a task', rank: 40,
		off: noProject,
		run: model => ({action: {type: 'open', dialog: addDialog(model)}}),
	},
	{
		id: 'edit', context: 'floor', keys: ['e'], words: 'edit the inputs in your editor: intent, rules, template, roles, pipeline',
		off: noProject,
		run: model => editInputs(model),
	},
	{
		id: 'open', context: 'floor', keys: ['A'], words: 'open an agent of your own in a project\'s checkout, for no task',
		off: noProject,
		run: model => openAgent(model),
	},
	{
		id: 'search', context: 'floor', keys: ['/'], words: 'search in the session\'s history', hint: 'search', rank: 44,
		off: noSession,
		run: model => ({action: {type: 'open', dialog: {kind: 'search', session: focusedSession(model)!.id, input: filled()}}}),
	},
	{
		id: 'scroll', context: 'floor', keys: ['s', 'pageup'], words: 'scroll back in the session\'s history',
		off: noSession,
		run: model => ({action: {type: 'mode', mode: 'scroll'}, effects: [{type: 'scrollPage', session: focusedSession(model)!.id, by: -0.5}]}),
	},
	{id: 'palette', context: 'floor', keys: [':'], words: 'do anything by its name', hint: 'command', rank: 50, run: () => ({action: {type: 'open', dialog: {kind: 'palette', input: filled(), selected: 0}}})},
	{id: 'help', context: 'floor', keys: ['?', 'f1'], words: 'show all keys', hint: 'help', rank: 98, run: () => ({action: {type: 'open', dialog: {kind: 'help', input: filled(), top: 0}}})},
	{
		id: 'budget', context: 'floor', keys: ['b'], words: 'change the project\'s budget',
		off: noProject,
		run: model => ({action: {type: 'open', dialog: {kind: 'budget', project: currentProject(model)!, input: filled()}}}),
	},
	{
		id: 'pause-project', context: 'floor', keys: ['P'], words: 'pause the whole project, or let it go on',
		off: noProject,
		run(model) {
			const project = currentProject(model)!;
			const isPaused = model.floor.projects.some(({id, paused}) => id === project && paused);
			return {effects: [isPaused ? {type: 'request', name: 'project.resume', params: {project}, said: 'The project goes on.'} : {type: 'request', name: 'project.pause', params: {project}, said: 'The project is paused.'}]};
		},
	},
	{
		id: 'end-session', context: 'floor', keys: ['X'], words: 'end the session, after a question', rank: 17,
		// One that works for a task ends with its work; one of the person's own does not.
		hint: model => focusedSession(model)?.task === undefined ? 'end it' : '',
		off: noLiveSession,
		run: model => endSession(model),
	},
	{id: 'detach', context: 'floor', keys: ['q'], words: 'leave the floor; everything goes on without you', hint: 'leave', rank: 99, run: () => ({effects: [{type: 'detach'}]})},
	{
		id: 'stop', context: 'floor', keys: ['Q'], words: 'stop the daemon, after a question',
		run: () => ({action: {type: 'open', dialog: {kind: 'confirm', title: 'Stop the daemon?', detail: 'Nothing new is started. Sessions that run stay in their holders and are taken up again by the next start.', yes: 'stop it', effects: [{type: 'request', name: 'daemon.stop', params: {sessions: false}}, {type: 'quit'}]}}}),
	},
	{id: 'suspend', context: 'floor', keys: ['ctrl-z'], words: 'go back to the shell; fg returns', run: () => ({effects: [{type: 'suspend'}]})},
	{id: 'redraw', context: 'floor', keys: ['ctrl-l'], words: 'draw the screen anew', run: () => ({effects: [{type: 'redraw'}]})},
	{id: 'interrupt', context: 'floor', keys: ['ctrl-c'], words: 'say how to leave', run: model => ({action: {type: 'said', level: 'info', text: `${firstKey(model, 'detach')} leaves the floor and everything goes on; ${firstKey(model, 'stop')} stops the daemon.`}})},
];

function noProject({floor}: ClientModel): string | undefined {
	return floor.projects.length === 0 ? 'There is no project yet: run millwright init in a git repository.' : undefined;
}

function noSession(model: ClientModel): string | undefined {
	return focusedSession(model) === undefined ? 'No session has the focus.' : undefined;
}

function addDialog(model: ClientModel) {
	const projects = model.floor.projects.map(({id}) => id);
	return {kind: 'add', projects, project: Math.max(0, projects.indexOf(currentProject(model) ?? '')), input: filled()} as const;
}

function openAgent(model: ClientModel): Resolved {
	const projects = model.floor.projects.map(({id}) => id);
	const project = Math.max(0, projects.indexOf(currentProject(model) ?? ''));
	return {
		effects: [{
			type: 'request',
			name: 'agent.list',
			params: {},
			opens: true,
			becomes: agents => agents.length === 0
				? {type: 'said', level: 'warn', text: 'No agent CLI was found. Install one (claude, codex, gemini, opencode), or declare yours under agents: in config.yaml.'}
				: {type: 'open', dialog: {kind: 'open', projects, project, agents, input: filled(), selected: 0}},
		}],
	};
}

function endSession(model: ClientModel): Resolved {
	const session = focusedSession(model)!;
	return {
		action: {
			type: 'open',
			dialog: {
				kind: 'confirm',
				title: `End session ${session.number}, ${session.task === undefined ? `${plain(session.agent, 40)} in ${plain(session.project, 40)}` : `of ${plain(session.task)}`}?`,
				detail: session.waits === undefined ? 'Its program and everything that it started are ended. What it has committed stays.' : 'It has not begun: it leaves the line, and is not opened.',
				yes: 'end it',
				effects: [{
					type: 'request',
					name: 'session.end',
					params: {session: session.id},
					becomes: ({left}) => left.length === 0
						? {type: 'said', level: 'good', text: `Session ${session.number} is ended.`}
						: {type: 'said', level: 'warn', text: `Session ${session.number} is ended, but ${left.map(({pid, command}) => `${plain(command, 40)} (${pid})`).join(', ')} still runs.`},
				}],
			},
		},
	};
}
