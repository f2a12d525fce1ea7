import {localDay} from '../../base/time.js';
import {MillwrightError} from '../../base/errors.js';
import {nearest} from '../../base/nearest.js';
import {taskKey, type Task} from '../../../state/task.js';
import type {Project} from '../../../state/project.js';
import type {ProjectFacts} from '../floor/project-view.js';
import type {Budget} from '../gateway/budget.js';
import type {Meter} from '../gateway/meter.js';
import type {Parts} from '../pipeline/parts.js';
import type {Scheduler} from '../queue/scheduler.js';
import type {RuleBook} from '../rules/rule-book.js';

export type DeskOptions = {
	parts: Parts;
	scheduler: Scheduler;
	budget: Budget;
	meter: Meter;
	rules: RuleBook;
	version: string;
	startedAt: number;
	rehearsalScript: string | undefined;
	stop: () => void;
};

/** What the handlers of requests work with: the pipeline's parts, and questions about them that several ask. */
export class Desk {
	readonly parts: Parts;
	readonly scheduler: Scheduler;
	readonly budget: Budget;
	readonly meter: Meter;
	readonly rules: RuleBook;
	readonly version: string;
	readonly startedAt: number;
	readonly rehearsalScript: string | undefined;
	readonly stop: () => void;

	constructor(options: DeskOptions) {
		this.parts = options.parts;
		this.scheduler = options.scheduler;
		this.budget = options.budget;
		this.meter = options.meter;
		this.rules = options.rules;
		this.version = options.version;
		this.startedAt = options.startedAt;
		this.rehearsalScript = options.rehearsalScript;
		this.stop = options.stop;
	}

	/** Dollars of all runs of a task, without what calls under way may cost. */
	readonly costOf = (of: {project: string; task: string}): number => (this.meter.sum(of).nanoDollars - this.meter.held(of)) / 1e9;

	readonly spentBy = (session: string): {cost: number; tokens: number} => {
		const {nanoDollars, usage} = this.meter.sum({session});
		return {cost: (nanoDollars - this.meter.held({session})) / 1e9, tokens: usage.input + usage.cacheRead + usage.cacheWrite + usage.output};
	};

	/** Dollars a day: the project's own, or the configuration's for every project. */
	readonly budgetOf = (project: string): number | undefined => this.parts.store.projects.get(project)?.budget ?? this.parts.config.budgets.day ?? undefined;

	/** How many sessions of a project work, and how many may. */
	readonly slotsOf = (project: string): {used: number; limit: number} => ({
		used: this.parts.slots.used(project),
		limit: this.parts.store.projects.get(project)?.slots ?? this.parts.config.slots.project,
	});

	readonly factsOf = (project: string): ProjectFacts => ({
		store: this.parts.store,
		...this.slotsOf(project),
		budget: this.budgetOf(project),
		spent: this.meter.sum({project, day: localDay(Date.now())}).nanoDollars / 1e9,
		stopped: this.budget.isStopped(project),
		providers: this.parts.providers().map(({name}) => name),
	});

	/** A project by its id or its name. */
	readonly project = (name: string): Project => {
		const {store} = this.parts;
		const found = store.projects.get(name) ?? store.projects.all().find(project => project.name === name);
		if (found === undefined) {
			const names = store.projects.all().map(({id}) => id);
			throw new MillwrightError('unknown-project', `There is no project "${name}".`, {
				hint: names.length === 0 ? 'Run `millwright init` in a git repository first.' : `There is ${names.join(', ')}${near(name, names)}.`,
			});
		}

		return found;
	};

	/** A task by its id; by its project too where several have one of that name. */
	readonly task = ({project, task}: {project?: string | undefined; task: string}): Task => {
		const {store} = this.parts;
		const [owner, id] = task.includes('/') ? task.split('/', 2) as [string, string] : [project, task];
		const within = owner === undefined ? undefined : this.project(owner).id;
		const found = store.tasks.all().filter(known => known.id === id && (within === undefined || known.project === within));
		if (found.length > 1) {
			throw new MillwrightError('ambiguous-task', `Several projects have a task "${id}": ${found.map(known => known.project).join(', ')}.`, {
				hint: `Say which, for example ${taskKey(found[0]!)}.`,
			});
		}

		if (found[0] === undefined) {
			const names = store.tasks.all().filter(known => within === undefined || known.project === within).map(known => known.id);
			throw new MillwrightError('unknown-task', `There is no task "${id}"${within === undefined ? '' : ` in ${within}`}.`, {
				hint: names.length === 0 ? 'Add one with `millwright add`.' : `See \`millwright ls\`${near(id, names)}.`,
			});
		}

		return found[0];
	};
}

const near = (name: string, names: readonly string[]): string => {
	const found = nearest(name, names);
	return found === undefined ? '' : `; did you mean ${found}?`;
};
