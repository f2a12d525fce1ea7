import type {Binding} from '../../bindings/binding.js';
import type {RuleView} from '../../../protocol/rule.js';
import type {ClientModel} from '../../floor/model.js';
import {plain} from '../../theme/line.js';
import {listKeys} from '../list-keys.js';
import {rulesInOrder} from './panel.js';

export const rulesKeys: Binding[] = [
	...listKeys('rules'),
	{
		id: 'rule-edit', context: 'rules', keys: ['enter'], words: 'open the rule in your editor', hint: 'edit the rule', rank: 10,
		off: noRule,
		run: model => withRule(model, ({project, id}) => ({effects: [{type: 'edit', project, file: `rules/${id}.md`}]})),
	},
	{
		id: 'rule-retire', context: 'rules', keys: ['x'], words: 'retire the rule, or put it in force again', hint: 'retire', rank: 11,
		off: noRule,
		run: model => withRule(model, ({project, id, title, state}) => state === 'retired'
			? {effects: [{type: 'request', name: 'rules.restore', params: {project, rule: id}, said: `“${plain(title)}” is in force again.`}]}
			: {
				action: {
					type: 'open',
					dialog: {kind: 'confirm', title: `Retire “${plain(title)}”?`, detail: 'Plans no longer have to follow it. It stays in the history and can be put in force again.', yes: 'retire it', effects: [{type: 'request', name: 'rules.retire', params: {project, rule: id}}]},
				},
			}),
	},
];

const selectedRule = (model: ClientModel): RuleView | undefined => {
	const rules = rulesInOrder(model);
	return rules.find(({project, id}) => `${project}/${id}` === model.ui.selection.rules?.key) ?? rules[0];
};

function noRule(model: ClientModel): string | undefined {
	return selectedRule(model) === undefined ? 'There is no rule yet.' : undefined;
}

function withRule(model: ClientModel, run: (rule: RuleView) => ReturnType<Binding['run']>): ReturnType<Binding['run']> {
	const rule = selectedRule(model);
	return rule === undefined ? {} : run(rule);
}
