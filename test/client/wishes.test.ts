import {Buffer} from 'node:buffer';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Follower} from '../holder/drive.js';
import {setStage, type Stage} from './stage.js';

const size = {cols: 100, rows: 30};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const osc = (text: string) => String.raw`\033]${text}\007`;

/** Prints the next of its arguments with every line that is typed. */
const printer = (...texts: string[]) => ['/bin/sh', '-c', `echo ready; for text in ${texts.map(text => `'${text}'`).join(' ')}; do read line; printf "$text"; echo "printed $line"; done; cat`];

async function configured(t: ExecutionContext, config: string): Promise<Stage> {
	const stage = await setStage(t);
	await mkdir(stage.paths.config, {recursive: true});
	await writeFile(path.join(stage.paths.config, 'config.yaml'), config);
	return stage;
}

const copied = async ({paths}: Stage) => readFile(path.join(paths.state, 'clipboard.txt'), 'utf8').catch(() => undefined);

test('a program\'s text comes to the clipboard when the person says so, and no key that was meant for the agent says it', async t => {
	const stage = await setStage(t);
	await stage.hold(printer(osc(`52;c;${base64('rm -rf ~\u{1B}[201~\nsecond')}`), osc(`52;c;${base64('another')}`), osc(`52;c;${base64('and more')}`)));
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r\r');
	await client.untilShows('1 task-1 wants to put 2 lines on your clipboard: ctrl-] y look');
	client.type('y\r');
	await client.untilShows('printed y');
	t.is(await copied(stage), undefined, 'it was typed into the agent');
	t.false(client.output.includes(']52;'));
	// What it wanted last is what is asked about.
	client.type('\u{1D}y');
	await client.until(screen => screen.includes('another') && screen.includes('always for this session'), 'the question');
	client.type('n');
	await client.untilShows('typing into 1');
	t.is(await copied(stage), undefined);
	client.type('third\r');
	await client.untilShows('1 task-1 wants to put 8 characters on your clipboard');
	client.type('\u{1D}yy');
	await client.untilShows('Copied 8 characters');
	t.is(await copied(stage), 'and more');
	t.true(client.output.includes(`\u{1B}]52;c;${base64('and more')}\u{7}`));
});

test('a session that is trusted once is not asked about again, and what it copies is freed of control characters', async t => {
	const stage = await setStage(t);
	await stage.hold(printer(osc(`52;c;${base64('one')}`), osc(`52;c;${base64('two\u{1B}[201~\u{3} three')}`)));
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r\r');
	await client.untilShows('wants to put 3 characters');
	client.type('\u{1D}ya');
	await client.untilShows('Copied 3 characters');
	client.type('\r');
	await client.untilShows('1 task-1 put 14 characters on your clipboard.');
	t.is(await copied(stage), 'two[201~ three');
});

test('of two clients that show a session both ask, and what is answered at one is asked at the other no more', async t => {
	const stage = await setStage(t);
	await stage.hold(printer(osc(`52;c;${base64('first')}`), osc(`52;c;${base64('second')}`), osc(`52;c;${base64('the third')}`)));
	const [here, there] = [stage.open(size), stage.open(size)];
	await here.untilShows('ready');
	await there.untilShows('ready');
	const isAsked = 'wants to put';
	here.type('\r\r');
	await here.untilShows(isAsked);
	await there.untilShows(isAsked);
	here.type('\u{1D}y');
	await here.untilShows('always for this session');
	here.type('n');
	await there.until(screen => !screen.includes(isAsked), 'nothing to be answered');
	// Also where the question was opened already.
	here.type('\r');
	await there.untilShows(isAsked);
	there.type('y');
	await there.untilShows('always for this session');
	await here.untilShows(isAsked);
	here.type('\u{1D}y');
	await here.untilShows('always for this session');
	here.type('a');
	await here.untilShows('Copied 6 characters');
	await there.until(screen => screen.includes('You have answered this at another client') && !screen.includes('always for this session'), 'that it was answered');
	// A key that was on its way reaches nothing else.
	there.type('y');
	there.type('\u{1B}');
	await there.until(screen => !screen.includes('You have answered') && !screen.includes(isAsked), 'the floor again');
	t.false(there.output.includes(']52;'));
	// What was said once and for all counts there too, and the text comes to where the person types.
	there.type('\rlast\r');
	await there.untilShows('put 9 characters on your clipboard');
	await here.untilShows('printed last');
	t.false(here.screen.includes('put 9 characters'));
});

test('with clipboard: allow a text comes to the client where the person typed last, and to each where they typed at none', async t => {
	const stage = await configured(t, 'clipboard: allow\n');
	const held = await stage.hold(printer(osc(`52;c;${base64('one')}`), osc(`52;c;${base64('second')}`), osc(`52;c;${base64('the third')}`)));
	const [here, there] = [stage.open(size), stage.open(size)];
	await here.untilShows('ready');
	await there.untilShows('ready');
	const link = await held.connect();
	link.input(new TextEncoder().encode('a\n'));
	await here.untilShows('put 3 characters on your clipboard');
	await there.untilShows('put 3 characters on your clipboard');
	here.type('\rb\r');
	await here.untilShows('put 6 characters on your clipboard');
	await there.untilShows('printed b');
	there.type('\rc\r');
	await there.untilShows('put 9 characters on your clipboard');
	await here.untilShows('printed c');
	t.deepEqual([here, there].map(({output}) => ['one', 'second', 'the third'].filter(text => output.includes(`]52;c;${base64(text)}`))), [['one', 'second'], ['one', 'the third']]);
});

