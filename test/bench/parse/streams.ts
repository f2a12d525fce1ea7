import {Buffer} from 'node:buffer';
import {Random} from './random.js';

/*
What programs print, made up: always the same bytes for the same length and size, so that figures can be compared.
*/

export type StreamSize = {cols: number; rows: number};

const words = 'the of build test error warning module request token file while parsing response stream agent plan patch commit branch worktree cache index vector matrix render update queue worker signal handle buffer string value object array promise await yield'.split(' ');

/** Lines of a log: plain text, a colour here and there. */
function log(random: Random): string {
	const text = Array.from({length: 6 + random.below(9)}, () => random.of(words)).join(' ');
	const level = random.of(['\u{1B}[32mINFO\u{1B}[0m', 'DEBUG', '\u{1B}[33mWARN\u{1B}[0m', 'INFO', 'INFO']);
	return `2026-11-20T12:${random.two(60)}:${random.two(60)}.${random.below(1000)}Z ${level} [worker-${random.below(16)}] ${text}\r\n`;
}

/** An agent that repaints the block below its transcript at each step: up, erase, draw. */
function agent(random: Random, {cols}: StreamSize): string {
	const width = Math.min(cols - 4, 100);
	const line = (text: string) => `\u{1B}[2K\u{1B}[38;5;${random.below(256)}m│\u{1B}[39m ${text.slice(0, width).padEnd(width)} \u{1B}[38;2;${random.below(256)};120;80m│\u{1B}[39m\r\n`;
	const block = Array.from({length: 8}, () => line(Array.from({length: 14}, () => random.of(words)).join(' ')));
	const frame = `\u{1B}[?2026h\u{1B}[?25l\u{1B}[8A\r${block.join('')}\u{1B}[1m\u{1B}[${31 + random.below(6)}m✻ Thinking…\u{1B}[22m\u{1B}[39m (${random.below(100)}s)\u{1B}[K\r\u{1B}[?25h\u{1B}[?2026l`;
	return random.below(20) === 0 ? `${frame}\r\n${Array.from({length: 12}, () => random.of(words)).join(' ')}\r\n${'\n'.repeat(8)}` : frame;
}

/** A full screen that is drawn over and over, with colours in each row. */
function fullScreen(random: Random, {cols, rows}: StreamSize): string {
	let frame = '\u{1B}[H';
	for (let row = 1; row <= rows; row++) {
		const bar = '|'.repeat(random.below(20));
		frame += `\u{1B}[${row};1H\u{1B}[1;36m${String(random.below(100_000)).padStart(6)}\u{1B}[0m \u{1B}[32m${bar.padEnd(20)}\u{1B}[0m\u{1B}[48;5;${random.below(256)}m${random.below(100)}.${random.below(10)}%\u{1B}[0m ${Array.from({length: Math.floor((cols - 40) / 8)}, () => random.of(words)).join(' ').slice(0, cols - 40)}\u{1B}[K`;
	}

	return frame;
}

const signs = ['中文', '日本語', '한국어', 'é', 'ü', '→', '✓', '█', '░', '—', '👍', '🎉', '❤️', '👩‍👩‍👧', '🇩🇪', 'ё', 'Ω', '…', 'e\u{301}'];

/** Text of many scripts in true colours. */
function unicode(random: Random): string {
	let line = '';
	for (let part = 0; part < 8; part++) {
		line += `\u{1B}[38;2;${random.below(8) * 32};${random.below(8) * 32};${random.below(8) * 32}m${random.of(signs)} ${random.of(words)}${random.of(signs)}\u{1B}[4:${random.below(6)}m${random.of(words)}\u{1B}[24m `;
	}

	return `${line}\u{1B}[0m\r\n`;
}

const makers = {log, agent, 'full screen': fullScreen, unicode} as const;

export const streamNames = Object.keys(makers) as ReadonlyArray<keyof typeof makers>;

/** About that many bytes of what a program of a kind prints. */
export function makeStream(name: keyof typeof makers, size: StreamSize, bytes: number): Uint8Array {
	const random = new Random(1);
	const parts: Buffer[] = [];
	// A stretch of 2 MB, over and over: what is in it is varied enough, and making it must not take longer than the measuring.
	for (let length = 0; length < Math.min(bytes, 2_000_000);) {
		const part = Buffer.from(makers[name](random, size));
		parts.push(part);
		length += part.length;
	}

	const stretch = Buffer.concat(parts);
	return Buffer.concat(Array.from({length: Math.max(1, Math.round(bytes / stretch.length))}, () => stretch));
}
