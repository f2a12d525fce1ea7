import type {Parameters} from './parameters.js';

/** Who is told what the bytes say. */
export type Performer = {
	/** Whether no more should come for now. */
	readonly isTired: boolean;
	/** Writes the printable ASCII that begins at `from`; returns where it ends. */
	ascii(bytes: Uint8Array, from: number, end: number): number;
	print(codePoint: number): void;
	/** C0 */
	execute(byte: number): void;
	/** ESC; `intermediates` are up to two bytes, the first in the higher bits. */
	escape(intermediates: number, final: number): void;
	/** CSI */
	sequence(final: number, parameters: Parameters): void;
	/** OSC, good until the call returns. */
	command(bytes: Uint8Array): void;
	/** DCS; those that are longer than what is answered are dropped. */
	device(bytes: Uint8Array): void;
};
