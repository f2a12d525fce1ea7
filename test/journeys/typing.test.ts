import {Buffer} from 'node:buffer';
import test from 'ava';
import {makeCrew, echoInHex} from '../support/crew.js';

/** What is pressed, and what the agent is to get: the same bytes unless said. */
const keys: Array<{name: string; press: string; get?: string}> = [
	{name: 'a letter', press: 'a'},
	{name: 'a command of the floor', press: 'q'},
	{name: 'return', press: '\r'},
	{name: 'tab', press: '\t'},
	{name: 'shift-tab', press: '\u{1B}[Z'},
	{name: 'backspace', press: '\u{7F}'},
	{name: 'escape', press: '\u{1B}'},
	{name: 'alt-x', press: '\u{1B}x'},
	{name: 'ctrl-b, which tmux and agents use', press: '\u{2}'},
	{name: 'ctrl-c', press: '\u{3}'},
	{name: 'ctrl-d', press: '\u{4}'},
	{name: 'ctrl-z', press: '\u{1A}'},
	{name: 'ctrl-\\', press: '\u{1C}'},
	{name: 'an umlaut', press: 'ü'},
	{name: 'a wide character', press: '漢'},
	{name: 'delete', press: '\u{1B}[3~'},
	{name: 'page up', press: '\u{1B}[5~'},
	{name: 'F5', press: '\u{1B}[15~'},
	{name: 'F13', press: '\u{1B}[25~'},
	{name: 'F20', press: '\u{1B}[34~'},
	{name: 'shift-up of rxvt, which has no name here', press: '\u{1B}[a'},
	{name: 'shift-delete of rxvt', press: '\u{1B}[3$'},
	{name: 'super-a', press: '\u{1B}[97;9u'},
	{name: 'ctrl-left', press: '\u{1B}[1;5D'},
	{name: 'up', press: '\u{1B}[A'},
	{name: 'the prefix, twice', press: '\u{1D}\u{1D}', get: '\u{1D}'},
];

/** In the modes that full-screen agents switch on. */
const modes = JSON.stringify('\u{1B}[?1h\u{1B}[?2004h\u{1B}[?1000h\u{1B}[?1006h');
const inModes: typeof keys = [
	{name: 'up, as an application wants it', press: '\u{1B}[A', get: '\u{1B}OA'},
	{name: 'a paste', press: '\u{1B}[200~one\rtwo\u{1B}[201~'},
];

const hex = (text: string) => Buffer.from(text).toString('hex');

test('in session mode every key but the prefix reaches the agent as it was pressed', async t => {
	const crew = await makeCrew(t, {echo: echoInHex});
	const plain = await crew.start('echo');
	const full = await crew.start('echo', modes);
	t.deepEqual([plain.number, full.number], [1, 2]);
	const pty = crew.open({cols: 120, rows: 40});
	await pty.until(screen => screen.split('ready').length > 2, 'both agents');

	for (const [session, pressed] of [[plain, keys], [full, inModes]] as const) {
		pty.type(`${session.number}\r`);
		await pty.untilShows(`typing into ${session.number}`);
		const holder = await crew.follow(session);
		for (const {name, press, get = press} of pressed) {
			const before = typedInto(holder.text);
			pty.type(press);
			await t.notThrowsAsync(holder.until(text => typedInto(text) !== before && typedInto(text).endsWith(hex(get))), name);
		}

		pty.type('\u{1D}');
		await pty.until(screen => !screen.includes('typing into'), 'the floor again');
	}
});

test('a click goes to the agent that asked for the mouse, in its own coordinates, and to no other', async t => {
	const crew = await makeCrew(t, {echo: echoInHex});
	const session = await crew.start('echo', modes);
	const pty = crew.open({cols: 120, rows: 40});
	await pty.until(screen => screen.includes('ready'), 'the agent');
	pty.type('1\r');
	await pty.untilShows('typing into');
	const rows = pty.screen.split('\n');
	const y = rows.findIndex(row => row.includes('ready'));
	const x = rows[y]!.indexOf('ready');
	const holder = await crew.follow(session);
	pty.type(`\u{1B}[<0;${x + 3};${y + 1}M\u{1B}[<0;${x + 3};${y + 1}m`);
	await t.notThrowsAsync(holder.until(text => typedInto(text) === hex('\u{1B}[<0;3;1M\u{1B}[<0;3;1m')));
});

/** All that the agent got, in hexadecimal. */
const typedInto = (text: string): string => text.replaceAll('\n', '').matchAll(/<(?<typed>[\da-f]+)>/gv).map(({groups}) => groups!['typed']!).toArray().join('');
