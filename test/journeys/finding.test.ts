import test from 'ava';
import {makeCrew} from '../support/crew.js';

const speaker = 'process.stdout.write(\'ready\'); process.stdin.resume();';

test('what can be done and which agent to open are found by typing a part of their names, in the program as it is shipped', async t => {
	const crew = await makeCrew(t, {speaker});
	await crew.start('speaker');
	const pty = crew.open({cols: 120, rows: 40});
	await pty.untilShows('ready');
	pty.type(':');
	await pty.untilShows('escape close');
	pty.type('zom');
	await pty.until(screen => screen.includes('zoom') && !screen.includes('pause'), 'what is found, also with a letter left out');
	pty.type('\u{1B}');
	await pty.untilShows('leave');
	pty.type('A');
	await pty.untilShows('escape close');
	pty.type('speak');
	await pty.untilShows('speaker');
	pty.type('\u{1B}');
	await pty.until(screen => screen.includes('leave') && screen.includes('ready'), 'the floor');
	pty.type('q');
	t.is((await pty.end()).exitCode, 0);
});
