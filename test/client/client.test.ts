import {createHash} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {Buffer} from 'node:buffer';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {emptyFloor} from '../../source/client/floor/start.js';
import {coloursIn} from './compositor/emulator.js';
import {session as sessionView} from './fixtures/floor.js';
import {setStage, type Stage} from './stage.js';

const size = {cols: 100, rows: 30};
const echo = ['/bin/sh', '-c', 'echo ready; while read line; do echo "heard $line"; done'];

test('a session is shown live, typed into, and left with everything as it was', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(echo);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r');
	client.type('hello there\r');
	await client.untilShows('heard hello there');
	client.type('\u{1D}q');
	t.is((await client.end()).exitCode, 0);
	t.true(client.screen.includes('left: detached'), client.screen);
	const link = await held.connect();
	t.true((await link.text()).includes('heard hello there'));
});

test('a colour that a program gives its cursor is that of the terminal’s while it is typed into, and goes when the floor is left', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`printf 'ready\033]12;#ff8800\007'; cat`]);
	const client = stage.open(size);
	await client.untilShows('ready');
	t.false(client.output.includes(']12;'), 'its cursor is not seen yet');
	client.type('\r');
	await client.until(() => client.output.includes('\u{1B}]12;#ff8800\u{7}'), 'the colour');
	client.type('\u{1D}q');
	t.is((await client.end()).exitCode, 0);
	t.true(client.output.lastIndexOf('\u{1B}]112\u{7}') > client.output.lastIndexOf(']12;#'));
});

test('what changes while the floor is being opened is on it', async t => {
	let fetched = 0;
	const stage: Stage = await setStage(t, {
		async floor() {
			fetched++;
			if (fetched > 1) {
				return {...emptyFloor, sessions: [sessionView(1, {state: 'starting', waits: 'waits for a slot'})]};
			}

			stage.server.broadcast(['floor']);
			await setImmediate();
			await setImmediate();
			return emptyFloor;
		},
	});
	t.true(await stage.open(size).untilShows('waits for a slot'));
});

test('every key but the prefix is the agent\'s, and the prefix pressed twice is too', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'stty raw -echo; echo ready; dd bs=1 count=11 2>/dev/null | od -An -tx1; cat']);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r');
	client.type('q\u{3}\u{2}\u{1B}[A\u{1B}x\u{1D}\u{1D}\u{1A}z');
	t.true(await client.untilShows('71 03 02 1b 5b 41 1b 78 1d 1a 7a'));
});

