import test from 'ava';
import {soakWhole} from './whole.js';

test('what a terminal shows of a session is what its holder has, cell by cell, at every size and wherever its output is cut', async t => {
	await t.notThrowsAsync(soakWhole(t, {rounds: 8, say(line) {
		t.log(line);
	}}));
});
