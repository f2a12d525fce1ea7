import {MillwrightError} from '../base/errors.js';
import type {Share, Tree} from './tree.js';

/** Why a text is no tree. `line` and `column` are 1-based, in the text. */
export class TreeError extends MillwrightError {
	constructor(readonly where: {line: number; column: number}, readonly expected: string, readonly got: string) {
		super('bad-layout', `Line ${where.line}, column ${where.column}: expected ${expected}, got ${got}.`);
	}
}

type Token = {text: string; line: number; column: number};
type Tokens = {list: Token[]; at: number; panels: readonly string[]};

/**
Reads the text form of a layout tree.

@throws {TreeError} When the text is none, or names a panel that is not one of `panels`.
*/
export function parseTree(text: string, panels: readonly string[]): Tree {
	const tokens: Tokens = {list: tokenize(text), at: 0, panels};
	const tree = readNode(tokens);
	if (peek(tokens).text !== '') {
		throw wrong(tokens, 'the end of the layout');
	}

	return tree;
}

function tokenize(text: string): Token[] {
	const list: Token[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		for (const match of line.matchAll(/[\-A-Za-z]+|\d+|\S/gv)) {
			list.push({text: match[0], line: index + 1, column: match.index + 1});
		}
	}

	const last = list.at(-1);
	return [...list, {text: '', line: last?.line ?? 1, column: last === undefined ? 1 : last.column + last.text.length}];
}

function readNode(tokens: Tokens): Tree {
	const {text} = peek(tokens);
	if (text === 'rows' || text === 'columns') {
		take(tokens);
		const children = readChildren(tokens);
		return {kind: text, children, share: readShare(tokens)};
	}

	if (text === 'sessions') {
		take(tokens);
		const most = peek(tokens).text === 'most' ? readNumberAfter(tokens) : undefined;
		return {kind: 'sessions', ...(most === undefined ? {} : {most}), share: readShare(tokens)};
	}

	if (tokens.panels.includes(text)) {
		take(tokens);
		return {kind: 'panel', name: text, share: readShare(tokens)};
	}

	throw wrong(tokens, `one of rows, columns, sessions, ${tokens.panels.join(', ')}`);
}

function readChildren(tokens: Tokens): Tree[] {
	expect(tokens, '(');
	const children = [readNode(tokens)];
	while (peek(tokens).text === ',') {
		take(tokens);
		children.push(readNode(tokens));
	}

	expect(tokens, ')');
	return children;
}

function readShare(tokens: Tokens): Share {
	const {text} = peek(tokens);
	const fixed = text === '=' ? readNumberAfter(tokens) : undefined;
	const weight = /^\d+$/v.test(text) ? readNumber(tokens) : 1;
	const min = peek(tokens).text === 'min' ? readNumberAfter(tokens) : undefined;
	return {weight, ...(fixed === undefined ? {} : {fixed}), ...(min === undefined ? {} : {min})};
}

function readNumberAfter(tokens: Tokens): number {
	take(tokens);
	return readNumber(tokens);
}

function readNumber(tokens: Tokens): number {
	const number = Number(peek(tokens).text);
	if (!/^\d+$/v.test(peek(tokens).text) || number < 1 || number > 999) {
		throw wrong(tokens, 'a number from 1 to 999');
	}

	take(tokens);
	return number;
}

function expect(tokens: Tokens, text: string): void {
	if (peek(tokens).text !== text) {
		throw wrong(tokens, `“${text}”`);
	}

	take(tokens);
}

const peek = (tokens: Tokens): Token => tokens.list[Math.min(tokens.at, tokens.list.length - 1)]!;

function take(tokens: Tokens): void {
	tokens.at++;
}

function wrong(tokens: Tokens, expected: string): TreeError {
	const token = peek(tokens);
	return new TreeError({line: token.line, column: token.column}, expected, token.text === '' ? 'the end' : `“${token.text}”`);
}
