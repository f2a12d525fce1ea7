import type {Parameters} from './parameters.js';

/** Who is told what the bytes say. */
export type Performer = {
	/** Whether no more should come for now. */
	readonly isTired: boolean;
	/** Writes the text that begins at `from`, and may set the looks (SGR) within it; returns where it ends: at another control, or at bytes that are no whole character. */
	text(bytes: Uint8Array, from: number): number;
	/** Writes one code point from U+00A0 on. */
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
