import test from 'ava';
import {soakBombs} from './bombs.js';

// The machine of a test run has other tests to run: what is slow beside them is still far from a holder that is stuck.
const limits = {frames: 0.3, slow: 500, served: 50};

test('whatever number a sequence asks for, and however long a string is: its holder stays small and prompt, the pane beside it goes on, and nothing reaches the terminal', async t => {
	await t.notThrowsAsync(soakBombs(t, {rounds: 1, time: 20, size: 2, looked: 3, limits, say(line) {
		t.log(line);
	}}));
});
