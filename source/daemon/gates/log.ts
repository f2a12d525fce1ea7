import {Buffer} from 'node:buffer';
import {createWriteStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {finished} from 'node:stream/promises';

export type GateLog = {
	text: (text: string) => void;
	/** A line of ours among the program's. */
	line: (text: string) => void;
	close: () => Promise<void>;
};

// More than a person reads; a test that prints in an endless loop must not fill the disk.
const cap = 8 * 1024 * 1024;

export async function openLog(file: string, onOutput: ((text: string) => void) | undefined): Promise<GateLog> {
	await mkdir(path.dirname(file), {recursive: true});
	const stream = createWriteStream(file, {flags: 'w'});
	let failure: Error | undefined;
	// A full disk must not stop the gate: its outcome does not depend on its log.
	stream.on('error', error => {
		failure = error;
	});
	let written = 0;
	const write = (text: string) => {
		onOutput?.(text);
		if (written >= cap) {
			return;
		}

		written += Buffer.byteLength(text);
		stream.write(written < cap ? text : `${text.slice(0, Math.max(0, cap - written + text.length))}\n(The rest of the output is not kept.)\n`);
	};

	return {
		text: write,
		line(text) {
			write(`${text}\n`);
		},
		async close() {
			stream.end();
			if (failure === undefined) {
				await finished(stream).catch(() => undefined);
			}
		},
	};
}