test('a paste goes to the agent in the form that it asked for, and none of it is a key', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf 'ready\033[?2004h'; dd bs=1 count=17 2>/dev/null | od -An -c; cat`]);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('z\r');
	client.type('\u{1B}[200~a\u{1D}q\u{1B}b\u{3}cd\u{1B}[201~');
	t.true(await client.untilShows(String.raw`033   [   2   0   0   ~   a   q   b   c   d 033   [   2   0   1`));
});

test('a resize reaches the agent, and the floor fills the new size', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'trap "stty size" WINCH; echo ready; while :; do read line; done']);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.resize({cols: 130, rows: 40});
	await client.until(screen => /3\d 7\d/v.test(screen), 'the new size');
	await client.until(screen => screen.split('\n').length === 40 && screen.split('\n').at(-1)!.includes('leave'), 'the line of keys at the bottom');
	client.resize({cols: 50, rows: 12});
	await client.untilShows('60×15');
	client.resize({cols: 80, rows: 24});
	t.true(await client.untilShows('leave'));
});

test('a client of another size shows a part and says so, until its person acts', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'trap "stty size" WINCH; echo ready; while :; do read line; done']);
	const small = stage.open({cols: 80, rows: 24});
	await small.untilShows('ready');
	const large = stage.open({cols: 160, rows: 50});
	await large.untilShows('ready');
	await small.untilShows('set by another client');
	small.type('n');
	t.true(await small.until(screen => !screen.includes('set by another client'), 'its own size'));
	// Now it is the large one that shows a smaller screen: framed, and said too.
	await large.untilShows('set by another client');
	t.regex(large.screen, /─╯/v);
	large.type('n');
	t.true(await large.until(screen => !screen.includes('set by another client'), 'its own size again'));
});

test('why a session has another size than its pane stands in the border, and over nothing that the program shows', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`for i in $(seq 1 40); do printf '\033[%s;1H%0120d' $i 0; done; exec cat`], {sizing: {cols: 120, rows: 40}});
	const client = stage.open({cols: 60, rows: 15});
	await client.untilShows('0'.repeat(50));
	client.type('z');
	await client.until(screen => screen.includes('120×40, fixed by config.yaml') && screen.includes('0'.repeat(60)), 'the session alone, and its size');
	t.deepEqual(client.screen.split('\n').slice(3, -2), Array.from({length: 10}, () => '0'.repeat(60)));
});

test('history is scrolled back, searched and copied', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'for i in $(seq 1 300); do echo "line number $i end"; done; cat']);
	const client = stage.open(size);
	await client.untilShows('line number 300 end');
	client.type('\u{1B}[5~\u{1B}[5~\u{1B}[5~');
	await client.until(screen => !screen.includes('number 300 end') && /number 2\d\d end/v.test(screen), 'older lines');
	client.type('/');
	client.type('number 42 e\r');
	await client.untilShows('line number 42 end');
	// A drag over the pane: the text of two whole lines and a part of a third.
	const y = client.emulator.text().findIndex(line => line.includes('number 42 end')) + 1;
	client.type(`\u{1B}[<0;2;${y}M\u{1B}[<32;9;${y + 1}M\u{1B}[<0;9;${y + 1}m`);
	await client.untilShows('Copied 2 lines');
	const file = path.join(stage.paths.state, 'clipboard.txt');
	t.is(await readFile(file, 'utf8'), 'line number 42 end\nline num');
	t.true(client.output.includes(`\u{1B}]52;c;${Buffer.from('line number 42 end\nline num').toString('base64')}\u{7}`));
	client.type('G');
	t.true(await client.untilShows('line number 300 end'));
});

test('lines are marked by keys from the last that says something, and what is scrolled to is copied whole', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'for i in $(seq 1 5); do echo "line number $i end"; done; cat']);
	const client = stage.open(size);
	await client.untilShows('line number 5 end');
	client.type('s');
	await client.untilShows('history of');
	client.type('v');
	client.type('\u{1B}[1;2A');
	client.type('y');
	await client.untilShows('Copied 2 lines');
	const file = path.join(stage.paths.state, 'clipboard.txt');
	t.is(await readFile(file, 'utf8'), 'line number 4 end\nline number 5 end');
	client.type('y');
	await client.untilShows('Copied 5 lines');
	t.regex(await readFile(file, 'utf8'), /^line number 1 end\n[\s\S]*line number 5 end$/v);
});

test('a session that has ended shows its last screen, and its history', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'for i in $(seq 1 100); do echo "line number $i end"; done; exit 3']);
	await held.exit();
	await held.gone();
	stage.change(({sessions}) => ({sessions: sessions.map(({socket, ...session}) => ({...session, state: 'failed', endedAt: Date.now()}))}));
	const client = stage.open(size);
	await client.untilShows('line number 100 end');
	client.type('\u{1B}[5~\u{1B}[5~\u{1B}[5~\u{1B}[5~');
	t.true(await client.until(screen => !screen.includes('number 100 end'), 'older lines'));
});

test('a program that asked for the mouse has it while it is typed into, in its own cells', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf 'ready\033[?1000h\033[?1006h'; dd bs=1 count=18 2>/dev/null | od -An -c; cat`]);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('z\r');
	client.type('\u{1B}[<0;5;6M\u{1B}[<0;5;6m');
	t.true(await client.untilShows('033   [   <   0   ;   5   ;   3   M 033   [   <   0   ;   5   ;'));
});

test('a terminal that does not read stops neither the agent nor another client', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'echo ready; read line; for i in $(seq 1 20000); do echo "a line of the flood that fills what is between us, number $i"; done; echo flooded; cat']);
	const stalled = stage.open(size);
	await stalled.untilShows('ready');
	stalled.pause();
	const other = stage.open(size);
	await other.untilShows('ready');
	other.type('\r\r');
	await other.untilShows('flooded');
	const link = await held.connect();
	t.true((await link.text(5)).includes('flooded'));
	// It is not frozen either: a signal is heard, and what it had not yet drawn is not waited for.
	stalled.kill('SIGTERM');
	t.is((await stalled.end()).exitCode, 143);
});

