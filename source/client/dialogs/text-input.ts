import {graphemesOf} from '../../base/graphemes.js';
import {safeLine} from '../../base/safe-text.js';
import type {Key} from '../floor/key.js';

/** One line of text that is being typed. `cursor` counts graphemes before it. */
export type TextInput = {text: string; cursor: number};

/** An input that holds this text, with the cursor behind it. */
export const filled = (text = ''): TextInput => ({text, cursor: graphemesOf(text).length});

/** Text put in at the cursor; line breaks of a paste become spaces, because an input has one line. */
export function insert(input: TextInput, text: string): TextInput {
	const added = /^ +$/v.test(text) ? text : keepEnds(text);
	if (added === '') {
		return input;
	}

	const {before, after} = split(input);
	const next = before + added;
	// Counted anew: a combining mark joins the character before it.
	return {text: next + after, cursor: graphemesOf(next).length};
}

/** What a key does to the text: the same input when it does nothing. */
export function typeKey(input: TextInput, key: Key): TextInput {
	const all = graphemesOf(input.text);
	const name = `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${key.name}`;
	const edit = edits[name];
	if (edit !== undefined) {
		return edit(input, all);
	}

	return key.text !== '' && !key.ctrl && !key.alt ? insert(input, key.text) : input;
}

type Edit = (input: TextInput, all: string[]) => TextInput;

const move = (to: (cursor: number, all: string[]) => number): Edit => (input, all) => ({...input, cursor: Math.max(0, Math.min(all.length, to(input.cursor, all)))});

const cut = (range: (cursor: number, all: string[]) => [number, number]): Edit => (input, all) => {
	const [from, to] = range(input.cursor, all);
	return {text: [...all.slice(0, Math.max(0, from)), ...all.slice(to)].join(''), cursor: Math.max(0, from)};
};

const backspace = cut(cursor => [cursor - 1, cursor]);
const deleteNext = cut(cursor => [cursor, cursor + 1]);
const deleteWord = cut((cursor, all) => [wordStart(all, cursor), cursor]);
const wordLeft = move((cursor, all) => wordStart(all, cursor));
const wordRight = move((cursor, all) => wordEnd(all, cursor));
const home = move(() => 0);
const end = move((_, all) => all.length);

/** The keys of readline, which everybody's fingers know. */
const edits: Readonly<Record<string, Edit>> = {
	left: move(cursor => cursor - 1),
	right: move(cursor => cursor + 1),
	'ctrl-b': move(cursor => cursor - 1),
	'ctrl-f': move(cursor => cursor + 1),
	home,
	end,
	'ctrl-a': home,
	'ctrl-e': end,
	'ctrl-left': wordLeft,
	'alt-left': wordLeft,
	'alt-b': wordLeft,
	'ctrl-right': wordRight,
	'alt-right': wordRight,
	'alt-f': wordRight,
	backspace,
	'ctrl-h': backspace,
	delete: deleteNext,
	'ctrl-d': deleteNext,
	'ctrl-w': deleteWord,
	'alt-backspace': deleteWord,
	'ctrl-backspace': deleteWord,
	'alt-d': cut((cursor, all) => [cursor, wordEnd(all, cursor)]),
	'ctrl-u': cut(cursor => [0, cursor]),
	'ctrl-k': cut((cursor, all) => [cursor, all.length]),
};

const isSpace = (grapheme: string | undefined): boolean => grapheme !== undefined && /^\s/v.test(grapheme);

function wordStart(all: string[], cursor: number): number {
	let at = cursor;
	while (at > 0 && isSpace(all[at - 1])) {
		at--;
	}

	while (at > 0 && !isSpace(all[at - 1])) {
		at--;
	}

	return at;
}

function wordEnd(all: string[], cursor: number): number {
	let at = cursor;
	while (at < all.length && isSpace(all[at])) {
		at++;
	}

	while (at < all.length && !isSpace(all[at])) {
		at++;
	}

	return at;
}

export function split({text, cursor}: TextInput): {before: string; after: string} {
	const all = graphemesOf(text);
	return {before: all.slice(0, cursor).join(''), after: all.slice(cursor).join('')};
}

function keepEnds(text: string): string {
	const leading = /^[\t\n\r ]/v.test(text) ? ' ' : '';
	const trailing = /[\t\n\r ]$/v.test(text) ? ' ' : '';
	const middle = safeLine(text, 20_000);
	return middle === '' ? leading : leading + middle + trailing;
}
