import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Pty} from '../client/pty.js';
import {makeCrew} from '../support/crew.js';

const address = `https://example.org/${'path/'.repeat(39)}end?q=1`;
const sentence = `It said: ${'one two  '.repeat(30)}and then no more.`;

/** Prints lines that no pane is wide enough for, and ends when q is typed. */
const speaker = `
process.stdin.setRawMode(true);
process.stdout.write('see ${address} first\\r\\n${sentence}\\r\\n');
for (let line = 1; line < 60; line++) process.stdout.write('short line ' + line + '\\r\\n');
process.stdout.write('see ${address} last\\r\\n${sentence}\\r\\nready');
process.stdin.on('data', data => data.includes('q') && process.exit(0));
`;

/** Presses the button so many times where a text is shown last. */
function press(pty: Pty, text: string, times: number): void {
	const rows = pty.screen.split('\n');
	const y = rows.findLastIndex(row => row.includes(text));
	const x = rows[y]!.lastIndexOf(text);
	pty.type(`\u{1B}[<0;${x + 2};${y + 1}M\u{1B}[<0;${x + 2};${y + 1}m`.repeat(times));
}

test('what was wrapped is copied as the one line that it was: by mouse and by keys, on the screen and in the history, while the agent runs and when it has ended', async t => {
	const crew = await makeCrew(t, {speaker});
	const session = await crew.start('speaker');
	const copied = async () => readFile(path.join(crew.paths.state, 'clipboard.txt'), 'utf8');
	const pty = crew.open({cols: 80, rows: 30});
	await pty.untilShows('ready');
	const inAll = `Copied ${address.length} characters`;
	const ofLine = `Copied ${sentence.length} characters`;

	pty.type(`${session.number}z`);
	// As long as it has the width of before, the words that are pressed below may be in two rows.
	await pty.until(screen => screen.split('\n').at(-3)!.startsWith('ready') && screen.includes('end?q=1 last') && screen.includes('two  one'), 'the session alone, wrapped for the whole width');
	press(pty, 'end?q=1', 2);
	await pty.untilShows(inAll);
	t.is(await copied(), address);
	press(pty, 'two  one', 3);
	await pty.untilShows(ofLine);
	t.is(await copied(), sentence);

	pty.type('/end.q=1 first\r');
	await pty.untilShows('No line has “end.q=1 first”.');
	pty.type('/end?q=1 first\r');
	await pty.untilShows('end?q=1 first');
	press(pty, 'path/path/path', 2);
	await pty.until(screen => screen.includes(inAll) && screen.includes('first'), 'the word of the history');
	t.is(await copied(), address);
	// From the word that was found to the end of the next line, by keys.
	pty.type('vvj$y');
	await pty.until(screen => screen.includes('Copied 2 lines'), 'two lines, of many rows');
	t.is(await copied(), `end?q=1 first\n${sentence}`);
	pty.type('VGy');
	await pty.untilShows('Copied 64 lines');
	const lines = (await copied()).split('\n');
	t.deepEqual([lines[0], lines[1], lines.at(-3), lines.at(-2)], [`see ${address} first`, sentence, `see ${address} last`, sentence]);

	pty.type('G');
	pty.type('z');
	pty.type(`${session.number}\r`);
	await pty.untilShows(`typing into ${session.number}`);
	pty.type('q');
	await pty.until(screen => !screen.includes('typing into'), 'the floor again');
	pty.type(`${session.number}z`);
	await pty.untilShows('end?q=1 last');
	press(pty, 'one two  one', 3);
	await pty.untilShows(ofLine);
	t.is(await copied(), sentence, 'out of the file that is left of it');
});
