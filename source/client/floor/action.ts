import type {Direction} from '../../geometry/neighbour.js';
import type {FloorView} from '../../protocol/floor.js';
import type {Heeded} from '../../protocol/holder.js';
import type {ReviewView, RunView} from '../../protocol/run.js';
import type {DialogState} from '../dialogs/state.js';
import type {Key} from './key.js';
import type {ClipboardWish, Message, Mode, PaneId, PanelName, ThemeName, UiState} from './model.js';

/** Everything that changes the model. The first group comes from the world, the second from the person. */
export type Action =
	| {type: 'floor'; floor: FloorView}
	| {type: 'tick'; now: number}
	| {type: 'resized'; size: {cols: number; rows: number}}
	| {type: 'connection'; connection: 'up' | 'down'}
	/** A line for the person; stays until the next key on the floor, or until it is `unsaid`. */
	| ({type: 'said'} & Message)
	/** It has been there long enough to be read. */
	| {type: 'unsaid'; message: Message}
	/** Where the shown part of a session's history is. `offset` lines above the end; 0 is live. */
	| {type: 'scrolled'; session: string; offset: number; total: number; matches?: {at: number; of: number}}
	| {type: 'reviewed'; project: string; task: string; review: ReviewView}
	/** It cannot be shown, and why. */
	| {type: 'unreviewed'; project: string; task: string; why: string}
	/** What the review panel shows is about this change now, wherever the panel and the focus are. */
	| {type: 'reviewing'; project: string; task: string}
	/** A part of a log: the bytes from `from` to `next`. */
	| {type: 'logged'; run: string; stage: string; attempt?: number; text: string; from: number; next: number; ended: boolean}
	| {type: 'runs'; project: string; task: string; runs: RunView[]}
	/** The runs of the task whose stages the queue shows below its rows. */
	| {type: 'detailed'; project: string; task: string; runs: RunView[]}
	/** The program of a session wants a text on the clipboard. */
	| ({type: 'wished'} & ClipboardWish)
	/** The person has answered that, or it is too old to be asked about. `trust`: and so with all that this session wishes from now on. */
	| {type: 'unwished'; session: string; text: string; trust?: 'always' | 'never'}
	/** The person has answered at another client. */
	| {type: 'heeded'; session: string; heeded: Heeded}
	/** A session that is opened gets the focus, at once or when the floor has it. */
	| {type: 'opened'; session: string}

	/** A key or a button was pressed: what was said before it, and a prefix that waited for it, are over. Comes before its own action. */
	| {type: 'pressed'}
	| {type: 'focus'; pane: PaneId; mode?: Mode}
	/** To the pane beside the focused one. */
	| {type: 'focusTowards'; direction: Direction}
	/** Round all panes: live sessions by number, then the panels. */
	| {type: 'focusStep'; by: 1 | -1}
	| {type: 'mode'; mode: Mode}
	/** What keys select in the history of the focused session; `cursor`: they take a cursor to where the selection begins. */
	| {type: 'marking'; as: UiState['marking']}
	/** The prefix was pressed: the next key is a command. */
	| {type: 'prefix'}
	| {type: 'zoom'}
	| {type: 'layout'; name: string}
	/** Show a panel alone, or the layout again. */
	| {type: 'full'; panel: PanelName | undefined}
	/** Moves the border after the child `index` of the split at `path` to the cell `at` (column or row of the screen). */
	| {type: 'border'; path: string; index: number; at: number}
	/** Makes the focused pane larger or smaller by moving its nearest border. */
	| {type: 'grow'; direction: Direction}
	| {type: 'select'; panel: PanelName; key: string}
	/** Moves the selection, or scrolls a panel that has none. */
	| {type: 'move'; panel: PanelName; by: number}
	/** Scrolls to the next or the previous section. */
	| {type: 'mark'; panel: PanelName; by: 1 | -1}
	| {type: 'review'; project: string; task: string}
	| {type: 'task'; project: string; task: string}
	/** Show the log of a stage in the task panel, from its start or at its end, or its runs again. */
	| {type: 'stageLog'; of: {run: string; stage: string; attempt?: number} | undefined; at: 'start' | 'end'}
	| {type: 'theme'; name: ThemeName}
	| {type: 'mouse'; on: boolean}
	| {type: 'open'; dialog: DialogState}
	| {type: 'close'}
	/** A key for the dialog that is open. */
	| {type: 'dialog'; key: Key}
	/** Text that was pasted while a dialog is open. */
	| {type: 'paste'; text: string}
	/** A row of the dialog that is open, from 0. */
	| {type: 'choose'; index: number}
	| {type: 'sequence'; actions: Action[]};
