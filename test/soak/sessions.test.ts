import test from 'ava';
import {soakSessions} from './sessions.js';

test('sessions that have ended leave the daemon with no descriptor, process, socket or file of theirs', async t => {
	await t.notThrowsAsync(soakSessions(t, {rounds: 16, say(line) {
		t.log(line);
	}}));
});
