import type {PanelName} from '../floor/model.js';
import {inboxPanel} from './inbox/panel.js';
import {logPanel} from './log/panel.js';
import type {Panel} from './panel.js';
import {queuePanel} from './queue/panel.js';
import {reviewPanel} from './review/panel.js';
import {rulesPanel} from './rules/panel.js';
import {spendPanel} from './spend/panel.js';
import {taskPanel} from './task/panel.js';

/** Every panel that a layout can name. */
export const panels: Record<PanelName, Panel> = {
	queue: queuePanel,
	rules: rulesPanel,
	spend: spendPanel,
	inbox: inboxPanel,
	review: reviewPanel,
	log: logPanel,
	task: taskPanel,
};
