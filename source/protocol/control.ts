import {z} from 'zod';
import type {ErrorReply} from '../base/errors.js';
import type {FloorView} from './floor.js';
import type {InboxItem} from './inbox.js';
import {gateSpec, type ProjectProposal, type ProjectView} from './project.js';
import type {InputsChange, RuleView} from './rule.js';
import type {ReviewView, RunView} from './run.js';
import type {SessionView} from './session.js';
import type {SpendRow} from './spend.js';
import {addTask, type Intent, type TaskView} from './task.js';
import {sizeLimit} from './update-rows.js';

/*
The control socket, typed once for both sides. The daemon's router and the callers' `request` derive their types from this
table, so a request without a handler does not compile.

	caller → daemon   {type: 'request', id, name, params}
	daemon → caller   {type: 'reply', id, result} | {type: 'reply', id, error} | {type: 'changed', topics}
*/

const project = z.object({project: z.string()});
const task = z.object({project: z.string().optional(), task: z.string()});
const nothing = z.object({});
/** What a holder takes. */
const size = z.object({cols: z.number().int().min(2).max(sizeLimit), rows: z.number().int().min(1).max(sizeLimit)});

/** The parameters of each request, checked by the daemon. */
export const requests = {
	'daemon.status': nothing,
	/** Stops the daemon. Sessions go on in their holders unless `sessions` ends them too. */
	'daemon.stop': z.object({sessions: z.boolean().default(false)}),
	floor: nothing,

	'project.propose': z.object({path: z.string()}),
	'project.init': z.object({
		path: z.string(),
		name: z.string().optional(),
		base: z.string().optional(),
		gates: z.array(gateSpec).optional(),
		/** Dollars a day. */
		budget: z.number().positive().optional(),
		attempts: z.number().int().min(1).max(16).optional(),
		/** The adapter that builds. */
		agent: z.string().optional(),
	}),
	'project.list': nothing,
	/** The project that a folder belongs to: the main checkout or any of its worktrees. */
	'project.find': z.object({path: z.string()}),
	'project.set': project.extend({budget: z.number().positive().nullable().optional(), slots: z.number().int().positive().optional(), gates: z.array(gateSpec).optional()}),
	'project.pause': project,
	'project.resume': project,
	'project.forget': project,

	'task.add': addTask,
	'task.list': z.object({project: z.string().optional()}),
	'task.show': task,
	'task.edit': task.extend({text: z.string().optional(), title: z.string().optional(), priority: z.number().int().min(1).max(5).optional(), dependsOn: z.array(z.string()).optional()}),
	/** Puts it before another of the same project, or at the end. */
	'task.move': task.extend({before: z.string().nullable()}),
	'task.hold': task,
	'task.release': task,
	'task.pause': task,
	'task.resume': task,
	'task.cancel': task,
	'task.retry': task.extend({feedback: z.string().optional()}),

	'run.list': task,
	'run.show': z.object({run: z.string()}),
	/** `wait`: with nothing after `offset` it is answered when there is more, when the stage has ended, or after a while. */
	'stage.log': z.object({run: z.string(), stage: z.string(), attempt: z.number().int().optional(), offset: z.number().int().default(0), wait: z.boolean().default(false)}),

	'inbox.list': z.object({project: z.string().optional()}),
	'inbox.answer': z.object({item: z.string(), text: z.string()}),
	'inbox.dismiss': z.object({item: z.string()}),
	'review.show': task,
	/** `commit`: what the person saw; refused when another has taken its place since. */
	approve: task.extend({attempt: z.number().int().optional(), commit: z.string().optional()}),
	reject: task.extend({reason: z.string().min(1), commit: z.string().optional()}),

	'rules.list': z.object({project: z.string().optional()}),
	'rules.add': project.extend({title: z.string(), text: z.string()}),
	'rules.retire': project.extend({rule: z.string(), reason: z.string().default('')}),
	'rules.restore': project.extend({rule: z.string()}),

	'inputs.log': project.extend({limit: z.number().int().positive().default(50), file: z.string().optional()}),
	'inputs.list': project,
	'inputs.read': project.extend({file: z.string()}),
	/** Refused with the line and the reason when the text is not a valid file of its kind. */
	'inputs.write': project.extend({file: z.string(), text: z.string(), cause: z.string()}),

	'spend.report': z.object({by: z.enum(['session', 'task', 'project', 'model', 'day']), project: z.string().optional(), days: z.number().int().positive().default(8)}),

	/** The agents that could be opened by hand: those whose program is installed. */
	'agent.list': nothing,
	'session.list': z.object({project: z.string().optional(), all: z.boolean().default(false)}),
	/** Opens a session by hand, in the project's checkout or a task's worktree. `size` is the one that it will be shown in: its program then paints once. */
	'session.open': project.extend({agent: z.string(), prompt: z.string().default(''), size: size.optional()}),
	'session.end': z.object({session: z.string()}),
} as const;

/** What each request is answered with. */
export type Results = {
	'daemon.status': {pid: number; version: string; since: number; protocol: number; state: string; runtime: string; sessions: number; projects: number; rehearsal?: string; gateway: string; damaged: string[]; degraded?: string};
	/** A daemon of an older version does not say how many it has ended. */
	'daemon.stop': {sessionsLeft: number; sessionsEnded?: number};
	floor: FloorView;
	'project.propose': ProjectProposal;
	'project.init': ProjectView;
	'project.list': ProjectView[];
	'project.find': ProjectView | null;
	'project.set': ProjectView;
	'project.pause': ProjectView;
	'project.resume': ProjectView;
	'project.forget': {kept: string[]};
	'task.add': TaskView;
	'task.list': TaskView[];
	'task.show': {task: TaskView; intent: Intent; text: string; runs: RunView[]; sessions: SessionView[]};
	'task.edit': TaskView;
	'task.move': TaskView[];
	'task.hold': TaskView;
	'task.release': TaskView;
	'task.pause': TaskView;
	'task.resume': TaskView;
	'task.cancel': TaskView;
	'task.retry': TaskView;
	'run.list': RunView[];
	'run.show': RunView;
	'stage.log': {text: string; next: number; ended: boolean};
	'inbox.list': InboxItem[];
	'inbox.answer': InboxItem;
	'inbox.dismiss': {item: string};
	'review.show': ReviewView;
	approve: TaskView;
	reject: TaskView;
	'rules.list': RuleView[];
	'rules.add': RuleView;
	'rules.retire': RuleView;
	'rules.restore': RuleView;
	'inputs.log': InputsChange[];
	'inputs.list': string[];
	'inputs.read': {file: string; text: string};
	'inputs.write': InputsChange;
	'spend.report': SpendRow[];
	'agent.list': Array<{id: string; program: string}>;
	'session.list': SessionView[];
	'session.open': SessionView;
	'session.end': {left: Array<{pid: number; command: string}>};
};

export type RequestName = keyof typeof requests;
/** As a caller gives them: what has a default may be left out. */
export type Params<Name extends RequestName> = z.input<(typeof requests)[Name]>;
/** As a handler gets them. */
export type ParsedParams<Name extends RequestName> = z.output<(typeof requests)[Name]>;
export type Result<Name extends RequestName> = Results[Name];

/** What may have changed; whoever shows it fetches it again. */
export type Topic = 'floor' | 'sessions' | 'inbox' | 'tasks' | 'rules' | 'spend' | 'news';

export type ControlRequest = {type: 'request'; id: number; name: string; params: unknown};
export type ControlMessage =
	| {type: 'reply'; id: number; result: unknown}
	| {type: 'reply'; id: number; error: ErrorReply}
	| {type: 'changed'; topics: Topic[]};
