import type {InboxItem} from './inbox.js';
import type {ProjectView} from './project.js';
import type {RuleView} from './rule.js';
import type {SessionView} from './session.js';
import type {SpendView} from './spend.js';
import type {TaskView} from './task.js';

export type NewsItem = {
	/** Raised by one for each; the newest last. */
	id: number;
	/** Unix milliseconds. */
	at: number;
	level: 'info' | 'good' | 'warn' | 'bad';
	text: string;
	project?: string;
	task?: string;
};

/** All that the floor draws besides the cells of the sessions. Fetched again whenever the daemon says that it changed. */
export type FloorView = {
	/** Raised with each change. */
	revision: number;
	daemon: {pid: number; version: string; since: number};
	/** The script, when every model's words come from a rehearsal. */
	rehearsal?: string;
	projects: ProjectView[];
	tasks: TaskView[];
	sessions: SessionView[];
	inbox: InboxItem[];
	rules: RuleView[];
	spend: SpendView;
	news: NewsItem[];
	/** Parallel sessions over all projects. */
	slots: {used: number; limit: number};
};
