import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {resolvePaths} from '../../source/base/paths.js';

test('a HOME that is empty, relative or not set is the account\'s own', t => {
	const {homedir} = os.userInfo();
	for (const HOME of ['', 'somewhere', undefined]) {
		t.is(resolvePaths({HOME}).config, path.join(homedir, '.config', 'millwright'));
	}
});
