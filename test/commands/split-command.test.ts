import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {splitCommand} from '../../source/commands/split-command.js';

test('a command line is cut as a shell would, without running anything of it', t => {
	t.deepEqual(splitCommand('npm test'), ['npm', 'test']);
	t.deepEqual(splitCommand(String.raw`sh -c "npm run 'a b'" c\ d ''`), ['sh', '-c', 'npm run \'a b\'', 'c d', '']);
	t.deepEqual(splitCommand('echo $HOME *; ls'), ['echo', '$HOME', '*;', 'ls']);
});

test('an open quote and an empty command are refused', t => {
	t.throws(() => splitCommand('npm "test'), {instanceOf: MillwrightError, message: /not closed/v});
	t.throws(() => splitCommand('  '), {instanceOf: MillwrightError});
});
