import {safeLine} from '../base/safe-text.js';
import {money} from '../commands/format.js';
import {withDaemon} from '../commands/reach.js';
import type {ProjectView} from '../protocol/project.js';
import type {Room} from './room.js';

/** What the factory learned, and what it cost. */
export async function sayLesson({context}: Room, project: ProjectView): Promise<void> {
	const {print} = context;
	const {rules, spend} = await withDaemon(context, async daemon => daemon.request('floor', {}));
	for (const rule of rules.filter(rule => rule.project === project.id)) {
		print.line(`rule  ${safeLine(rule.title)}  from ${safeLine(rule.from.task ?? rule.from.by)}, demanded of ${rule.counts.demanded} plans, caught ${rule.counts.caught}`);
	}

	print.line(`It would have cost ${money(spend.today)} at the prices of ${safeLine(spend.pricesOf)}.`);
}

