import type {Action} from '../floor/action.js';
import type {Effect} from '../floor/effect.js';
import type {ClientModel} from '../floor/model.js';

/** What a key comes to. */
export type Resolved = {
	action?: Action;
	effects?: Effect[];
	/** The key's own bytes go to the focused session. */
	passthrough?: boolean;
	/** What the palette has selected is to be done: it is closed and the binding resolved in its place. */
	isChoice?: true;
};

/** Where a key is read. The parts of the floor first, then the dialogs. */
export const contexts = ['floor', 'pane', 'session', 'scroll', 'scrolled', 'beside', 'select', 'prefix', 'queue', 'rules', 'spend', 'inbox', 'review', 'log', 'task', 'dialog', 'palette', 'answer', 'reject', 'confirm', 'add', 'help', 'search', 'edit', 'open', 'budget', 'clipboard'] as const;
export type Context = (typeof contexts)[number];

/** Everything that is known of one thing that keys do. Help, hints, the palette and the documentation are printed from it. */
export type Binding = {
	/** Stable: the configuration names it. */
	id: string;
	context: Context;
	/** The shipped keys, by the names of `keyName`. `prefix` stands for the configured prefix key. */
	keys: string[];
	/** For help: an imperative, no full stop. */
	words: string;
	/** For the line of hints: a word or three. Without it, or with nothing in it, the key is not hinted at. */
	hint?: string | ((model: ClientModel) => string);
	/** Hints are shown in this order, lowest first, as long as there is room. */
	rank?: number;
	/** Why it cannot be done now, a sentence, or nothing where that goes without saying; undefined when it can. */
	off?: (model: ClientModel) => string | undefined;
	run: (model: ClientModel) => Resolved;
};
