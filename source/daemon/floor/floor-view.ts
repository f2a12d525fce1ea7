import process from 'node:process';
import type {FloorView} from '../../protocol/floor.js';
import {readInbox} from '../inbox/inbox.js';
import type {Desk} from '../handlers/desk.js';
import {projectView} from './project-view.js';
import {sessionView, shownSessions} from './session-view.js';
import {taskViews} from './task-view.js';

/** Everything that the floor draws besides the cells of the sessions, read from the state at this moment. */
export function floorView(desk: Desk, {revision}: {revision: number}): FloorView {
	const {parts, budget, meter, rules, startedAt, version, rehearsalScript} = desk;
	const {store, slots, news} = parts;
	const projects = store.projects.all().toSorted((a, b) => a.createdAt - b.createdAt);
	const limits = projects.map(project => desk.budgetOf(project.id)).filter(limit => limit !== undefined);
	return {
		revision,
		daemon: {pid: process.pid, version, since: startedAt},
		...(rehearsalScript === undefined ? {} : {rehearsal: rehearsalScript}),
		projects: projects.map(project => projectView(project, desk.factsOf(project.id))),
		tasks: taskViews(store, {costOf: desk.costOf}),
		sessions: shownSessions(store.sessions.all()).map(session => sessionView(desk, session)),
		inbox: readInbox({store, budgetReason: budget.reason}),
		rules: projects.flatMap(({id}) => rules.views(id)),
		spend: meter.view(limits),
		news: news.items.slice(-50),
		slots: {used: slots.used(), limit: parts.config.slots.overall},
	};
}
