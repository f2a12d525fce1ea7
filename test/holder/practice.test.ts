import test from 'ava';
import {chooseEngine} from '../../source/holder/choose-engine.js';
import {practise} from '../../source/holder/practice.js';

test('practice takes every key to the echo that a viewer is sent', async t => {
	t.is(await practise(await chooseEngine({})), 450);
});
