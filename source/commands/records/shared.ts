import type {ArgumentRecord, OptionRecord} from '../command.js';

/** The options that many commands share, worded once. */
export const json: OptionRecord = {type: 'boolean', words: 'Print JSON.'};
export const project: OptionRecord = {type: 'string', short: 'p', value: '<project>', from: 'project', words: 'The project, by its name.', otherwise: 'the one that this folder belongs to'};
export const yes: OptionRecord = {type: 'boolean', short: 'y', words: 'Take what is proposed and ask nothing.'};
export const attempts: OptionRecord = {type: 'string', short: 'n', value: '<number>', words: 'How many attempts are built in parallel, 1 to 16.'};
export const agent: OptionRecord = {type: 'string', value: '<adapter>', from: 'agent', words: 'What builds it: builtin, claude, codex, opencode, gemini or one of your own.'};
export const task: ArgumentRecord = {name: 'task', words: 'the id of a task; the beginning is enough when only one begins so.', required: true, from: 'task'};
