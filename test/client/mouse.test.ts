import test, {type ExecutionContext} from 'ava';
import type {Size} from '../../source/screen/grid.js';
import type {Pty} from './pty.js';
import {setStage} from './stage.js';

type Watched = {client: Pty; told(): Promise<string>};

/** A session of a size of its own in a client of another; the program asks for the mouse, and its last line shows what it is sent. */
async function watched(t: ExecutionContext, {modes, own, fixed, at}: {modes: string; own: Size; fixed: Size; at: string}): Promise<Watched> {
	const stage = await setStage(t);
	const draw = String.raw`for i in $(seq 1 ${fixed.rows}); do printf '\033[%s;1Hrow-%s-%090d|' $i $i 0; done; printf '\033[${at}H${modes}ready'`;
	const held = await stage.hold(['/bin/sh', '-c', `stty raw -echo; ${draw}; exec cat -v`], {sizing: fixed});
	const client = stage.open(own);
	await client.untilShows('ready');
	client.type('z\r');
	await client.untilShows('typing into 1');
	await client.untilShows('ready');
	const link = await held.connect();
	return {client, told: async () => link.text()};
}

/** The row and the column, from 1, where the client shows a text. */
function find(client: Pty, text: string): {x: number; y: number} {
	const rows = client.screen.split('\n');
	const y = rows.findIndex(row => row.includes(text));
	return {x: rows[y]!.indexOf(text) + 1, y: y + 1};
}

test('in a pane that shows a part of a larger screen the mouse is told in the cells of that screen', async t => {
	const {client, told} = await watched(t, {modes: String.raw`\033[?1002h\033[?1006h`, own: {cols: 80, rows: 24}, fixed: {cols: 120, rows: 60}, at: '59;100'});
	await client.untilShows('fixed by config.yaml');
	const ready = find(client, 'ready');
	client.type(`\u{1B}[<0;${ready.x};${ready.y}M`);
	await client.untilShows('^[[<0;100;59M');
	// Dragged over the border of the pane: the last cell that it shows, and let go there.
	client.type(`\u{1B}[<32;${ready.x};24M\u{1B}[<0;${ready.x};24m`);
	await client.until(screen => /\d;59m/v.test(screen), 'that it was let go');
	t.regex(await told(), /\^\[\[<32;\d+;59M\^\[\[<0;\d+;59m/v);
});

test('in a pane that is larger than its screen the mouse is told in its cells, and what is beside it is nobody\'s', async t => {
	const {client, told} = await watched(t, {modes: String.raw`\033[?1000h\033[?1006h`, own: {cols: 120, rows: 40}, fixed: {cols: 40, rows: 10}, at: '5;3'});
	await client.untilShows('40×10, fixed by config.yaml');
	const ready = find(client, 'ready');
	// Beside it and below it first: no byte of that arrives.
	client.type(`\u{1B}[<0;80;${ready.y}M\u{1B}[<0;80;${ready.y}m\u{1B}[<0;${ready.x};30M\u{1B}[<0;${ready.x};30m`);
	client.type(`\u{1B}[<2;${ready.x + 1};${ready.y}M`);
	await client.untilShows('^[[<2;4;5M');
	t.notRegex(await told(), /\[<0;/v);
});

test('the wheel is the agent\'s that asked for the mouse, and goes through the history of one that did not', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; for i in $(seq 1 100); do printf 'line %s\r\n' $i; done; printf ready; dd bs=1 count=1 2>/dev/null; printf '\033[?1000h\033[?1015hasked'; exec cat -v`]);
	const client = stage.open({cols: 80, rows: 24});
	await client.untilShows('ready');
	client.type('z\r');
	await client.untilShows('typing into 1');
	client.type('\u{1B}[<64;5;5M');
	await client.until(screen => !screen.includes('ready') && screen.includes('↑ '), 'older lines');
	client.type('x');
	await client.untilShows('asked');
	client.type('\u{1B}[<64;5;6M');
	t.true(await client.untilShows('^[[96;5;3M'));
});

test('what the wheel has scrolled beside an agent that is typed into comes back by escape, once that is left', async t => {
	const stage = await setStage(t);
	const lines = (name: string) => ['/bin/sh', '-c', `for i in $(seq 1 100); do echo "${name} $i end"; done; printf ${name}-ready; cat`];
	await stage.hold(lines('first'));
	await stage.hold(lines('other'));
	const client = stage.open({cols: 160, rows: 50});
	await client.until(screen => screen.includes('first-ready') && screen.includes('other-ready'), 'both');
	client.type('1\r');
	await client.untilShows('typing into 1');
	const {x, y} = find(client, 'other-ready');
	client.type(`\u{1B}[<64;${x};${y - 1}M`.repeat(2));
	await client.until(screen => screen.includes('↑ 6 of') && !screen.includes('other-ready'), 'older lines');
	client.type('typed\r\u{1D}');
	await client.until(screen => screen.includes('typed') && screen.includes('back to now'), 'how they come back');
	client.type('\u{1B}');
	await client.until(screen => screen.includes('other-ready') && !screen.includes('↑'), 'the end of both');
	// Nobody is typed into: it has the focus, and its keys.
	client.type(`\u{1B}[<64;${x};${y - 1}M`);
	await client.untilShows('▸2');
	client.type('G');
	t.true(await client.until(screen => screen.includes('other-ready') && !screen.includes('↑'), 'the end again'));
});
