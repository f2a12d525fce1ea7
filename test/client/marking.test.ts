import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Pty} from './pty.js';
import {setStage, type Stage} from './stage.js';

const size = {cols: 100, rows: 30};

async function scrolled(t: ExecutionContext, script: string, shows: string): Promise<{stage: Stage; client: Pty; copied: () => Promise<string>}> {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', `${script}; cat`]);
	const client = stage.open(size);
	await client.untilShows(shows);
	client.type('s');
	await client.untilShows('history of');
	return {stage, client, copied: async () => readFile(path.join(stage.paths.state, 'clipboard.txt'), 'utf8')};
}

const words = 'echo "alpha beta"; echo "gamma delta epsilon"; echo "eta theta"';

test('words are selected by keys as in vi, and the line of keys says which', async t => {
	const {client, copied} = await scrolled(t, words, 'eta theta');
	client.type('v');
	await client.untilShows('select in 1 task-1');
	t.true(client.screen.includes('v select from here'));
	t.true(client.screen.includes('V lines'));
	// Nothing is selected yet, so nothing is copied by mistake.
	client.type('y');
	await client.untilShows('Nothing is selected yet: take the cursor to where it begins and press v.');
	client.type('kwv');
	await client.untilShows('v begin elsewhere');
	client.type('e');
	client.type('y');
	await client.untilShows('Copied 5 characters');
	t.is(await copied(), 'delta');
	// Typed faster than it is drawn.
	client.type('vkwvwey');
	await client.untilShows('Copied 13 characters');
	t.is(await copied(), 'delta epsilon');
});

test('whole lines, blocks and the other end of a selection', async t => {
	const {client, copied} = await scrolled(t, words, 'eta theta');
	client.type('Vkky');
	await client.untilShows('Copied 3 lines');
	t.is(await copied(), 'alpha beta\ngamma delta epsilon\neta theta');
	client.type('\u{16}kllly');
	await client.until(screen => !screen.includes('select in'), 'the end of the selection');
	await client.untilShows('Copied 2 lines');
	t.is(await copied(), 'gamm\neta');
	// Begun in the middle, and extended to both sides.
	client.type('vkwvbo$y');
	await client.untilShows('Copied 19 characters');
	t.is(await copied(), 'gamma delta epsilon');
	client.type('vkwv$owy');
	await client.untilShows('Copied 7 characters');
	t.is(await copied(), 'epsilon');
});

test('a selection goes over the whole history, from what was searched for to the newest line', async t => {
	const {client, copied} = await scrolled(t, 'for i in $(seq 1 3000); do echo "line $i end"; done', 'line 3000 end');
	client.type('/line 2042 e\r');
	await client.untilShows('match 1 of 1');
	client.type('vwvG');
	client.type('$');
	client.type('y');
	await client.until(screen => /Copied 9\d\d lines/v.test(screen), 'that it was copied');
	const text = await copied();
	t.true(text.startsWith('2042 end\nline 2043 end\n'));
	t.is(text.trimEnd().split('\n').length, 959, 'not one line is missing');
	t.true(text.trimEnd().endsWith('\nline 3000 end'));
});

test('what is selected goes to a file alone where the person wants that, and escape selects nothing', async t => {
	const {client, copied} = await scrolled(t, words, 'eta theta');
	client.type('V');
	await client.untilShows('select in');
	client.type('f');
	await client.until(screen => /Wrote 9 characters to .*clipboard\.txt/v.test(screen), 'where it was written');
	t.is(await copied(), 'eta theta');
	t.false(client.output.includes(']52;'));
	client.type('Vk');
	await client.untilShows('select in');
	client.type('\u{1B}');
	await client.untilShows('history of');
	client.type('\u{1B}');
	t.true(await client.until(screen => !screen.includes('history of'), 'what the agent shows'));
});

test('keys go on from where the cursor is after the wheel has gone to the end', async t => {
	const {client, copied} = await scrolled(t, 'for i in $(seq 1 200); do echo "line $i end"; done', 'line 200 end');
	client.type('v');
	// The lines that are gone to may come later than the line of keys.
	await client.until(screen => screen.includes('select in') && !screen.includes('line 200 end'), 'half a page up');
	const last = Number(client.screen.matchAll(/line (?<number>\d+) end/gv).toArray().at(-1)!.groups!['number']);
	client.type('\u{1B}[<65;5;5M'.repeat(10));
	await client.until(screen => screen.includes('line 200 end') && !screen.includes('↑'), 'the end');
	client.type('kVy');
	await client.untilShows('Copied');
	t.is(await copied(), `line ${last - 1} end`);
});
