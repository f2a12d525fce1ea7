import {Buffer} from 'node:buffer';

// The bits of super, hyper and meta.
const foreign = 8 + 16 + 32;

/** Whether these modifiers, as terminals number them, have one that is the person's system's. */
export const isForeign = (modifiers: number): boolean => (Math.max(0, modifiers - 1) & foreign) !== 0;

// The bits of caps lock and num lock, which only the kitty protocol has.
const locks = 64 + 128;

/** Whether these modifiers say that caps lock or num lock is on. */
export const hasLock = (modifiers: number): boolean => (Math.max(0, modifiers - 1) & locks) !== 0;

/**
Whether `CSI numbers R` says where the cursor is. In the first row that is what F3 with modifiers is too: a key as long as they are a
person's usual ones, because we never ask for it in this form.
*/
export function isPosition(parameters: string): boolean {
	const {row, column, page} = /^(?<row>\d+);(?<column>\d+)(?<page>;\d+)?$/v.exec(parameters)?.groups ?? {};
	return row !== undefined && (row !== '1' || page !== undefined || isForeign(Number(column)));
}

// What no terminal answers with: all of that has a sign before its numbers, more of them, or another last character.
const unnamed = [
	// Shift and a cursor key in rxvt, most keys of old consoles. `CSI M` begins the oldest of the mouse's forms.
	/^[@A-LN-Za-z]$/v,
	// Function keys in the console of Linux.
	/^\[[A-Z]$/v,
	// Function keys; in rxvt with shift, ctrl or both. Not where a paste begins or ends.
	/^(?!20[01][;~])\d[\d:;]*~$/v,
	/^\d+[$@^]$/v,
	// Modifiers and a letter. With `c` it is how old terminals say what they are.
	/^1;\d+(?::\d)?[@A-Zabd-z]$/v,
];

/** Whether a control sequence that we have no name for is a key, and no answer of the terminal. */
export function isUnnamedKey(raw: Uint8Array): boolean {
	const body = Buffer.from(raw).toString('latin1').slice(2);
	return unnamed.some(form => form.test(body));
}
