const paragraph = 'a paragraph that wraps wherever the pane ends, which is what a resize and a scroll must both leave as it was; ';

/** Pieces of what an agent prints: colours, wide and joined characters, regions, another screen, frames that are held back, and cuts in the midst of all of it. */
export const sample: string[] = [
	'\u{1B}[?2004h\u{1B}[1;32mready\u{1B}[0m \u{1B}[38;5;208mpalette\u{1B}[39m \u{1B}[48;2;10;20;30;38;2;200;100;50mtrue colour\u{1B}[0m\r\n',
	'\u{1B}[3mitalic\u{1B}[23m \u{1B}[4munder\u{1B}[24m \u{1B}[4:3mcurly\u{1B}[0m \u{1B}[7minverse\u{1B}[27m \u{1B}[9mstruck\u{1B}[29m \u{1B}[2mdim\u{1B}[22m \u{1B}[53mover\u{1B}[55m\r\n',
	'漢字 かな 한글 ─│╭╮╰╯ █▓▒░ ⠋⠙⠹ é e\u{301} ✓ ✗ … 日',
	'本語\r\n👍 👩‍👩‍👧 🇩🇪 ❤️ x\r\n',
	paragraph.repeat(12),
	'\r\n\u{1B}[5;15r\u{1B}[15;1H',
	...Array.from({length: 40}, (_, line) => `\u{1B}[3${line % 8}mline ${line} of a region\u{1B}[0m\u{1B}[K\r\n`),
	'\u{1B}[r\u{1B}[2;3H\u{1B}[4@four\u{1B}[2P\u{1B}[3;1H\u{1B}[2L\u{1B}[1M',
	'\u{1B}[?2026h\u{1B}[4;1H\u{1B}[41m\u{1B}[K\u{1B}[49mheld',
	' back\u{1B}[?2026l\u{1B}[?25l',
	'\u{1B}[?1049h\u{1B}[2J\u{1B}[H\u{1B}[44mthe other scr',
	'een\u{1B}[K\u{1B}[0m\u{1B}[99;999Hx\u{1B}[1;1H\u{1B}[20b',
	'\u{1B}[10;10Hcut \u{1B}[3',
	'8;5;1',
	'2mhere\u{1B}[0m',
	'\u{1B}[?1049l\u{1B}[?25h',
	...Array.from({length: 80}, (_, line) => `\u{1B}[${90 + (line % 8)}m${'·'.repeat(line)} ${line}\u{1B}[m\r\n`),
	'\u{1B}[A\u{1B}[2K> ',
];
