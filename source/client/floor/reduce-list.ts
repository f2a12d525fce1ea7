import {panels} from '../panels/all.js';
import {rowsSize, selectedKey} from '../panels/window.js';
import type {Action} from './action.js';
import {arrange} from './arrange.js';
import type {ClientModel, PanelName, Selection} from './model.js';

/** What is selected and scrolled to in the panels, and what the review and the task panel are about; undefined when the action is another reducer's. */
export function reduceList(model: ClientModel, action: Action): ClientModel | undefined {
	switch (action.type) {
		case 'select': {
			return select(model, action.panel, {key: action.key});
		}

		case 'move': {
			return move(model, action.panel, action.by);
		}

		case 'mark': {
			return toMark(model, action.panel, action.by);
		}

		case 'review': {
			const {ui} = model;
			const isThere = ui.layout === 'review' || model.layouts.every(({name}) => name !== 'review');
			const before = ui.layout === 'review' ? ui.before : ui.layout;
			return {
				...model,
				review: {project: action.project, task: action.task},
				ui: {
					...ui,
					...(isThere ? {} : {layout: 'review'}),
					...(before === undefined ? {} : {before}),
					...(isThere && ui.layout !== 'review' ? {full: 'review' as const} : {full: undefined}),
					focus: 'review',
					chosen: undefined,
					mode: 'command',
					zoomed: false,
					selection: {...ui.selection, review: {top: 0}},
				},
			};
		}

		case 'stageLog': {
			return {...model, stageLog: action.of, ui: {...model.ui, selection: {...model.ui.selection, task: {...model.ui.selection.task, top: action.at === 'end' ? Infinity : 0}}}};
		}

		case 'task': {
			return {
				...model,
				stageLog: undefined,
				runs: {project: action.project, task: action.task},
				ui: {...model.ui, full: 'task', focus: 'task', chosen: undefined, mode: 'command', zoomed: false, selection: {...model.ui.selection, task: {top: 0}}},
			};
		}

		default: {
			return undefined;
		}
	}
}

function select(model: ClientModel, panel: PanelName, change: Partial<Selection>): ClientModel {
	const before = model.ui.selection[panel] ?? {top: 0};
	return {...model, ui: {...model.ui, selection: {...model.ui.selection, [panel]: {...before, ...change}}}};
}

function move(model: ClientModel, panel: PanelName, by: number): ClientModel {
	const window = arrange(model).windows[panel];
	if (window === undefined) {
		return model;
	}

	const rows = allRows(model, panel);
	const keys = rows.flatMap(({key}) => key === undefined ? [] : [key]);
	if (keys.length === 0) {
		const last = rows.length - window.rows.length;
		// Who has come to the end stays at it while more comes.
		return select(model, panel, {top: window.top + by >= last ? Infinity : limited(window.top + by, last)});
	}

	const selected = selectedKey(rows, model.ui.selection[panel]);
	const at = limited(keys.indexOf(selected ?? '') + by, keys.length - 1);
	return select(model, panel, {key: keys[at]!, top: window.top});
}

function toMark(model: ClientModel, panel: PanelName, by: 1 | -1): ClientModel {
	const beyond = markBeyond(model, panel, by);
	return beyond === undefined ? model : select(model, panel, beyond);
}

/** What a step to the next or the previous mark of a panel shows; undefined where that is what is shown. */
export function markBeyond(model: ClientModel, panel: PanelName, by: 1 | -1): Partial<Selection> | undefined {
	const window = arrange(model).windows[panel];
	if (window === undefined) {
		return undefined;
	}

	const rows = allRows(model, panel);
	const marks = rows.flatMap(({mark}, index) => mark === undefined ? [] : [index]);
	const from = window.selected === undefined ? window.top : marks.findLast(index => index <= rows.findIndex(({key}) => key === window.selected)) ?? 0;
	const next = by === 1 ? marks.find(index => index > from) : marks.findLast(index => index < from);
	if (next === undefined) {
		return undefined;
	}

	const key = rows.slice(next).find(row => row.key !== undefined)?.key;
	const top = limited(next, rows.length - window.rows.length);
	return key === undefined && top === window.top ? undefined : {top, ...(key === undefined ? {} : {key})};
}

function allRows(model: ClientModel, panel: PanelName) {
	const spot = arrange(model).spots.find(({id}) => id === panel);
	return spot === undefined ? [] : panels[panel].rows(model, rowsSize(spot.rect));
}

const limited = (wanted: number, last: number): number => Math.max(0, Math.min(wanted, Math.max(0, last)));
