import type {CommandRecord} from '../command.js';
import {json, project, task} from './shared.js';

export const judgementRecords: readonly CommandRecord[] = [
	{
		name: 'answer',
		group: 'What needs you',
		summary: 'Answer the question of an agent; without arguments, list what waits.',
		arguments: [
			{name: 'task', words: 'the task that asks.', from: 'task'},
			{name: 'text', words: 'the answer; you are asked for it when it is not given.', many: true},
		],
		options: {project, recommended: {type: 'boolean', short: 'r', words: 'Give the recommended answer.'}, json},
		examples: [
			{line: 'millwright answer', words: 'Who needs you, and why.'},
			{line: 'millwright answer csv-import "Detect the delimiter"', words: 'The agent goes on at once.'},
		],
		load: async () => import('../answer.js'),
	},
	{
		name: 'approve',
		group: 'What needs you',
		summary: 'Approve the proposed change of a task: it is merged.',
		arguments: [task],
		options: {project, attempt: {type: 'string', value: '<number>', words: 'Another attempt than the proposed one.'}, json},
		examples: [{line: 'millwright show csv-import --diff && millwright approve csv-import', words: 'Look first.'}],
		load: async () => import('../approve.js'),
	},
	{
		name: 'reject',
		group: 'What needs you',
		summary: 'Reject the proposed change with a reason; the reason becomes feedback.',
		arguments: [task, {name: 'reason', words: 'what is wrong, in your words.', required: true, many: true}],
		options: {project, json},
		examples: [{line: 'millwright reject csv-import "It must keep the order of the columns"', words: 'It is planned and built again, knowing that.'}],
		load: async () => import('../reject.js'),
	},
	{
		name: 'logs',
		group: 'What needs you',
		summary: 'Print the logs of a task\'s stages, or what a session printed.',
		arguments: [{name: 'task|session', words: 'a task, or a session by its id or number.', required: true, from: 'session'}],
		options: {
			project,
			follow: {type: 'boolean', short: 'f', words: 'Go on printing until it ends.'},
			stage: {type: 'string', value: '<stage>', from: ['plan', 'build', 'sweep', 'verify', 'gate', 'approve', 'merge', 'ship'], words: 'Only this stage.'},
			json,
		},
		examples: [{line: 'millwright logs -f csv-import', words: 'Follow it until it is merged.'}],
		load: async () => import('../logs.js'),
	},
	{
		name: 'export',
		group: 'What needs you',
		summary: 'Write a session\'s history as text, with its colours, or as an asciicast of its recording.',
		arguments: [{name: 'session', words: 'a session by its id or number.', required: true, from: 'session'}],
		options: {
			project,
			format: {type: 'string', value: '<format>', from: ['text', 'ansi', 'cast'], words: '`text`, `ansi` or `cast`.', otherwise: 'text'},
			output: {type: 'string', short: 'o', value: '<file>', words: 'Where to write it.', otherwise: 'stdout'},
		},
		examples: [{line: 'millwright export 3 --format cast -o build.cast', words: 'Any player of asciicasts plays it.'}],
		load: async () => import('../export.js'),
	},
	{
		name: 'record',
		group: 'What needs you',
		summary: 'Record from now on what a session prints, to be exported as an asciicast.',
		arguments: [{name: 'session', words: 'a session by its id or number.', required: true, from: 'session'}],
		options: {project, stop: {type: 'boolean', words: 'End the recording.'}, json},
		examples: [{line: 'millwright record 3', words: 'What is on its screen is the first frame. `record: true` in config.yaml records every session from its beginning.'}],
		load: async () => import('../record.js'),
	},
	{
		name: 'run',
		group: 'What needs you',
		summary: 'Run one task to its end without the floor; the exit code says how it ended.',
		arguments: [{name: 'task|text', words: 'a task of the queue, or the words of a new one.', required: true, many: true, from: 'task'}],
		options: {
			project,
			answer: {type: 'string', value: 'recommended', from: ['recommended'], words: 'Answer every question with its recommendation.'},
			approve: {type: 'boolean', words: 'Approve what passed every verifier and gate.'},
			json,
		},
		examples: [
			{line: 'millwright run "Add a --version flag"', words: 'Queue it, follow it, be asked here.'},
			{line: 'millwright run csv-import --answer recommended --approve', words: 'Nobody need be there.'},
		],
		notes: ['It ends with 0 when the task is merged, 3 when it failed, 4 when it was rejected or cancelled, 5 when it needs you and nobody is there, 6 when the budget is used up.'],
		load: async () => import('../run.js'),
	},
];
