import type {CommandRecord} from '../command.js';
import {json, project, yes, attempts, agent} from './shared.js';

export const floorRecords: readonly CommandRecord[] = [
	{
		name: 'floor',
		group: 'The floor',
		summary: 'Open the floor: every agent, the queue, and who needs you. Just `millwright` does it too.',
		arguments: [],
		options: {layout: {type: 'string', short: 'l', value: '<layout>', words: 'Begin with this layout: floor, focus, grid, narrow, review or one of your own.'}},
		examples: [{line: 'millwright', words: 'In a repository that has no Millwright yet it offers to begin.'}],
		load: async () => import('../floor.js'),
	},
	{
		name: 'init',
		group: 'The floor',
		summary: 'Begin with the repository of this folder: base branch, gates, agent, budget.',
		arguments: [{name: 'folder', words: 'the repository.', from: 'folder'}],
		options: {
			yes,
			name: {type: 'string', value: '<name>', words: 'What the project is called.', otherwise: 'the folder\'s name'},
			base: {type: 'string', short: 'b', value: '<branch>', words: 'The branch that is built on and merged into.', otherwise: 'the one that is checked out'},
			gate: {type: 'string', short: 'g', value: '<command>', multiple: true, words: 'A command that must prove the work, or name=command; may be given more than once.', otherwise: 'found in the project'},
			budget: {type: 'string', value: '<dollars>', words: 'Dollars a day at most.', otherwise: 'no limit'},
			attempts,
			agent,
			json,
		},
		examples: [
			{line: 'millwright init', words: 'See what was found, change it, confirm it.'},
			{line: 'millwright init --yes --budget 20 --gate "npm test"', words: 'For scripts.'},
		],
		notes: ['It writes an orphan branch millwright/inputs into the repository; your checkout is not touched.'],
		load: async () => import('../init.js'),
	},
	{
		name: 'attach',
		group: 'The floor',
		summary: 'Open the floor with one session in front, or with an agent of your own.',
		arguments: [{name: 'task|session', words: 'a task, or a session by its id or number.', from: 'session'}],
		options: {
			project,
			agent: {type: 'string', value: '<agent>', from: 'agent', words: 'Start this agent CLI in the project\'s checkout, for no task, and attach to it.'},
		},
		examples: [
			{line: 'millwright attach csv-import', words: 'Watch its agent; type into it with enter.'},
			{line: 'millwright attach --agent claude', words: 'Talk to Claude Code here; its calls are metered.'},
		],
		load: async () => import('../attach.js'),
	},
	{
		name: 'demo',
		group: 'The floor',
		summary: 'Watch three tasks go through the whole factory, in a throwaway repository, with no key.',
		arguments: [],
		options: {keep: {type: 'boolean', words: 'Keep the folder afterwards.'}, plain: {type: 'boolean', words: 'Run it through line by line, without the floor.'}},
		examples: [{line: 'millwright demo', words: 'Everything is real but the words of the models.'}],
		load: async () => import('../demo.js'),
	},
];

export const programRecords: readonly CommandRecord[] = [
	{
		name: 'doctor',
		group: 'The program',
		summary: 'Look for what is missing or wrong on this machine, each with its cure.',
		arguments: [],
		options: {json},
		examples: [{line: 'millwright doctor', words: 'Node, git, terminal, folders, daemon, agents, providers, disk.'}],
		load: async () => import('../doctor.js'),
	},
	{
		name: 'daemon',
		group: 'The program',
		summary: 'Look at the daemon, start it, stop it or read its log.',
		arguments: [{name: 'do', words: 'status, start, stop or log; the status when it is not given.', from: ['status', 'start', 'stop', 'log']}],
		options: {sessions: {type: 'boolean', words: 'With stop: end the agents too.', otherwise: 'they go on, and the next daemon finds them'}, json},
		examples: [{line: 'millwright daemon stop', words: 'Agents go on; the next command starts a new daemon, which adopts them.'}],
		load: async () => import('../daemon.js'),
	},
	{
		name: 'completion',
		group: 'The program',
		summary: 'Print the completion script of a shell.',
		arguments: [{name: 'shell', words: 'bash, zsh or fish.', required: true, from: ['bash', 'zsh', 'fish']}],
		options: {},
		examples: [
			{line: 'eval "$(millwright completion bash)"', words: 'In ~/.bashrc; the same with zsh in ~/.zshrc.'},
			{line: 'millwright completion fish > ~/.config/fish/completions/millwright.fish', words: 'For fish.'},
		],
		load: async () => import('../completion.js'),
	},
	{
		name: 'agent',
		group: 'The program',
		summary: 'Be the built-in agent of a session; the daemon starts it.',
		arguments: [{name: 'folder', words: 'the session\'s folder, with its brief.json.', required: true, from: 'folder'}],
		options: {},
		examples: [{line: 'millwright agent ~/.local/state/millwright/sessions/s-0123456789', words: 'Run a brief by hand.'}],
		load: async () => import('../agent.js'),
	},
	{
		name: 'words',
		group: 'The program',
		summary: 'Print names for completion: of tasks, sessions, projects, rules, files or agents.',
		arguments: [{name: 'kind', words: 'what names.', required: true}],
		options: {},
		examples: [],
		hidden: true,
		load: async () => import('../words.js'),
	},
];
