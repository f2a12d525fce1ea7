import {Buffer} from 'node:buffer';
import path from 'node:path';
import {writeDurably} from '../../base/durable-file.js';
import type {Paths} from '../../base/paths.js';
import type {Capabilities} from '../terminal/capabilities.js';

// Terminals cut or drop what is longer: xterm takes 100,000 bytes of base64 and others less.
const oscLimit = 74_000;
// What screen passes on of one string.
const screenPiece = 700;

export type Copied = {
	/** What the terminal is sent; '' when it is too long for it. */
	sequence: string;
	/** For the person. */
	said: string;
};

/** Puts text where the person can paste it from: the terminal's clipboard, and a file, because no terminal says whether it took it. */
export async function copyText(text: string, {paths, inside}: {paths: Paths; inside: Capabilities['inside']}): Promise<Copied> {
	const file = path.join(paths.state, 'clipboard.txt');
	await writeDurably(file, text);
	const lines = text.split('\n').length;
	const amount = lines === 1 ? `${text.length} characters` : `${lines} lines`;
	if (Buffer.byteLength(text) > oscLimit) {
		return {sequence: '', said: `Copied ${amount} to ${file}; too long for the terminal's clipboard.`};
	}

	return {sequence: clipboardSequence(text, inside), said: `Copied ${amount} to the clipboard and to ${file}.`};
}

/** OSC 52, in the wrapper that a multiplexer around us wants. */
export function clipboardSequence(text: string, inside: Capabilities['inside']): string {
	const sequence = `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
	switch (inside) {
		case 'nothing': {
			return sequence;
		}

		case 'tmux': {
			return `\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
		}

		case 'screen': {
			return Array.from({length: Math.ceil(sequence.length / screenPiece)}, (_, index) => `\u{1B}P${sequence.slice(index * screenPiece, (index + 1) * screenPiece)}\u{1B}\\`).join('');
		}
	}
}
