import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Follower} from '../holder/drive.js';
import type {Pty} from './pty.js';
import {setStage} from './stage.js';

const size = {cols: 100, rows: 30};

type Printing = {client: Pty; copied: () => Promise<string>; print: (last: number) => Promise<void>};

/** A program that has printed so many lines and prints on when it is told to. */
async function printing(t: ExecutionContext, count: number): Promise<Printing> {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', `n=0; more() { while [ $n -lt $1 ]; do n=$((n+1)); echo "line $n end"; done; }; stty -echo; more ${count}; printf "at $n."; while read last; do echo; more $last; printf "at $n."; done`]);
	const link = await held.connect();
	const follower = new Follower(link);
	const client = stage.open(size);
	// Its screen has the size of its pane by then.
	await client.until(screen => screen.includes('▸') && screen.split('\n').at(-3)!.includes(`at ${count}.`), 'all of it in the whole pane, and the chrome');
	return {
		client,
		copied: async () => readFile(path.join(stage.paths.state, 'clipboard.txt'), 'utf8'),
		async print(last) {
			link.input(new TextEncoder().encode(`${last}\n`));
			await follower.shows(`at ${last}.`);
		},
	};
}

const rowOf = (client: Pty, text: string): number => client.screen.split('\n').findIndex(row => row.includes(text)) + 1;

const mouse = (button: number, row: number, end = 'M'): string => `\u{1B}[<${button};6;${row}${end}`;

const lines = (from: number, to: number): string => Array.from({length: to - from + 1}, (_, index) => `line ${from + index} end`).join('\n');

test('what the mouse marks stands still while the agent prints on, and is what is copied', async t => {
	const {client, copied, print} = await printing(t, 100);
	const row = rowOf(client, 'line 90 end');
	// The press is heard when the focus is there.
	client.type('\t');
	await client.until(screen => !screen.includes('▸1'), 'another pane with the focus');
	client.type(`\u{1B}[<0;2;${row}M`);
	await client.untilShows('▸1');
	await print(150);
	await client.untilShows('at 150.');
	client.type(`\u{1B}[<32;8;${row + 1}M`);
	await client.until(screen => screen.split('\n')[row - 1]!.includes('line 90 end'), 'what was there when the button was pressed');
	await print(300);
	t.is(rowOf(client, 'line 90 end'), row);
	client.type(`\u{1B}[<32;13;${row + 2}M\u{1B}[<0;13;${row + 2}m`);
	await client.untilShows('Copied 3 lines');
	t.is(await copied(), lines(90, 92));
	await client.untilShows('at 300.');
	// A press alone marks nothing, however much is printed before it is let go.
	client.type('\t');
	await client.until(screen => !screen.includes('▸1'), 'another pane with the focus');
	client.type(mouse(0, row));
	await client.untilShows('▸1');
	await print(400);
	client.type(mouse(0, row, 'm'));
	await client.untilShows('at 400.');
	t.is(await copied(), lines(90, 92));
});

test('held over the top of a pane the mouse goes on marking older lines, and under it newer ones', async t => {
	const {client, copied} = await printing(t, 200);
	const row = rowOf(client, 'line 190 end');
	client.type(`${mouse(0, row)}${mouse(32, row - 1)}${mouse(32, 1)}`);
	await client.untilShows('line 120 end');
	const bottom = size.rows;
	client.type(mouse(32, bottom));
	await client.untilShows('at 200.');
	client.type(`\u{1B}[<32;13;${rowOf(client, 'line 199 end')}M\u{1B}[<0;13;${rowOf(client, 'line 199 end')}m`);
	await client.untilShows('Copied 10 lines');
	t.is(await copied(), lines(190, 199).slice(4));
});

test('the wheel goes through the history while something is marked, and what is marked goes along', async t => {
	const {client, copied} = await printing(t, 200);
	const row = rowOf(client, 'line 190 end');
	client.type(`\u{1B}[<0;13;${row}M${mouse(32, row - 1)}`);
	client.type(mouse(64, row - 1).repeat(5));
	await client.untilShows('line 165 end');
	client.type(`\u{1B}[<32;2;${row - 1}M\u{1B}[<0;2;${row - 1}m`);
	await client.untilShows('Copied 17 lines');
	t.is(await copied(), lines(174, 190));
});

test('marking down to the end, like the wheel, comes back to what is printed; and escape does', async t => {
	const {client, print, copied} = await printing(t, 200);
	client.type(mouse(64, 5));
	await client.untilShows('↑ 3 of');
	const row = rowOf(client, 'line 190 end');
	client.type(`${mouse(0, row)}${mouse(32, row - 1)}${mouse(32, size.rows)}`);
	await client.until(screen => screen.includes('at 200.') && !screen.includes('↑'), 'the end');
	client.type(mouse(0, size.rows, 'm'));
	await client.untilShows('Copied');
	t.regex(await copied(), /line 199 end/v);
	await print(250);
	await client.untilShows('at 250.');
	client.type(mouse(64, 5).repeat(2));
	await client.until(screen => screen.includes('↑ 6 of') && screen.includes('back to now'), 'how to come back');
	client.type('\u{1B}');
	await client.until(screen => screen.includes('at 250.') && !screen.includes('↑') && !screen.includes('back to now'), 'what is printed now');
});

test('two presses take hold of a word, and three of a line, while the agent prints on', async t => {
	const {client, copied, print} = await printing(t, 100);
	const row = rowOf(client, 'line 90 end');
	const click = `\u{1B}[<0;3;${row}M\u{1B}[<0;3;${row}m`;
	client.type(click.repeat(2));
	await client.untilShows('Copied 4 characters');
	t.is(await copied(), 'line');
	await print(200);
	await client.untilShows('at 200.');
	client.type(click.repeat(3));
	await client.untilShows('Copied 12 characters');
	t.is(await copied(), 'line 190 end');
});

test('a title says nothing of a history that is not looked at any more, and a press elsewhere lets go of what was marked', async t => {
	const {client, print} = await printing(t, 200);
	const row = rowOf(client, 'line 190 end');
	client.type(`${mouse(0, row)}${mouse(32, row - 1)}${mouse(32, 1)}`);
	await client.untilShows('line 150 end');
	client.type(`${mouse(32, row)}${mouse(0, row, 'm')}`);
	await client.untilShows('at 200.');
	await client.until(screen => !screen.includes('↑ '), 'the title as before');
	// The release never comes.
	client.type(`${mouse(0, row)}${mouse(32, row - 1)}`);
	await print(300);
	client.type('\u{1B}[<0;80;10M\u{1B}[<0;80;10m');
	await client.untilShows('at 300.');
	t.false(client.screen.includes('↑ '));
});

test('where a session is smaller than its pane, what is marked by the mouse is what is copied', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo "line $i end"; done; printf ready; cat'], {sizing: {cols: 40, rows: 10}});
	const client = stage.open(size);
	await client.until(screen => screen.includes('ready') && screen.includes('40×10'), 'the session in its own size');
	const row = rowOf(client, 'line 95 end');
	client.type(`\u{1B}[<0;2;${row}M\u{1B}[<32;6;${row}M\u{1B}[<32;12;${row}M`);
	client.type(`\u{1B}[<32;12;${row + 1}M\u{1B}[<0;12;${row + 1}m`);
	await client.untilShows('Copied 2 lines');
	t.is(await readFile(path.join(stage.paths.state, 'clipboard.txt'), 'utf8'), 'line 95 end\nline 96 end');
});
