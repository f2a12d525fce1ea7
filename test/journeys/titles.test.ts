import test from 'ava';
import {makeCrew} from '../support/crew.js';

/** As agents do: something turns in front of the title fifty times a second; a key is new work. */
const turning = `
let turns = 0;
let work = 'building';
process.stdin.setRawMode(true);
process.stdin.on('data', () => {
	work = 'testing';
});
setInterval(() => {
	process.stdout.write('\\u001B]2;' + '⠋⠙⠹⠸'[turns % 4] + ' ' + work + '\\u0007');
	turns++;
	if (turns % 50 === 0) {
		process.stdout.write('turned ' + turns + ' times\\r\\n');
	}
}, 20);
`;

test('the title of a program stands in the border of its pane; what turns in front of it is nothing to write down', async t => {
	const crew = await makeCrew(t, {turning});
	const session = await crew.start('turning');
	const holder = await crew.follow(session);
	const pty = crew.open({cols: 120, rows: 40});
	await pty.until(screen => /▸1 shop .* {2}building ─/v.test(screen), 'its title');
	const daemon = await crew.link();
	await holder.shows('turned 100 times');
	let changes = 0;
	const stop = daemon.changed.on(() => {
		changes++;
	});
	await holder.shows('turned 200 times');
	stop();
	t.is(changes, 0);
	pty.type('1\r');
	await pty.untilShows('typing into 1');
	pty.type('x');
	await pty.until(screen => /▸1 shop .* {2}testing ─/v.test(screen), 'its new title');
});
