// What the client itself says to a terminal: cells and their style, and the modes of docs/floor.md.
const ownModes = new Set([7, 25, 1002, 1003, 1004, 1006, 1049, 2004, 2026]);
const ownQuestions = new Set(['\u{1B}[?u', '\u{1B}[5n', '\u{1B}[?6n', '\u{1B}[c', '\u{1B}[?2026$p', '\u{1B}[?69$p']);

/** The sequences among what a terminal was sent that are not the client's own: whatever an agent said would be one. */
export function foreignSequences(output: string): string[] {
	const sequences = output.match(/\u{1B}(?:\[[\u{20}-\u{3F}]*[\u{40}-\u{7E}]|[^\[]|$)/gv) ?? [];
	return [...new Set(sequences)].filter(sequence => !isOwn(sequence));
}

function isOwn(sequence: string): boolean {
	const mode = /^\u{1B}\[\?(?<modes>[\d;]+)[hl]$/v.exec(sequence);
	return mode === null
		? /^\u{1B}\[[\d:;]*[@A-DGHJ-MPSTXbdmr]$/v.test(sequence) || ownQuestions.has(sequence) || /^\u{1B}\[\d* q$/v.test(sequence)
		: mode.groups!['modes']!.split(';').every(number => ownModes.has(Number(number)));
}
