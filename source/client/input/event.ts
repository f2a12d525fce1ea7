/** A key as the person pressed it. */
export type Key = {
	/**
	What is on the key, in lower case: `a`, `?`, `]`, `é`; or one of `enter`, `tab`, `backspace`, `escape`, `space`, `up`, `down`, `left`,
	`right`, `home`, `end`, `clear`, `pageup`, `pagedown`, `insert`, `delete`, `menu`, `f1` … `f24`.
	*/
	name: string;
	/** The text that the key types, '' when it types none: `A` for shift and a, '' for ctrl and a. */
	text: string;
	ctrl: boolean;
	alt: boolean;
	shift: boolean;
	/** Whether it stands on the keypad, where the terminal tells. */
	keypad?: true;
};

/** `part` is undefined when it is all of a paste; a long one comes in pieces, as it arrives. */
export type Pasted = {text: string; part?: 'first' | 'middle' | 'last'};

export type MouseInput = {
	/** `drag` is a move with a button held. */
	kind: 'press' | 'release' | 'drag' | 'move' | 'wheel';
	/** `up` and `down` are of the wheel; `none` of a move; `other` of the wheel to the sides and of what more a mouse has. */
	button: 'left' | 'middle' | 'right' | 'none' | 'up' | 'down' | 'other';
	/** The number of a button that is `other`, as the terminal has it: only a program can make anything of it. */
	code?: number;
	/** Cells from the left and the top, from 0. */
	x: number;
	y: number;
	ctrl: boolean;
	alt: boolean;
	shift: boolean;
};

/** That a key is held, or was let go: only a terminal says it that was asked to. A key is pressed otherwise. */
export type KeyEventKind = 'repeat' | 'release';

/** What came from the terminal. `raw` is the bytes as they came. */
export type InputEvent =
	/** `legacy`: the bytes are those that any program understands; otherwise they are of a protocol that only we asked for. */
	| {type: 'key'; key: Key; raw: Uint8Array; legacy: boolean; event?: KeyEventKind}
	/** A key that means nothing to us: a modifier by itself, a media key, one with super, what some terminal has of its own. `legacy` as of a key. */
	| {type: 'foreignKey'; raw: Uint8Array; legacy: boolean}
	| ({type: 'paste'} & Pasted)
	| {type: 'mouse'; mouse: MouseInput}
	| {type: 'focus'; focused: boolean}
	/** The terminal answered a question of ours. */
	| {type: 'reply'; reply: Reply};

export type Reply =
	| {type: 'keyboard'; flags: number}
	| {type: 'attributes'}
	/** Of a mode: 0 is not known, 1 on, 2 off, 3 always on, 4 always off. */
	| {type: 'mode'; mode: number; state: number}
	/** Where the cursor is, from 0. */
	| {type: 'position'; x: number; y: number}
	/** It has taken everything that was written before the question. */
	| {type: 'ready'}
	| {type: 'other'; text: string};
