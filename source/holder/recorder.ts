import {createWriteStream, existsSync, renameSync, type WriteStream} from 'node:fs';
import type {Size} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {ansiRow} from '../screen/ansi-row.js';
import {Grid} from '../screen/grid.js';

// Bytes of a recording, and of what a slow disk has not taken yet: beyond them a recording ends, and not the session.
const fileLimit = 1024 * 1024 * 1024;
const backlogLimit = 16 * 1024 * 1024;

export type RecorderOptions = {
	file: string;
	engine: ScreenEngine;
	/** Told once, in one sentence, when the recording had to end. */
	failed: (problem: string) => void;
};

/** Writes what a program prints, with when it came, as an asciicast (version 2). What is on the screen already is its first frame. */
export class Recorder {
	readonly #stream: WriteStream;
	readonly #decoder = new TextDecoder();
	readonly #start = performance.now();
	readonly #failed: (problem: string) => void;
	#written = 0;
	#isOpen = true;

	constructor({file, engine, failed}: RecorderOptions) {
		this.#failed = failed;
		keepBefore(file);
		this.#stream = createWriteStream(file, {flags: 'w', mode: 0o600});
		this.#stream.on('error', error => {
			this.#giveUp(`The recording ${file} could not be written: ${error.message}`);
		});
		const {cols, rows} = engine.size;
		this.#line({version: 2, width: cols, height: rows, timestamp: Math.floor(Date.now() / 1000), env: {TERM: 'xterm-256color'}});
		this.#line([0, 'o', firstFrame(engine)]);
	}

	/** What the program printed, as it came. */
	output(bytes: Uint8Array): void {
		const text = this.#decoder.decode(bytes, {stream: true});
		if (text !== '') {
			this.#event('o', text);
		}
	}

	resized({cols, rows}: Size): void {
		this.#event('r', `${cols}x${rows}`);
	}

	/** Resolves when all of it is in the file. */
	async close(): Promise<void> {
		if (!this.#isOpen) {
			return;
		}

		this.#isOpen = false;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#stream.once('close', resolve);
		this.#stream.end();
		await promise;
	}

	#event(kind: 'o' | 'r', data: string): void {
		this.#line([Math.round((performance.now() - this.#start) * 1000) / 1e6, kind, data]);
	}

	#line(value: unknown): void {
		if (!this.#isOpen) {
			return;
		}

		// What a terminal would obey when the file itself is printed there.
		const line = `${JSON.stringify(value).replaceAll(/[\u{7F}-\u{9F}]/gv, control => String.raw`\u${control.codePointAt(0)!.toString(16).padStart(4, '0')}`)}\n`;
		this.#written += line.length;
		if (this.#written > fileLimit) {
			this.#giveUp('The recording ended at 1 GB.');
		} else if (this.#stream.writableLength > backlogLimit) {
			this.#giveUp('The recording ended because the disk was too slow for it.');
		} else {
			this.#stream.write(line);
		}
	}

	#giveUp(problem: string): void {
		if (!this.#isOpen) {
			return;
		}

		this.#isOpen = false;
		this.#stream.end();
		this.#failed(problem);
	}
}

/** A recording that was made before stays, as `recording.1.cast` and so on: the newest has the plain name. */
function keepBefore(file: string): void {
	if (!existsSync(file)) {
		return;
	}

	let number = 1;
	while (existsSync(numbered(file, number))) {
		number++;
	}

	renameSync(file, numbered(file, number));
}

const numbered = (file: string, number: number): string => `${file.slice(0, -'.cast'.length)}.${number}.cast`;

/** The screen as it is, drawn from nothing. */
function firstFrame(engine: ScreenEngine): string {
	const {size, cursor, historyLines, modes} = engine;
	const row = new Grid({cols: size.cols, rows: 1}, engine.styles);
	const rows = Array.from({length: size.rows}, (_, y) => {
		engine.readLine(historyLines + y, row, 0);
		return `\u{1B}[${y + 1};1H${ansiRow(row, 0)}`;
	});
	return `${modes.alternateScreen ? '\u{1B}[?1049h' : ''}\u{1B}[H\u{1B}[2J${rows.join('')}\u{1B}[${cursor.y + 1};${cursor.x + 1}H`;
}
