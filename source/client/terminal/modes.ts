/*
What is switched on in the person's terminal, and how each of it is switched off again. Nothing else of the client writes a mode.
*/

/** Sent at entry: the alternate screen, no cursor, no line wrap at the last column, bracketed paste, focus events, and what the terminal is asked. */
export const enterSequence = [
	'\u{1B}[?1049h', // the alternate screen
	'\u{1B}[?25l', // no cursor until a pane has one
	'\u{1B}[?7l', // the last column never wraps
	'\u{1B}[?2004h', // pastes are bracketed
	'\u{1B}[?1004h', // focus events
	'\u{1B}[?u\u{1B}[?2026$p\u{1B}[?69$p', // whether it speaks the kitty keyboard protocol, holds pictures back, has margins
	'\u{1B}[H \u{1B}[3b\u{1B}[?6n', // whether it repeats a character: the cursor is then in the fifth column; all of it is drawn over
	'\u{1B}[5n\u{1B}[c', // whether it says when it is ready; every terminal answers the last question
].join('');

/** Left and right margins can be set from now on. */
export const marginsOn = '\u{1B}[?69h';
const marginsOff = '\u{1B}[?69l';

/** Drags and wheel with SGR coordinates; never every move, which would wake us for nothing. */
export const mouseOn = '\u{1B}[?1002h\u{1B}[?1006h';
export const mouseOff = '\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l';

/** The cursor in the terminal's own colour again. */
export const cursorPlain = '\u{1B}]112\u{7}';

/** Answered when everything before it was taken in, by the terminal itself and through every buffer on the way. */
export const askReady = '\u{1B}[5n';

/** Moves of the mouse with no button held, for a program that asked for them. */
export const movesOn = '\u{1B}[?1003h';
export const movesOff = '\u{1B}[?1003l\u{1B}[?1002h';

/** Flags of the kitty keyboard protocol; 1 tells escape from alt, and shift and enter from enter. */
export const keyboardPush = (flags: number): string => `\u{1B}[>${flags}u`;
/** Sets them, and asks which of them the terminal knows. */
export const keyboardSet = (flags: number): string => `\u{1B}[=${flags};1u\u{1B}[?u`;
const keyboardPop = '\u{1B}[<1u';

/**
Everything back as it was, harmless when it already is. It starts by ending whatever sequence a crash cut in two, and closes a
synchronized update that may be open. `clears`: the screen is the floor's, and not what a shell has made of it since.
*/
export function leaveSequence({keyboardPushed, marginsSet, cursorColored = false, clears = true}: {keyboardPushed: boolean; marginsSet: boolean; cursorColored?: boolean; clears?: boolean}): string {
	return [
		'\u{18}\u{1B}[?2026l',
		`\u{1B}[0m\u{1B}[r${marginsSet ? marginsOff : ''}`,
		mouseOff,
		'\u{1B}[?1004l\u{1B}[?2004l',
		keyboardPushed ? keyboardPop : '',
		cursorColored ? cursorPlain : '',
		'\u{1B}[?7h\u{1B}[0 q\u{1B}[?25h',
		// Where there is no alternate screen to leave (GNU screen as it is shipped, a console), nothing of the floor stays behind the prompt.
		`${clears ? '\u{1B}[H\u{1B}[J' : ''}\u{1B}[?1049l`,
	].join('');
}
