/*
Every string that is not ours (an agent's title, a model's words, a file name, a commit subject) goes through here
before it is drawn in our chrome or typed into another agent: an escape sequence in a task title must never be one.
*/

// C0 and C1 controls, DEL, bidirectional controls, zero-width and other invisible format characters, line separators.
const unseen = /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{FFF9}-\u{FFFB}]/gv;
const controls = /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}]/gv;
const bidirectional = /[\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gv;

/** One line to draw: controls become spaces, invisible and bidirectional characters go, white space is folded. */
export function safeLine(text: string, limit = 500): string {
	const cut = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
	const line = cut.replaceAll(/[\t\n\v\f\r]+/gv, ' ').replaceAll(unseen, '').replaceAll(/ {2,}/gv, ' ').trim();
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** Several lines to draw: newlines stay, tabs become spaces, every other control goes. */
export function safeBlock(text: string): string {
	return text.replaceAll(/\r\n?/gv, '\n').replaceAll('\t', ' '.repeat(4)).replaceAll(controls, '').replaceAll(bidirectional, '');
}

/** Text to type into a program: newlines normalised, tabs kept, no control character that could end a paste or act as a key. */
export function safeInput(text: string): string {
	return text.replaceAll(/\r\n?/gv, '\n').replaceAll(controls, '').replaceAll(bidirectional, '');
}
