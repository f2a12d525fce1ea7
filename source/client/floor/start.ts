import type {Layout} from '../../geometry/layout.js';
import type {FloorView} from '../../protocol/floor.js';
import type {KeyMap} from '../bindings/key-map.js';
import {sessionsWorthShowing} from './current.js';
import {settled} from './reduce-focus.js';
import type {ClientModel, Permissions, ThemeName, UiState} from './model.js';

export type Start = {
	floor: FloorView;
	size: {cols: number; rows: number};
	now: number;
	layouts: Layout[];
	/** Names of layouts; all of them unless given. */
	order?: string[];
	keys: KeyMap;
	layout?: string;
	themeName?: ThemeName;
	mouse?: 'on' | 'off';
	permissions?: Permissions;
};

/** The model that a client starts with: the focus on the session that is most worth it, else on the queue. */
export function startModel({floor, size, now, layouts, order = layouts.map(({name}) => name), keys, layout = 'floor', themeName = 'dark', mouse = 'on', permissions = {clipboard: 'ask', notifications: 'line'}}: Start): ClientModel {
	const ui: UiState = {
		layout: layouts.some(({name}) => name === layout) ? layout : layouts[0]?.name ?? layout,
		focus: 'queue',
		zoomed: false,
		mode: 'command',
		prefixed: false,
		selection: {},
		themeName,
		mouse: mouse === 'on',
		moved: {},
		scrolled: {},
		wishes: [],
		trusted: {},
	};
	const model: ClientModel = {floor, ui, size, now, connection: 'up', layouts, order, keys, permissions};
	const first = sessionsWorthShowing(model)[0];
	return settled(first === undefined ? model : {...model, ui: {...ui, focus: first.id, lastSession: first.id}});
}

/** A floor of nothing: what is drawn until the daemon has answered. */
export const emptyFloor: FloorView = {
	revision: 0,
	daemon: {pid: 0, version: '', since: 0},
	projects: [],
	tasks: [],
	sessions: [],
	inbox: [],
	rules: [],
	spend: {today: 0, days: [], byProject: [], byTask: [], byModel: [], pricesOf: '', unpriced: []},
	news: [],
	slots: {used: 0, limit: 0},
};
