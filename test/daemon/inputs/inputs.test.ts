import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {createInputs, hasInputs, inputAt, inputsLog, listInputs, openInputs, readInput, writeInputs} from '../../../source/daemon/inputs/inputs.js';
import {openRepository} from '../../../source/daemon/git/repository.js';
import {asPerson, project, temporaryFolder, write} from '../git/repositories.js';

const files = {'README.md': '# Inputs\n', 'plan-template.md': '# Plan\n', 'roles/builder.md': 'Build.\n'};
const causes = async (inputs: Awaited<ReturnType<typeof openInputs>>) => (await inputsLog(inputs, {limit: 50})).map(change => change.cause);

test('the history of the inputs says what caused each change, and the user\'s checkout is not touched', async t => {
	const {repo, folder, path: checkout, base} = await project(t);
	t.false(await hasInputs(repo));
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	t.deepEqual(await listInputs(inputs), ['README.md', 'plan-template.md', 'roles/builder.md']);
	t.is(await readFile(path.join(inputs.path, 'roles/builder.md'), 'utf8'), 'Build.\n');

	const change = await writeInputs(inputs, {files: {'rules/stream.md': 'Stream.\n', 'plan-template.md': '# Plan\n\n- stream\n'}, cause: 'lesson of csv run 1: stream CSV input'});
	t.like(change, {cause: 'lesson of csv run 1: stream CSV input', files: ['plan-template.md', 'rules/stream.md']});
	t.is(await writeInputs(inputs, {files: {'rules/stream.md': 'Stream.\n'}, cause: 'again'}), undefined);
	await writeInputs(inputs, {files: {'rules/stream.md': null}, cause: 'retired'});
	t.is(await readInput(inputs, 'rules/stream.md'), undefined);
	t.is(await inputAt(inputs, {commit: change!.commit, name: 'rules/stream.md'}), 'Stream.\n');
	t.deepEqual(await causes(inputs), ['retired', 'lesson of csv run 1: stream CSV input', 'initialised']);
	t.deepEqual((await inputsLog(inputs, {limit: 5, file: 'plan-template.md'})).map(each => each.cause), ['lesson of csv run 1: stream CSV input', 'initialised']);

	t.is(await asPerson(inputs.path, 'status', '--porcelain'), '');
	t.is(await asPerson(checkout, 'status', '--porcelain'), '');
	t.is(await asPerson(checkout, 'rev-parse', 'HEAD'), base);
	await t.throwsAsync(asPerson(checkout, 'merge-base', 'main', 'millwright/inputs'));
});

test('inputs whose state folder was deleted are opened again, and those that another state works with are left to it', async t => {
	const {repo, folder} = await project(t);
	const first = await createInputs(repo, {path: path.join(folder, 'state/inputs'), files, cause: 'initialised'});
	await t.throwsAsync(openInputs(repo, {path: path.join(folder, 'other/inputs')}), {code: 'inputs-in-use', message: /are checked out at .*state\/inputs already/v});
	t.is(await readInput(first, 'roles/builder.md'), 'Build.\n');
	await rm(path.join(folder, 'state'), {recursive: true});
	const again = await openInputs(repo, {path: path.join(folder, 'state/inputs')});
	t.is(await readInput(again, 'roles/builder.md'), 'Build.\n');
	await rm(path.join(folder, 'state'), {recursive: true});
	t.deepEqual(await causes(await openInputs(repo, {path: path.join(folder, 'other/inputs')})), ['initialised']);
});

test('hand edits are taken in as such before anything else is written', async t => {
	const {repo, folder} = await project(t);
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	await write(inputs.path, {'roles/builder.md': 'Build well.\n', 'rules/mine.md': 'Mine.\n', 'roles/.builder.md.swp': 'junk'});
	await rm(path.join(inputs.path, 'README.md'));
	t.is(await readInput(inputs, 'roles/builder.md'), 'Build well.\n');
	await writeInputs(inputs, {files: {'roles/builder.md': 'Build better.\n'}, cause: 'lesson'});
	t.deepEqual(await causes(inputs), ['lesson', 'edited by hand', 'initialised']);
	t.deepEqual((await inputsLog(inputs, {limit: 2}))[1]?.files, ['README.md', 'roles/builder.md', 'rules/mine.md']);
});

test('20 writes at once are 20 commits', async t => {
	const {repo, folder} = await project(t);
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	await Promise.all(Array.from({length: 20}, async (_, number) => writeInputs(inputs, {files: {[`rules/${number}.md`]: `${number}\n`}, cause: `rule ${number}`})));
	t.is((await causes(inputs)).length, 21);
	t.is((await listInputs(inputs)).length, 23);
});

test('a write that was cut short after its commit is finished, not undone', async t => {
	const {repo, folder} = await project(t);
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	const from = await asPerson(inputs.path, 'rev-parse', 'HEAD');
	const change = await writeInputs(inputs, {files: {'plan-template.md': '# New\n', 'rules/a.md': 'A\n'}, cause: 'lesson'});
	// Back to the moment between the note and the files.
	await asPerson(inputs.path, 'reset', '-q', '--hard', from);
	await writeFile(path.join(inputs.place.gitDir, 'millwright-pending.json'), JSON.stringify({from, to: change!.commit, files: ['plan-template.md', 'rules/a.md'], reason: 'lesson'}));
	await asPerson(inputs.path, 'update-ref', 'refs/heads/millwright/inputs', change!.commit);
	const opened = await openInputs(repo, {path: inputs.path});
	t.is(await readFile(path.join(inputs.path, 'plan-template.md'), 'utf8'), '# New\n');
	t.deepEqual(await causes(opened), ['lesson', 'initialised']);
	t.is(await asPerson(inputs.path, 'status', '--porcelain'), '');
});

test('inputs that were pushed from another machine are gone on with', async t => {
	const {repo, folder, path: checkout} = await project(t);
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	await writeInputs(inputs, {files: {'rules/a.md': 'A\n'}, cause: 'lesson'});
	const other = path.join(await temporaryFolder(t), 'shop');
	await asPerson(folder, 'clone', '-q', checkout, other);
	const there = await openRepository(other);
	t.true(await hasInputs(there));
	const opened = await createInputs(there, {path: path.join(other, '../inputs'), files: {'README.md': 'other'}, cause: 'again'});
	t.deepEqual(await causes(opened), ['lesson', 'initialised']);
	t.is(await readInput(opened, 'README.md'), '# Inputs\n');
});

test('names that leave the inputs are refused, and a branch that is missing is told of', async t => {
	const {repo, folder} = await project(t);
	await t.throwsAsync(openInputs(repo, {path: path.join(folder, 'inputs')}), {code: 'no-inputs'});
	const inputs = await createInputs(repo, {path: path.join(folder, 'inputs'), files, cause: 'initialised'});
	for (const name of ['../x', '/etc/x', '.git', 'a/.git/hooks', '', 'a//b', 'a\nb']) {
		await t.throwsAsync(writeInputs(inputs, {files: {[name]: 'x'}, cause: 'x'}), {code: 'bad-input-name'});
	}

	await asPerson(inputs.path, 'switch', '-q', '-c', 'elsewhere');
	await t.throwsAsync(listInputs(inputs), {code: 'inputs-not-on-branch'});
});
