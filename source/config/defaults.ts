import type {Config} from './schema.js';

/** The configuration without a config.yaml: what the schema makes of nothing, without loading what checks one. */
export const defaultConfig = (): Config => ({
	providers: {},
	agents: {},
	roles: {},
	budgets: {day: null},
	slots: {overall: 8, project: 6},
	keys: {prefix: 'ctrl-]'},
	theme: 'auto',
	mouse: 'auto',
	historyLines: 10_000,
	record: false,
	sessionSize: 'latest',
	ambiguousWidth: 1,
	clipboard: 'ask',
	notifications: 'line',
	layouts: {first: 'floor', order: ['floor', 'focus', 'grid', 'narrow', 'review']},
	keep: {days: 30, trash: 'always'},
	lessons: 'auto',
});
