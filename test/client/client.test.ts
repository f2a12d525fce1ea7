import test from 'ava';
import {setStage} from './stage.js';

const size = {cols: 100, rows: 30};

test('a session is shown live, typed into, and left with everything as it was', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'echo ready; while read line; do echo "heard $line"; done']);
	const client = stage.open(size);
	await client.untilShows('ready');
	client.type('\r');
	client.type('hello there\r');
	await client.untilShows('heard hello there');
	client.type('\u{1D}');
	client.type('q');
	const {exitCode} = await client.end();
	t.is(exitCode, 0);
	t.true(client.screen.includes('left: detached'), client.screen);
	t.is(client.emulator.terminal.buffer.active.type, 'normal');
	const link = await held.connect();
	t.true((await link.text()).includes('heard hello there'));
});
