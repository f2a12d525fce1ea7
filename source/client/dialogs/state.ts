import type {InboxItem} from '../../protocol/inbox.js';
import type {Action} from '../floor/action.js';
import type {Effect} from '../floor/effect.js';
import type {ClipboardWish} from '../floor/model.js';
import type {TextInput} from './text-input.js';

/** What each dialog holds. Exactly one is open at a time; it takes every key. */
export type DialogState =
	| PaletteDialog
	| AnswerDialog
	| RejectDialog
	| ConfirmDialog
	| AddDialog
	| HelpDialog
	| SearchDialog
	| EditDialog
	| OpenDialog
	| BudgetDialog
	| ClipboardDialog;

export type PaletteDialog = {kind: 'palette'; input: TextInput; selected: number};

/** The item as it was when the dialog opened: an answer goes to what the person read. */
export type AnswerDialog = {kind: 'answer'; item: InboxItem; input: TextInput};

export type RejectDialog = {kind: 'reject'; project: string; task: string; input: TextInput};

/** What is done when the person says yes. `detail` says what follows from it. */
export type ConfirmDialog = {kind: 'confirm'; title: string; detail: string; yes: string; action?: Action; effects: Effect[]};

export type AddDialog = {kind: 'add'; projects: string[]; project: number; input: TextInput};

export type HelpDialog = {kind: 'help'; input: TextInput; top: number};

/** Search in the history of one session. */
export type SearchDialog = {kind: 'search'; session: string; input: TextInput};

/** Which file of the inputs to open in the editor. */
export type EditDialog = {kind: 'edit'; project: string; files: Array<{file: string; words: string}>; input: TextInput; selected: number};

/** The budget of a project, dollars a day. */
export type BudgetDialog = {kind: 'budget'; project: string; input: TextInput};

/** What a program wants on the clipboard, as it was when the person looked at it. `isOver`: they have answered at another client meanwhile. */
export type ClipboardDialog = {kind: 'clipboard'; isOver?: boolean} & ClipboardWish;

/** Which agent CLI to open by hand, and in the checkout of which project. */
export type OpenDialog = {kind: 'open'; projects: string[]; project: number; agents: Array<{id: string; program: string}>; input: TextInput; selected: number};
