/*
Where our engine and xterm headless (with the widths of Unicode 11) are known to differ, and why ours is as it is. Each is run:
one that differs no more has no place here.
*/

export type KnownDifference = {what: string; input: string};

export const knownDifferences: readonly KnownDifference[] = [
	{what: 'emoji that are joined share a cell', input: '👩‍👩‍👧'},
	{what: 'a variation selector makes an emoji wide, as programs of today count it', input: '❤️x'},
	{what: 'two halves of a flag are one', input: '🇩🇪'},
	{what: 'characters that came after Unicode 11 have their width', input: '🪿x'},
	{what: 'lines that are scrolled in have the background, as those that are scrolled out for', input: '\u{1B}[41m\u{1B}[T'},
	{what: 'lines that are scrolled away at the top are kept, as xterm itself and tmux do', input: 'x\u{1B}[S'},
	{what: 'the cursor that waits to wrap is saved with it, as DEC had it', input: `${'x'.repeat(10)}\u{1B}7\u{1B}[H\u{1B}8y`},
	{what: 'the saved cursor is a place of the screen and does not move with what scrolls', input: '\u{1B}[3;3H\u{1B}7\u{1B}[9;1H\n\n\u{1B}8y'},
	{what: 'in origin mode a column is set and the row stays', input: '\u{1B}[2;4r\u{1B}[?6h\u{1B}[5Gx'},
	{what: 'columns are inserted at the cursor that waits to wrap, and not at the first column', input: `${'x'.repeat(10)}\u{1B}['}`},
	{what: 'a tab goes back from the last column', input: `${'x'.repeat(10)}\u{1B}[Z`},
	{what: 'erasing up to the last cell of the screen is no fault', input: 'x\u{1B}[4;10H\u{1B}[1J'},
	{what: 'a wide character that finds no room without autowrap leaves the others whole', input: '\u{1B}[?7l日本語日本語'},
	{what: 'the alignment pattern takes the margins away', input: '\u{1B}[2;3r\u{1B}#8\n\n\n\nx'},
	{what: 'the end of the colour of underlines is the end of it', input: '\u{1B}[4;58;5;9m\u{1B}[59mx'},
	{what: 'a reset shows the cursor', input: '\u{1B}[?25l\u{1B}c'},
	{what: 'mode 12 is heard', input: '\u{1B}[?12h'},
	{what: 'a mouse whose place is told in UTF-8, as by xterm itself', input: '\u{1B}[?1005h'},
	{what: 'left and right margins', input: '\u{1B}[?69h\u{1B}[2;4sabcdefgh'},
	{what: 'a look that is reset leaves text protected, as DEC had it', input: '\u{1B}[1"q\u{1B}[0mx\u{1B}[?2J'},
	{what: 'mode 47 shows the alternate screen as it was left, as xterm itself does', input: '\u{1B}[?47hx\u{1B}[?47l\u{1B}[?47h'},
	{what: 'nothing is repeated over a sequence that is none, which the filter keeps from xterm', input: 'a\u{1B}[5 0e\u{1B}[b'},
	{what: 'nor over a command that the filter keeps from xterm', input: 'a\u{1B}]52;c;aGk=\u{7}\u{1B}[b'},
	{what: 'rectangles', input: '\u{1B}[88;1;1;2;2$x'},
	{what: 'single shifts', input: '\u{1B}*0\u{1B}Nqq'},
	{what: 'notifications and folders are no text and no title, but the kitty keyboard is heard', input: '\u{1B}[>1u'},
];
