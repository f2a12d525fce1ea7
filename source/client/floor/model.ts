import type {Config} from '../../config/schema.js';
import type {Layout} from '../../geometry/layout.js';
import type {Tree} from '../../geometry/tree.js';
import type {FloorView} from '../../protocol/floor.js';
import type {ReviewView, RunView} from '../../protocol/run.js';
import type {KeyMap} from '../bindings/key-map.js';
import type {DialogState} from '../dialogs/state.js';
import type {MarkKind} from './effect.js';

/** `session`: keys go to the agent. `scroll`: keys move in a session's history. */
export type Mode = 'command' | 'session' | 'scroll' | 'dialog';

export const panelNames = ['queue', 'rules', 'spend', 'inbox', 'review', 'log', 'task'] as const;
export type PanelName = (typeof panelNames)[number];

/** The id of a session (`s-…`), the name of a panel, or `vacant`. */
export type PaneId = string;

/** The place for sessions while there is none: it has the focus where nothing else is shown, and then only the keys of the floor apply. */
export const vacant = 'vacant';

export const isPanelName = (id: PaneId): id is PanelName => (panelNames as readonly string[]).includes(id);

export const themeNames = ['dark', 'light', 'contrast', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];

export type Message = {
	level: 'info' | 'good' | 'warn' | 'bad';
	text: string;
	/** The binding that could not be done: when it can, the reason is true no more. */
	of?: string;
};

/** A row is known by its key and not by its place, so that it stays selected when the list moves. */
export type Selection = {key?: string; top: number};

/** A text that the program of a session wants on the clipboard, and nobody has said yet whether it may. `elsewhere`: the person types at another client. */
export type ClipboardWish = {session: string; text: string; number?: number; elsewhere?: true};

/** `offset`: lines above the end. */
export type ScrolledTo = {offset: number; total: number; matches?: {at: number; of: number}};

/** What this client shows of the floor; nothing of it would be missed. */
export type UiState = {
	/** The name of a layout. */
	layout: string;
	/** The layout to go back to from review. */
	before?: string;
	focus: PaneId;
	/** What the person gave the focus to, while the layout has no room for it: something else has the focus meanwhile, or it is shown alone. */
	chosen?: PaneId | undefined;
	/** The session that had the focus last: layouts with one session pane go on showing it. */
	lastSession?: string;
	zoomed: boolean;
	/** A panel that is shown alone in place of the layout. */
	full?: PanelName;
	mode: Mode;
	/** In scroll mode, while keys select. */
	marking?: MarkKind | 'cursor' | undefined;
	/** The prefix was pressed and the next key says what for. */
	prefixed: boolean;
	/** Open exactly while `mode` is `dialog`. */
	dialog?: DialogState;
	/** The mode to go back to when the dialog closes. */
	under?: Mode;
	selection: Partial<Record<PanelName, Selection>>;
	themeName: ThemeName;
	mouse: boolean;
	message?: Message;
	/** At most one a session, the oldest first; the person is asked of one after the other. */
	wishes: ClipboardWish[];
	/** Sessions that the person has answered once and for all. */
	trusted: Record<string, 'always' | 'never'>;
	/** A session that was opened and is not on the floor yet: it gets the focus when it is. */
	awaited?: string;
	/** Trees whose borders the person moved, by layout name; they stand in for those of the file. */
	moved: Record<string, Tree>;
	/** Where sessions are scrolled to. What is at its end is not in it, but one that ended and has been read in until there. */
	scrolled: Record<string, ScrolledTo>;
};

export type Permissions = Pick<Config, 'clipboard' | 'notifications'>;

export type ClientModel = {
	floor: FloorView;
	ui: UiState;
	size: {cols: number; rows: number};
	/** Unix milliseconds: every time on the screen is computed from it. */
	now: number;
	connection: 'up' | 'down';
	layouts: Layout[];
	/** The layouts that the layout key goes through, by name. */
	order: string[];
	keys: KeyMap;
	/** What programs may do to whoever sits here. */
	permissions: Permissions;
	/** The change that the review panel shows. `view` is undefined until the daemon has sent it. */
	review?: {project: string; task: string; view?: ReviewView; why?: string};
	/** The runs that the task panel shows. */
	runs?: {project: string; task: string; view?: RunView[]};
	/** The runs of the task whose stages the queue shows. */
	detail?: {project: string; task: string; view: RunView[]};
	/** The stage whose log the task panel shows in place of the runs; `text` is undefined until the daemon has sent it. */
	stageLog?: {run: string; stage: string; attempt?: number; text?: string; next?: number; ended?: boolean};
};
