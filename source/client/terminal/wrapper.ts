/** What stands between us and the terminal, and hands some sequences on only in a wrapper. */
export type Wrapper = 'tmux' | 'screen' | 'nothing';

// What screen passes on of one string.
const screenPiece = 700;

/** A sequence for the terminal itself, in the wrapper that a multiplexer around us wants. */
export function inWrapper(sequence: string, inside: Wrapper): string {
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
