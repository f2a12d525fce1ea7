import path from 'node:path';
import {packageRoot} from '../base/package-root.js';
import type {AddTask} from '../protocol/task.js';

/** Where the story's data stands: the repository and the words of the models. */
export const storyFolder = (): string => path.join(packageRoot(), 'source', 'demo', 'story');

/** The rehearsal script of the demo: what MILLWRIGHT_REHEARSAL is set to. */
export const storyScript = (): string => path.join(storyFolder(), 'story.yaml');

/** The demo's three intents, in the order in which they are queued; the project is for the caller to add. */
export const demoTasks: Array<Omit<AddTask, 'project' | 'hold'>> = [
	{
		id: 'csv-import',
		title: 'Import quoted CSV with delimiter detection',
		text: [
			'Import quoted CSV with delimiter detection.',
			'',
			'Cells may be quoted, with delimiters, doubled quotes and line breaks in them. The delimiter is found out, unless --delimiter says it.',
			'The nightly export is 3 GB and the machine that reads it has 512 MB of memory.',
		].join('\n'),
		dependsOn: [],
		attempts: 1,
	},
	{
		id: 'schema-errors',
		title: 'Say clearly what is wrong with a schema',
		text: [
			'Say clearly what is wrong with a schema.',
			'',
			'A broken schema says "invalid schema" today, or shows a stack. Say where it is wrong, what is expected and what was given.',
		].join('\n'),
		dependsOn: [],
		attempts: 2,
	},
	{
		id: 'cli-help',
		title: 'Help, version, and an answer to a wrong option',
		text: [
			'Help, version, and an answer to a wrong option.',
			'',
			'sheaf --help tells all options, sheaf --version the version. A wrong option is answered with the nearest right one and not with a stack.',
		].join('\n'),
		dependsOn: ['csv-import'],
		attempts: 1,
	},
];
