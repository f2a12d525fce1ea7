import test from 'ava';
import {soakCuts} from './cuts.js';
import {ways} from './ways.js';

test('however a client and its terminal are parted: the program goes on, the terminal is as it was, and who attaches again sees what the holder has', async t => {
	await t.notThrowsAsync(soakCuts(t, {rounds: ways.length, say(line) {
		t.log(line);
	}}));
});