test('what a session is trusted with at one client counts at one that came later, and the text comes to where the person types', async t => {
	const stage = await setStage(t);
	await stage.hold(printer(osc(`52;c;${base64('first')}`), osc(`52;c;${base64('second')}`)));
	const there = stage.open(size);
	await there.untilShows('ready');
	there.type('\r\r');
	await there.untilShows('wants to put 5 characters');
	there.type('\u{1D}ya');
	await there.untilShows('Copied 5 characters');
	const here = stage.open(size);
	await here.untilShows('printed');
	here.type('\rmore\r');
	await here.untilShows('1 task-1 put 6 characters on your clipboard.');
	await there.untilShows('printed more');
	t.false(here.screen.includes('wants to put'));
	t.deepEqual([here, there].map(({output}) => ['first', 'second'].filter(text => output.includes(`]52;c;${base64(text)}`))), [['second'], ['first']]);
});

test('a client where the person does not type answers nothing that is wished, and says what they said once and for all', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(printer(osc(`52;c;${base64('first')}`), osc(`52;c;${base64('second')}`)));
	const there = stage.open(size);
	await there.untilShows('ready');
	there.type('\r\r');
	await there.untilShows('wants to put 5 characters');
	there.type('\u{1D}ya');
	await there.untilShows('Copied 5 characters');
	const link = await held.connect();
	const follower = new Follower(link);
	await follower.shows('printed');
	const {promise: told, resolve} = Promise.withResolvers<unknown>();
	link.heeded.on(resolve);
	link.input(new TextEncoder().encode('more\n'));
	t.deepEqual(await told, {number: 0, trust: 'always'});
	await there.untilShows('printed more');
	t.false(there.output.includes(base64('second')));
});

test('with clipboard: deny nothing is asked and nothing is copied; with allow it is copied and said', async t => {
	for (const [permission, isCopied] of [['deny', false], ['allow', true]] as const) {
		const stage = await configured(t, `clipboard: ${permission}\n`);
		await stage.hold(printer(osc(`52;c;${base64('one')}`)));
		const client = stage.open(size);
		await client.untilShows('ready');
		client.type('\rgo\r');
		await client.untilShows(isCopied ? 'put 3 characters on your clipboard' : 'printed go');
		t.is(await copied(stage), isCopied ? 'one' : undefined);
		t.is(client.output.includes(']52;'), isCopied);
		t.false(client.screen.includes('wants to put'));
	}
});

test('reading the clipboard is answered to nobody', async t => {
	const stage = await configured(t, 'clipboard: allow\n');
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf '\033]52;c;?\007\033[5nready'; dd bs=1 count=4 2>/dev/null | od -An -c; cat`]);
	const client = stage.open(size);
	t.true(await client.untilShows('033   [   0   n'));
	t.false(client.output.includes(']52;'));
});

test('a notification is a line that names its session, and nothing of it is a sequence', async t => {
	const stage = await setStage(t);
	await stage.hold(printer(osc('9;the build is red'), osc('777;notify;Agent;done with it')));
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r\r');
	await client.untilShows('1 task-1: the build is red');
	client.type('\r');
	await client.untilShows('1 task-1: Agent: done with it');
	t.false(client.output.includes(']9;'));
	t.false(client.output.includes('\u{7}'));
});

test('with notifications: bell the terminal rings when a program does, and without it never', async t => {
	for (const [config, rings] of [['notifications: bell\n', true], ['notifications: line\n', false]] as const) {
		const stage = await configured(t, config);
		await stage.hold(printer(String.raw`\007`, osc('9;news')));
		const client = stage.open(size);
		await client.untilShows('ready');
		client.type('\rgo\r');
		await client.untilShows('printed go');
		client.type('\r');
		await client.untilShows('1 task-1: news');
		t.is(client.output.includes('\u{7}'), rings, `with ${config}`);
	}
});

test('with notifications: desktop it is handed on to the terminal that is not in front, through tmux in a wrapper', async t => {
	const stage = await configured(t, 'notifications: desktop\n');
	await stage.hold(printer(osc('9;seen'), osc('9;unseen')));
	const client = stage.open(size, {TMUX: '/tmp/tmux-1/default,1,0'});
	await client.untilShows('ready');
	client.type('\r\r');
	await client.untilShows('1 task-1: seen');
	t.false(client.output.includes(']9;'));
	client.type('\r\u{1B}[O');
	await client.untilShows('1 task-1: unseen');
	t.true(client.output.includes('\u{1B}Ptmux;\u{1B}\u{1B}]9;1 task-1: unseen\u{7}\u{1B}\\'));
});

test('a program that never stops asking is asked about a few times, and what it wants last is what comes', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', 'echo ready; read line; for i in $(seq 100 129); do printf \'\\033]52;c;%s\\007\\033]9;news\\007\' "$(printf "text-$i" | base64)"; done; echo printed; cat']);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r\r');
	await client.untilShows('printed');
	await client.until(screen => screen.includes('wants to put 8 characters'), 'the question');
	client.type('\u{1D}y');
	await client.untilShows('always for this session');
	client.type('n');
	// The last one, once the others were let go.
	await client.untilShows('wants to put 8 characters');
	client.type('\u{1D}y');
	t.true(await client.untilShows('text-129'));
});
