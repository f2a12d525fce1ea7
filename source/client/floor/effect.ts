import type {Params, RequestName, Result} from '../../protocol/control.js';
import type {Heeded} from '../../protocol/holder.js';
import type {Motion} from '../panes/motions.js';
import type {Action} from './action.js';

/**
What a key or a click asks of the world. Reducers stay pure: they change the model, and the client's main carries out effects.

A request that is refused is told with a `said` action (level `bad`), by whoever carries it out.
*/
export type Effect =
	| PaneEffect
	| RequestEffect
	/** Open a file of the inputs branch in the editor: inputs.read, $EDITOR, inputs.write. */
	| {type: 'edit'; project: string; file: string}
	/** Write a new task in the editor, then task.add. */
	| {type: 'compose'; project: string; text: string}
	/** To the clipboard (OSC 52) and the copy file, or to the file alone. `lost`: lines that were marked and have left the history. */
	| {type: 'copy'; text: string; to?: 'file'; lost?: number}
	/** Leave the floor; everything goes on. */
	| {type: 'detach'}
	/** Leave the floor because the daemon was told to stop. Comes after the request. */
	| {type: 'quit'}
	/** Stop this client as a shell's job control does (SIGTSTP to itself). */
	| {type: 'suspend'}
	/** Draw everything anew. */
	| {type: 'redraw'}
	/** Switch mouse reports of the outer terminal on or off; the model already says which. */
	| {type: 'mouse'; on: boolean}
	/** Send the bytes of one key to a session: the prefix that was pressed twice. */
	| {type: 'input'; session: string; key: string};

/** What the room of the panes does with the history of a session. */
export type PaneEffect =
	/** Lines; negative is towards older. */
	| {type: 'scroll'; session: string; by: number}
	/** `page` is a pane's height; `half` the half of it. */
	| {type: 'scrollPage'; session: string; by: -1 | -0.5 | 0.5 | 1}
	| {type: 'scrollTo'; session: string; end: 'top' | 'bottom'}
	/** A new search; jumps to the newest match above what is shown. An empty pattern clears it. */
	| {type: 'search'; session: string; pattern: string}
	| {type: 'match'; session: string; direction: 'older' | 'newer'}
	/** What it wanted was answered here, and is to be asked nowhere else. */
	| {type: 'heed'; session: string; heeded: Heeded}
	/** Selection by keys, and what becomes of one, however it was made. */
	| ({type: 'selection'; session: string} & MarkStep)
	/**
	Mouse selection; cells of the pane's inside, from 0. With `isBlock` at its start the same columns of every line are selected.
	`beyond`: first scroll by so many lines, negative towards older. `cancel`: it ends otherwise than by the release, and nothing is copied.
	*/
	| {type: 'drag'; session: string; step: 'from' | 'to' | 'end' | 'cancel'; x: number; y: number; isBlock?: boolean; beyond?: number};

export type MarkKind = 'cells' | 'lines' | 'block';

export type MarkStep =
	/** Show the cursor, and select what lies between its place and where it goes from there; with `cursor` nothing yet. `afresh`: whatever was marked before is forgotten; `by`: and go on at once. */
	| {step: 'mark'; as: MarkKind | 'cursor'; afresh?: boolean; by?: Motion}
	| {step: 'move'; by: Motion}
	/** Go on at the other end of the selection. */
	| {step: 'swap'}
	/** Copy what is selected, or all that is shown; or write it to the file alone. */
	| {step: 'copy' | 'save'}
	| {step: 'clear'};

export type RequestEffect = {[Name in RequestName]: {
	type: 'request';
	name: Name;
	params: Params<Name>;
	/** What the reply becomes. */
	becomes?: (result: Result<Name>) => Action;
	/** The reply opens a dialog: what is typed meanwhile is meant for it. */
	opens?: true;
	/** What becomes of a refusal, where it is more than a sentence. */
	otherwise?: (why: string) => Action;
	/** Told when it has succeeded, one sentence. */
	said?: string;
}}[RequestName];
