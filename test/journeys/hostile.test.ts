import test from 'ava';
import {makeCrew} from '../support/crew.js';
import {modesOf} from '../support/modes.js';
import {foreignSequences} from '../support/own-sequences.js';

// Whatever there is that a terminal remembers, answers or does beyond its cells.
const hostile = [
	'\u{1B}]0;stolen title\u{7}',
	'\u{1B}]2;stolen \u{1B}[31mtitle\u{1B}\\',
	'\u{1B}]52;c;c3RvbGVu\u{7}',
	'\u{1B}]9;stolen note\u{7}',
	'\u{1B}]777;notify;stolen;note\u{7}',
	'\u{1B}]8;;https://stolen.example\u{1B}\\link\u{1B}]8;;\u{1B}\\',
	'\u{1B}]4;1;rgb:ff/00/00\u{7}',
	'\u{1B}]10;?\u{7}',
	'\u{1B}]1337;File=inline=1:AAAA\u{7}',
	'\u{1B}[c',
	'\u{1B}[>c',
	'\u{1B}[=c',
	'\u{1B}[6n',
	'\u{1B}[?6n',
	'\u{1B}[>q',
	'\u{1B}[?2026$p',
	'\u{1B}P+q544e\u{1B}\\',
	'\u{1B}P$qm\u{1B}\\',
	'\u{1B}_Gi=31;AAAA\u{1B}\\',
	'\u{1B}^stolen\u{1B}\\',
	'\u{1B}Xstolen\u{1B}\\',
	'\u{1B}[21t',
	'\u{1B}[8;5;5t',
	'\u{1B}[3;0;0t',
	'\u{1B}[5i',
	'\u{1B}[?1049h',
	'\u{1B}[?1000h\u{1B}[?1003h\u{1B}[?1006h\u{1B}[?1015h',
	'\u{1B}[?1004h',
	'\u{1B}[?2004l',
	'\u{1B}[?5h',
	'\u{1B}[?7h',
	'\u{1B}[?1l\u{1B}=',
	'\u{1B}[>31u',
	'\u{1B}[>4;2m',
	'\u{1B}[?9001h',
	'\u{1B}(0',
	'\u{E}',
	'\u{1B}#8',
	'\u{1B}c',
	'\u{1B}[!p',
	'x\u{1B}[2147483647b',
	'\u{1B}[2147483647L',
	'\u{1B}[2147483647@',
	'\u{1B}[2147483647;2147483647H',
	'\u{1B}[1;2147483647r',
	'\u{1B}[2147483647S',
	'\u{1B}[2147483647T',
	`\u{1B}[${'1;'.repeat(5000)}m`,
	'\u{1B}[?1049h\u{1B}[31;5;7m',
].join('');

// Says all of it, then floods until fifty megabytes are out and a key came.
const attacker = `
process.stdin.setRawMode(true);
let told = false;
process.stdin.on('data', data => { told ||= data.includes(0x73); });
process.stdout.write(${JSON.stringify(hostile)});
const block = Buffer.from('\\x1b[?1003h\\x1b]52;c;c3RvbGVu\\x07flood \\x1b[45mof bytes\\r\\n'.repeat(2000));
let sent = 0;
function flood() {
	if (told && sent >= 50e6) {
		process.stdout.write('\\x1b[!p\\x1b[2J\\x1b[Hsurvived ' + Math.floor(sent / 1e6) + ' MB\\r\\n');
		return;
	}
	sent += block.length;
	// A callback of write would leave no turn for the keyboard.
	process.stdout.write(block);
	setImmediate(flood);
}
flood();
`;

test('whatever an agent prints stays in its pane: nothing of it reaches the person\'s terminal, and keys are not slow', async t => {
	const crew = await makeCrew(t, {attacker});
	const pty = crew.open({cols: 120, rows: 40});
	await pty.untilShows('queue');
	const before = modesOf(pty.emulator);
	await crew.start('attacker');
	const strays = new Set<string>();
	const until = async (isSo: (screen: string) => boolean, what: string) => pty.until(screen => {
		for (const row of strayWords(screen)) {
			strays.add(row);
		}

		return isSo(screen);
	}, what);
	await until(screen => screen.includes('flood of bytes') && screen.includes('stolen title'), 'the flood, and the title in the border');

	// In the middle of the flood, which ends only after the last of these keys.
	pty.type('?');
	// All of it: a picture may come in parts, and what is typed right behind an escape is another key.
	await until(screen => screen.includes('escape close') && !screen.includes('q leave'), 'the help');
	pty.type('\u{1B}');
	await until(screen => screen.includes('flood of bytes') && screen.includes('q leave'), 'the floor again');
	pty.type('1\r');
	await until(screen => screen.includes('ctrl-] leave'), 'that the person types into it');
	pty.type('s');
	await until(screen => /survived \d+ MB/v.test(screen), 'the end of the flood');

	// The mouse's every move is asked for while the person types into a program that wants it, and no longer.
	pty.type('\u{1D}');
	await pty.untilShows('q leave');
	t.deepEqual(modesOf(pty.emulator), {...before, cursor: modesOf(pty.emulator).cursor});

	t.deepEqual(foreignSequences(pty.output), []);
	t.is(pty.output.split('\u{1B}[?1003h').length, 2, 'asked for by the client, once');
	// A notification is words on our own line, which names the session, and a title words in the border of its own pane; nothing of them acts on the terminal.
	t.notRegex(pty.output, /\u{1B}[PX\]^_][^\u{7}\u{1B}]*stolen/v);
	t.deepEqual([...strays], []);
	t.false(pty.output.includes('c3RvbGVu'));
	const rows = pty.screen.split('\n');
	t.regex(rows[0]!, /^ millwright +REHEARSAL/v);
	t.regex(rows[2]!, /^╭.*╮$/v);
	t.regex(rows[38]!, /^╰.*╯$/v);
	t.true(rows.slice(3, 38).every(row => /^[│├].*[│┤]$/v.test(row)), pty.screen);
});

/** Rows with words of the attacker where none of them belong: a title is in the border of its pane, a notification behind the name of its session. */
function strayWords(screen: string): string[] {
	return screen.split('\n').filter((row, y) => row.replaceAll('1 attacker: stolen', '').replace(y === 2 ? /attacker {2}stolen title /v : '', '').includes('stolen'));
}
