import test, {type ExecutionContext} from 'ava';
import type {Pty} from './pty.js';
import {setStage} from './stage.js';

const size = {cols: 100, rows: 30};

/** A client in a terminal that speaks the kitty protocol, typing into a program that asks for some of its flags and shows what it gets. */
async function asked(t: ExecutionContext, flags: number): Promise<Pty> {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf '\033[>${flags}uready '; exec cat -v`]);
	const client = stage.open(size);
	await client.untilShows('ready');
	// What such a terminal answers to the question at entry.
	client.type('\u{1B}[?0u');
	await wrote(client, '\u{1B}[>1u');
	// Typing begins with a key of that protocol, which is let go when the agent has the keys already.
	client.type('\u{1B}[13u');
	await client.untilShows('typing into 1');
	client.type('\u{1B}[13;1:3u');
	return client;
}

const wrote = async (client: Pty, text: string) => client.until(() => client.output.includes(text), JSON.stringify(text));

test('keys that are held and let go reach an agent that asked for that, from a terminal that tells it', async t => {
	const client = await asked(t, 3);
	await wrote(client, '\u{1B}[=3;1u\u{1B}[?u');
	client.type('\u{1B}[?3u');
	client.type('a\u{1B}[97;1:2u\u{1B}[97;1:3u\u{1B}[1;1:1A\u{1B}[1;1:3A\u{1B}[97;9u');
	await client.untilShows('ready a^[[97;1:2u^[[97;1:3u^[[1;1:1A^[[1;1:3A^[[97;9u');
	// The prefix is ours, and so is that it was let go; the terminal is asked for less again.
	client.type('\u{1B}[93;5u\u{1B}[93;5:3u');
	t.true(await wrote(client, '\u{1B}[=1;1u\u{1B}[?u'));
	client.type('\u{1B}[?1uq');
	await client.end();
	t.true(client.output.includes('\u{1B}[<1u'), 'the stack of the terminal is as it was');
	t.false(client.screen.includes('93;5'));
});

test('a terminal that knows less says so, and nothing false reaches the agent', async t => {
	const client = await asked(t, 31);
	await wrote(client, '\u{1B}[=31;1u\u{1B}[?u');
	client.type('\u{1B}[?1u');
	client.type('a\u{1B}[97;9u\u{3}\u{1B}[1;5A.');
	t.true(await client.untilShows('ready ^[[97;;97u^[[99;5u^[[1;5A^[[46;;46u'));
});

test('escape is a key at once where the terminal tells it from the start of a sequence', async t => {
	const client = await asked(t, 0);
	client.type('\u{1B}[27u');
	t.true(await client.untilShows('ready ^['));
});

test('what an input method commits in one piece arrives in one piece, with alt and dead keys as they are', async t => {
	const client = await asked(t, 0);
	client.type('日本語入力👩‍👩‍👧é\u{1B}xe\u{301}.');
	// Bytes as `cat -v` shows them, to the last.
	const shown = 'M-fM-^WM-%M-fM-^\\M-,M-hM-*M-^^M-eM-^EM-%M-eM-^JM-^[M-pM-^_M-^QM-)M-bM-^@M-^MM-pM-^_M-^QM-)M-bM-^@M-^MM-pM-^_M-^QM-\'M-CM-)^[xeM-LM-^A.';
	t.true(await client.until(screen => screen.split('\n').map(row => row.split('│', 2)[1]?.trimEnd() ?? '').join('').includes(shown), shown));
});

test('a key that has no name reaches the agent byte for byte, and no answer of the terminal does', async t => {
	const stage = await setStage(t);
	await stage.hold(['/bin/sh', '-c', String.raw`stty raw -echo; printf 'ready '; exec cat -v`]);
	const client = stage.open({...size, cols: 160});
	await client.untilShows('ready');
	const nameless = '\u{1B}[a\u{1B}Oa\u{1B}[3^\u{1B}[3$';
	const answers = '\u{1B}[24;80R\u{1B}[?62;4c\u{1B}[>0;276;0c\u{1B}[4;2$y\u{1B}[8;24;80t';
	const system = '\u{1B}[57428u\u{1B}[97;9u\u{1B}[1;9A';
	// On the floor it does nothing.
	client.type(`${nameless}${system}${answers}\r`);
	await client.untilShows('typing into 1');
	client.type(`${nameless}\u{1B}[25~\u{1B}[34~${answers}${system}.`);
	t.true(await client.untilShows('ready ^[[a^[Oa^[[3^^[[3$^[[25~^[[34~^[[57428u^[[97;9u^[[1;9A.'));
});

test('from a terminal that speaks the protocol an agent that did not ask for it gets what other terminals send too, and no more', async t => {
	const client = await asked(t, 0);
	client.type('\u{1B}[97;9u\u{1B}[57428u\u{1B}[57376u\u{1B}[a.');
	t.true(await client.untilShows('ready ^[[25~^[[a.'));
});
