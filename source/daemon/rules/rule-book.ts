import {MillwrightError} from '../../base/errors.js';
import {freeName, slug} from '../../base/ids.js';
import type {Rule, RuleView} from '../../protocol/rule.js';
import {writeInputs} from '../inputs/inputs.js';
import {addRuleLine, removeRuleLine} from '../inputs/plan-template.js';
import {printRule, ruleFile} from '../inputs/rule.js';
import type {ProjectRooms} from '../pipeline/project-rooms.js';
import {readTemplate} from '../pipeline/read-inputs.js';
import {readRules} from '../pipeline/rules-in-force.js';
import type {Store} from '../store/types.js';
import {ruleViews} from './rule-views.js';

/** The rules of every project, as they stand on the inputs branches; the last reading is kept, because every floor shows them. */
export class RuleBook {
	readonly #rooms: ProjectRooms;
	readonly #store: Store;
	readonly #known = new Map<string, Rule[]>();

	constructor({rooms, store}: {rooms: ProjectRooms; store: Store}) {
		this.#rooms = rooms;
		this.#store = store;
	}

	/** As last read. */
	views(project: string): RuleView[] {
		return ruleViews(this.#known.get(project) ?? [], {project, runs: this.#store.runs.all()});
	}

	async read(project: string): Promise<Rule[]> {
		const {inputs} = await this.#rooms.get(project);
		const rules = await readRules(inputs);
		this.#known.set(project, rules);
		return rules;
	}

	async add(project: string, {title, text}: {title: string; text: string}): Promise<RuleView> {
		const {inputs} = await this.#rooms.get(project);
		const rules = await this.read(project);
		const id = freeName(slug(title) || 'rule', name => rules.some(rule => rule.id === name));
		const rule: Rule = {id, title, text, state: 'in force', from: {by: 'person'}, since: new Date().toISOString().slice(0, 10)};
		await writeInputs(inputs, {files: {[ruleFile(id)]: printRule(rule), 'plan-template.md': addRuleLine(await readTemplate(inputs), {id, text: title})}, cause: `add the rule "${title}"`});
		return this.#view(project, id);
	}

	/** Puts a rule out of force or back into it, with its line of the plan template. */
	async turn(project: string, {id, state, cause}: {id: string; state: 'in force' | 'retired'; cause: string}): Promise<RuleView> {
		const {inputs} = await this.#rooms.get(project);
		const rules = await this.read(project);
		const rule = rules.find(known => known.id === id);
		if (rule === undefined) {
			throw new MillwrightError('unknown-rule', `The project ${project} has no rule "${id}".`, {
				hint: rules.length === 0 ? 'It has no rules yet.' : `Its rules are ${rules.map(known => known.id).join(', ')}.`,
			});
		}

		const template = await readTemplate(inputs);
		const line = state === 'in force' ? addRuleLine(template, {id, text: rule.title}) : removeRuleLine(template, id);
		await writeInputs(inputs, {files: {[ruleFile(id)]: printRule({...rule, state}), 'plan-template.md': line}, cause});
		return this.#view(project, id);
	}

	async #view(project: string, id: string): Promise<RuleView> {
		await this.read(project);
		return this.views(project).find(rule => rule.id === id)!;
	}
}
