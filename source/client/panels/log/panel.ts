import type {NewsItem} from '../../../protocol/floor.js';
import {projectName} from '../../floor/current.js';
import {clock} from '../../theme/figures.js';
import {fit, plain, span, type Line} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';
import type {Panel} from '../panel.js';

export const logPanel: Panel = {
	name: 'log',
	title: () => 'log',
	note: () => [],
	atEnd: true,
	rows(model, {width}) {
		const {news} = model.floor;
		if (news.length === 0) {
			return [{line: fit([span('No news yet.', 'dim')], width)}];
		}

		return news.map(item => {
			const project = item.project === undefined ? undefined : projectName(model, item.project);
			const where = project === undefined ? [] : [span(`${plain(project, 20)}  `, 'dim')];
			return {line: fit([span(`${clock(item.at)}  `, 'dim'), ...newsShape(item), span(' '), ...where, span(plain(item.text))], width)};
		});
	},
};

const shapes: Record<NewsItem['level'], [string, Role]> = {info: ['·', 'dim'], good: ['✓', 'good'], warn: ['▲', 'needs'], bad: ['✗', 'bad']};

export function newsShape({level}: Pick<NewsItem, 'level'>): Line {
	const [shape, role] = shapes[level];
	return [span(shape, role)];
}
