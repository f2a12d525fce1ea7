import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {readFileOrInput, readGivenText} from '../../source/commands/read-text.js';

test('the ask is words, or the file that they name', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mwt-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	await writeFile(path.join(folder, 'intent.md'), 'Do it.\n');
	t.is(await readGivenText(['intent.md'], folder), 'Do it.\n');
	t.is(await readGivenText(['Read', 'intent.md', 'first'], folder), 'Read intent.md first');
	t.is(await readGivenText(['One sentence.'], folder), 'One sentence.');
	t.is(await readGivenText(['x'.repeat(10_000)], folder), 'x'.repeat(10_000));
});

test('a file that is not there is not taken for an ask', async t => {
	await t.throwsAsync(readGivenText(['lost.md'], '/'), {instanceOf: MillwrightError, message: 'There is no file `lost.md`.'});
	await t.throwsAsync(readGivenText(['/tmp'], '/'), {instanceOf: MillwrightError, message: 'There is no file `/tmp`.'}, 'a folder is none');
	await t.throwsAsync(readGivenText(['./lost'], '/'), {instanceOf: MillwrightError});
	t.is(await readGivenText(['and/or'], '/'), 'and/or');
	await t.throwsAsync(readFileOrInput('lost', '/'), {instanceOf: MillwrightError});
});
