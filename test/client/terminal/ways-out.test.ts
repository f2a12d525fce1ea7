import test, {type ExecutionContext} from 'ava';
import type {Pty} from '../pty.js';
import {setStage} from '../stage.js';

const size = {cols: 100, rows: 30};

async function open(t: ExecutionContext, environment: Record<string, string> = {}) {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'echo ready; cat']);
	const client = stage.open(size, environment);
	await client.untilShows('ready');
	const {modes} = client.emulator.terminal;
	t.deepEqual([modes.bracketedPasteMode, modes.sendFocusMode, modes.mouseTrackingMode, modes.wraparoundMode], [true, true, 'drag', false]);
	t.is(client.emulator.terminal.buffer.active.type, 'alternate');
	return {client, held};
}

/** By replay: what the reference terminal is left in. */
function isAsItWas(t: ExecutionContext, {emulator, output}: Pty) {
	const {modes, buffer} = emulator.terminal;
	t.deepEqual([modes.bracketedPasteMode, modes.sendFocusMode, modes.mouseTrackingMode, modes.wraparoundMode, modes.applicationCursorKeysMode], [false, false, 'none', true, false]);
	t.is(buffer.active.type, 'normal');
	t.true(output.lastIndexOf('\u{1B}[?25h') > output.lastIndexOf('\u{1B}[?25l'), 'the cursor is seen');
	t.true(output.lastIndexOf('\u{1B}[?2026l') > output.lastIndexOf('\u{1B}[?2026h'), 'no update is left open');
}

for (const [signal, exitCode] of [['SIGTERM', 143], ['SIGINT', 130], ['SIGQUIT', 131], ['SIGHUP', 0]] as const) {
	test(`${signal} leaves the terminal as it was, and the session alive`, async t => {
		const {client, held} = await open(t);
		client.kill(signal);
		t.is((await client.end()).exitCode, exitCode);
		isAsItWas(t, client);
		const link = await held.connect();
		t.is((await link.getStatus()).exit, undefined);
	});
}

for (const kind of ['exception', 'rejection']) {
	test(`a failure (${kind}) that nobody caught leaves the terminal as it was, and is told`, async t => {
		const {client} = await open(t, {BREAK: kind});
		client.kill('SIGUSR2');
		t.is((await client.end()).exitCode, 1);
		isAsItWas(t, client);
		t.true(client.screen.includes('broken on purpose'));
	});
}

test('the keyboard protocol is asked for only when the terminal answers, and given back', async t => {
	const {client} = await open(t);
	t.false(client.output.includes('\u{1B}[>1u'));
	client.type('\u{1B}[?0u\r\u{1B}[99;5u\u{1B}[97u\r');
	await client.until(() => client.output.includes('\u{1B}[>1u'), 'the protocol');
	client.type('\u{1B}[93;5uq');
	t.is((await client.end()).exitCode, 0);
	t.true(client.output.includes('\u{1B}[<1u'));
	isAsItWas(t, client);
});

test('leaving by the key answers what the terminal was asked, so that nothing is typed into the shell', async t => {
	const {client} = await open(t);
	client.type('q');
	t.is((await client.end()).exitCode, 0);
	isAsItWas(t, client);
	t.true(client.screen.trimStart().startsWith('left: detached'), client.screen);
});
