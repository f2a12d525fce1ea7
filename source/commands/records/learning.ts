import type {CommandRecord} from '../command.js';
import {json, project} from './shared.js';

export const learningRecords: readonly CommandRecord[] = [
	{
		name: 'rules',
		group: 'What it learns',
		summary: 'List the rules with where they came from and what they did; add, retire or restore one.',
		arguments: [
			{name: 'do', words: 'add, retire or restore; the list when it is not given.', from: ['add', 'retire', 'restore']},
			{name: 'rule', words: 'the title of a new rule, or the id of one.', many: true, from: 'rule'},
		],
		options: {
			project,
			text: {type: 'string', value: '<text>', words: 'The instruction of a new rule.', otherwise: 'its title'},
			reason: {type: 'string', value: '<text>', words: 'Why it is retired.'},
			all: {type: 'boolean', short: 'a', words: 'Also the retired ones.'},
			json,
		},
		examples: [
			{line: 'millwright rules', words: 'What the factory has learned.'},
			{line: 'millwright rules add "stream CSV input" --text "Read CSV files as streams; never a whole file into memory."', words: 'From now on every plan must follow it.'},
		],
		load: async () => import('../rules.js'),
	},
	{
		name: 'inputs',
		group: 'What it learns',
		summary: 'Look at what the factory is told (intents, plans, rules, template, roles, pipeline) and its history.',
		arguments: [
			{name: 'do', words: 'log, ls, show or edit; the log when it is not given.', from: ['log', 'ls', 'show', 'edit']},
			{name: 'file', words: 'a file of the inputs branch.', from: 'inputs-file'},
		],
		options: {
			project,
			limit: {type: 'string', value: '<number>', words: 'How many changes of the log.', otherwise: '50'},
			cause: {type: 'string', value: '<text>', words: 'Why it is edited, for the history.'},
			json,
		},
		examples: [
			{line: 'millwright inputs log rules/stream-csv-input.md', words: 'How a rule came to be.'},
			{line: 'millwright inputs edit plan-template.md', words: 'Change it in $EDITOR; the change is a commit.'},
		],
		load: async () => import('../inputs.js'),
	},
	{
		name: 'spend',
		group: 'What it learns',
		summary: 'Say what the agents spent, by task, session, project, model or day.',
		arguments: [],
		options: {
			project,
			by: {type: 'string', value: '<what>', from: ['task', 'session', 'project', 'model', 'day'], words: 'What a row is about.', otherwise: 'task'},
			days: {type: 'string', value: '<number>', words: 'How many days back.', otherwise: '8'},
			budget: {type: 'string', value: '<dollars>', words: 'Set the project\'s budget a day, or `none`.'},
			all: {type: 'boolean', short: 'a', words: 'Over all projects.'},
			json,
		},
		examples: [
			{line: 'millwright spend --by model', words: 'Which models cost what.'},
			{line: 'millwright spend --budget 20', words: 'Stop before the call that would pass $20 a day.'},
		],
		load: async () => import('../spend.js'),
	},
];
