import test from 'ava';
import {soakTail} from './tail.js';

test('the last byte of a short command and its exit are kept, whoever watches and however slowly', async t => {
	await t.notThrowsAsync(soakTail(t, {rounds: 16, say(line) {
		t.log(line);
	}}));
});
