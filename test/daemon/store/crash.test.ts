import test from 'ava';
import {crashRounds} from './crash.js';
import {stateFolder} from './fixtures.js';

test('nothing that was acknowledged is lost when the writer is killed at any moment', async t => {
	const {state} = await stateFolder(t);
	t.true(await crashRounds(state, 10) > 50);
});