test('a terminal that reads again shows what is newest', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'echo ready; read line; for i in $(seq 1 20000); do echo "a line of the flood, number $i"; done; echo flooded; cat']);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.pause();
	client.type('\r\r');
	const other = stage.open(size);
	await other.untilShows('flooded');
	const before = client.output.length;
	client.resume();
	await client.untilShows('flooded');
	t.true(client.output.length - before < 200_000, `${client.output.length - before} bytes to catch up with more than 700,000`);
});

test('with NO_COLOR not one colour is asked for, whatever an agent prints', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`printf '\033[31mred\033[0m \033[48;2;1;2;3mdeep\033[0m ready\n'; cat`]);
	const client = stage.open(size, {NO_COLOR: '1'});
	await client.untilShows('ready');
	t.deepEqual(coloursIn(client.output), []);
	client.type('q');
	await client.end();
});

test('two presses take a word, three a line, and with alt a block is drawn', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'echo "one two-words three"; echo "four five six"; cat']);
	const client = stage.open(size);
	await client.untilShows('four five six');
	const lines = client.screen.split('\n');
	const y = lines.findIndex(line => line.includes('two-words')) + 1;
	const x = lines[y - 1]!.indexOf('two-words') + 3;
	const press = (column: number) => `\u{1B}[<0;${column};${y}M\u{1B}[<0;${column};${y}m`;
	const file = path.join(stage.paths.state, 'clipboard.txt');
	client.type(press(x).repeat(2));
	await client.untilShows('Copied 9 characters');
	t.regex(client.screen, /Copied 9 characters: .*\/clipboard\.txt\. *$/v, 'the file is seen too');
	t.is(await readFile(file, 'utf8'), 'two-words');
	client.type(press(x + 1).repeat(3));
	await client.untilShows('Copied 19 characters');
	t.is(await readFile(file, 'utf8'), 'one two-words three');
	const left = lines[y - 1]!.indexOf('one') + 1;
	client.type(`\u{1B}[<8;${left};${y}M\u{1B}[<40;${left + 2};${y + 1}M\u{1B}[<8;${left + 2};${y + 1}m`);
	await client.untilShows('Copied 2 lines');
	t.is(await readFile(file, 'utf8'), 'one\nfou');
});

test.serial('a paste of 10 MB arrives whole, between one pair of brackets, and keys go on behind it', async t => {
	const stage = await setStage(t);
	const text = Array.from({length: 180_000}, (_, line) => `line ${line} of a paste that is far too long: 日本語 ${line % 7}\r`).join('');
	const expected = createHash('sha256').update(`\u{1B}[200~${text}\u{1B}[201~`).digest('hex');
	const length = Buffer.byteLength(text) + 12;
	t.true(length > 10_000_000, String(length));
	await stage.hold(['/bin/sh', '-c', `stty raw -echo; printf 'ready\\033[?2004h'; head -c ${length} | sha256sum; cat`]);
	// Two seconds where there is a core for it: it goes through four processes in pieces of 4 KB, each of which waits for its turn.
	const client = stage.open(size, {}, 240_000);
	await client.untilShows('ready');
	client.type('z\r');
	client.type(`\u{1B}[200~${text}\u{1B}[201~`);
	await client.untilShows(expected);
	client.type('next');
	t.true(await client.untilShows('next'));
});

test('an agent that asked is told when the person begins to type into it, and a pager has the wheel as cursor keys', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf '\033[?1049h\033[?1004hready'; dd bs=1 count=12 2>/dev/null | od -An -c; cat`]);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r');
	client.type('\u{1B}[<64;10;10M');
	t.true(await client.untilShows('033   [   I 033   [   A 033   [   A 033   [   A'));
});

test('with ambiguousWidth: 2 the floor is drawn with what takes one cell everywhere', async t => {
	const stage = await setStage(t);
	await mkdir(stage.paths.config, {recursive: true});
	await writeFile(path.join(stage.paths.config, 'config.yaml'), 'ambiguousWidth: 2\n');
	await stage.hold(['/bin/sh', '-c', 'echo ready; cat']);
	const client = stage.open(size);
	await client.untilShows('ready');
	await client.untilShows('+-');
	t.notRegex(client.screen, /[·…─│╭]/v);
});
