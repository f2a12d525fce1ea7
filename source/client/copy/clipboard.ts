import {Buffer} from 'node:buffer';
import path from 'node:path';
import {writeDurably} from '../../base/durable-file.js';
import type {Paths} from '../../base/paths.js';
import {inWrapper, type Wrapper} from '../terminal/wrapper.js';
import {amountOf} from './amount.js';
import {copyByTool} from './clipboard-tool.js';

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
};

/**
Puts text where the person can paste it from: the clipboard of this machine's desktop where there is one, the terminal's, and a file, because no
terminal says whether it took it.
*/
export async function copyText(text: string, {paths, inside, environment, to}: CopyOptions): Promise<Copied> {
	const place = path.join(paths.state, 'clipboard.txt');
	const file = atHome(place, environment['HOME']);
	if (to === 'file') {
		await writeDurably(place, text);
		return {sequence: '', said: `Wrote ${amountOf(text)} to ${file}.`};
	}

	const [tool] = await Promise.all([copyByTool(text, environment), writeDurably(place, text)]);
	const amount = amountOf(text);
	if (tool === 'tmux') {
		return {sequence: '', said: `Copied ${amount} to tmux, which hands it on to the terminal's clipboard, and to ${file}.`};
	}

	const isTooLong = Buffer.byteLength(text) > oscLimit;
	const sequence = isTooLong ? '' : clipboardSequence(text, inside);
	if (tool !== undefined) {
		return {sequence, said: `Copied ${amount} to the clipboard by ${tool}, and to ${file}.`};
	}

	return {sequence, said: isTooLong ? `Copied ${amount} to ${file}; too long for the terminal's clipboard.` : `Copied ${amount} to the terminal's clipboard${inside === 'nothing' ? '' : ` through ${inside}`}, and to ${file}.`};
}

/** As a person writes it: the end of a long path would not be seen. */
const atHome = (file: string, home = ''): string => home !== '' && file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;

/** OSC 52, in the wrapper that a multiplexer around us wants. Which of its settings tmux has nobody knows: one takes it as it is, and another wrapped. */
export function clipboardSequence(text: string, inside: Wrapper): string {
	const sequence = `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
	return inside === 'tmux' ? sequence + inWrapper(sequence, inside) : inWrapper(sequence, inside);
}
