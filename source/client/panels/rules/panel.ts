import type {RuleView} from '../../../protocol/rule.js';
import {projectName} from '../../floor/current.js';
import type {ClientModel} from '../../floor/model.js';
import {cellsToLine, fit, plain, span, wrap, type Line} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';
import type {Panel} from '../panel.js';

export const rulesPanel: Panel = {
	name: 'rules',
	title: () => 'rules',
	note: ({floor}) => [span(`${floor.rules.filter(({state}) => state === 'in force').length} in force`, 'dim')],
	rows(model, {width, height}) {
		if (model.floor.rules.length === 0) {
			return wrap('No rules yet: what goes wrong becomes one.', width).map(text => ({line: fit([span(text, 'dim')], width)}));
		}

		// Where it came from has a line of its own when it has no place beside it and there is room.
		const isTall = width < fromBeside && model.floor.rules.length * 2 <= height;
		return rulesInOrder(model).flatMap(rule => [
			{key: `${rule.project}/${rule.id}`, line: ruleLine(model, rule, width)},
			...(isTall ? [{line: fit([span(`  ${cameFrom(model, rule)}`, 'dim')], width)}] : []),
		]);
	},
};

// From this width on a line has room for where the rule came from.
const fromBeside = 56;

/** Proposed ones first, because they wait; then the newest. */
export const rulesInOrder = ({floor}: ClientModel): RuleView[] =>
	floor.rules.toSorted((one, other) => order[one.state] - order[other.state] || other.since.localeCompare(one.since));

const order: Record<RuleView['state'], number> = {proposed: 0, 'in force': 1, retired: 2};
const shapes: Record<RuleView['state'], [string, Role]> = {proposed: ['◌', 'needs'], 'in force': ['●', 'good'], retired: ['■', 'dim']};

function ruleLine(model: ClientModel, rule: RuleView, width: number): Line {
	const [shape, role] = shapes[rule.state];
	const from = width >= fromBeside ? Math.min(24, Math.floor(width * 0.3)) : 0;
	const since = width >= 40 ? 19 : (width >= 24 ? 9 : 0);
	const title = width - 2 - (from === 0 ? 0 : from + 2) - (since === 0 ? 0 : since + 2);
	return fit(cellsToLine([
		{line: [span(`${shape} `, role), span(plain(rule.title), rule.state === 'retired' ? 'dim' : 'text')], width: title + 2},
		{line: [span(cameFrom(model, rule), 'dim')], width: from},
		{line: doneSince(rule, since), width: since},
	]), width);
}

function cameFrom(model: ClientModel, {from, project}: RuleView): string {
	const name = projectName(model, project);
	const where = name === undefined ? '' : `${plain(name, 20)}/`;
	return from.task === undefined ? `${from.by === 'person' ? 'by you' : 'from a lesson'}${name === undefined ? '' : `, ${plain(name, 20)}`}` : `from ${where}${plain(from.task, 60)}`;
}

/** What it has done: plans sent back, else plans made to follow it, and whether it was broken all the same. */
function doneSince({counts, state}: RuleView, width: number): Line {
	if (state !== 'in force') {
		return [span(state, 'dim')];
	}

	const line: Line = counts.caught > 0
		? [span(`caught ${counts.caught}`, 'good')]
		: (counts.demanded > 0 ? [span(`${counts.demanded} ${counts.demanded === 1 ? 'plan' : 'plans'}`)] : [span('new', 'dim')]);
	return counts.broken > 0 && width >= 19 ? [...line, span(`  broken ${counts.broken}`, 'bad')] : line;
}
