import test from 'ava';
import {script} from '../../holder/drive.js';
import {setStage} from '../stage.js';

/** Says what it is told of the theme: it asks once, and to be told of changes. */
const asker = script(`
	process.stdin.setRawMode(true);
	process.stdin.on('data', data => {
		console.log('told ' + String(data).replaceAll(/[^0-9;n]/gu, ''));
	});
	process.stdout.write('\\x1B[?2031h\\x1B[?996n');
	setInterval(() => {}, 1000);
`);

test('a program that asks is told whether the theme is a light one, and when the person changes it', async t => {
	const stage = await setStage(t);
	await stage.hold(asker);
	const client = stage.open({cols: 100, rows: 30}, {COLORFGBG: '0;15'});
	await client.untilShows('told 997;2n');
	// From light over high contrast and no colour to dark.
	client.type('TTT');
	await client.until(screen => /997;2n[\s\S]*997;1n/v.test(screen), 'that it is dark now');
	t.notRegex(client.screen, /997;1n[\s\S]*997;2n[\s\S]*997;2n/v);
});
