import {Buffer} from 'node:buffer';
import path from 'node:path';
import {writeDurably} from '../../base/durable-file.js';
import type {Paths} from '../../base/paths.js';
import {inWrapper, type Wrapper} from '../terminal/wrapper.js';
import {amountOf} from './amount.js';
import {copyByTool} from './clipboard-tool.js';
import {tellWhere} from './where.js';

// Terminals cut or drop what is longer: xterm takes 100,000 bytes of base64 and others less.
const oscLimit = 74_000;

export type Copied = {
	/** What the terminal is sent; '' when it is too long for it. */
	sequence: string;
	/** For the person. */
	said: string;
};

export type CopyOptions = {
	paths: Paths;
	inside: Wrapper;
	/** To the file alone, where the person wants it there. */
	to?: 'file' | undefined;
	/** To find the clipboard tool of a desktop. */
	environment: Readonly<Record<string, string | undefined>>;
	/** Columns that the sentence may have. */
	room: number;
};

/**
Puts text where the person can paste it from: the clipboard of this machine's desktop where there is one, the terminal's, and a file, because no
terminal says whether it took it.
*/
export async function copyText(text: string, {paths, inside, environment, to, room}: CopyOptions): Promise<Copied> {
	const place = path.join(paths.state, 'clipboard.txt');
	const file = atHome(place, environment['HOME']);
	if (to === 'file') {
		await writeDurably(place, text);
		return {sequence: '', said: tellWhere(file, {room, before: [`Wrote ${amountOf(text)} to `]})};
	}

	const [tool] = await Promise.all([copyByTool(text, environment), writeDurably(place, text)]);
	const amount = amountOf(text);
	const by = (...ways: string[]) => tellWhere(file, {room, before: ways.map(way => `Copied ${amount}: ${way}, `)});
	if (tool === 'tmux') {
		return {sequence: '', said: by('tmux, which hands it on to the terminal\'s clipboard', 'tmux')};
	}

	const isTooLong = Buffer.byteLength(text) > oscLimit;
	const sequence = isTooLong ? '' : clipboardSequence(text, inside);
	if (tool !== undefined) {
		return {sequence, said: by(`clipboard by ${tool}`, tool)};
	}

	const through = inside === 'nothing' ? '' : ` through ${inside}`;
	return {sequence, said: isTooLong
		? tellWhere(file, {room, before: ['terminal\'s clipboard', 'terminal'].map(way => `Too long for the ${way}: ${amount} in `)})
		: by(`terminal's clipboard${through}`, `terminal${through}`)};
}

/** As a person writes it: the end of a long path would not be seen. */
const atHome = (file: string, home = ''): string => home !== '' && file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;

/** OSC 52, in the wrapper that a multiplexer around us wants. Which of its settings tmux has nobody knows: one takes it as it is, and another wrapped. */
export function clipboardSequence(text: string, inside: Wrapper): string {
	const sequence = `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
	return inside === 'tmux' ? sequence + inWrapper(sequence, inside) : inWrapper(sequence, inside);
}
