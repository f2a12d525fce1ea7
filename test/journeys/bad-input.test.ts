import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {Pty} from '../client/pty.js';
import {makeHome, program, type Home} from '../support/home.js';
import type {Ended} from '../support/run-program.js';
import {git, makeRepository} from '../support/small-repository.js';

/** One sentence that says what is wrong, its cure, an exit code that is not 0, and no stack. */
function refused(t: ExecutionContext, {code, stdout, stderr}: Ended, {says, cure}: {says: RegExp; cure: RegExp}): void {
	t.not(code, 0, `${stdout}${stderr}`);
	t.is(stdout, '');
	// What takes a while says so before.
	const [sentence = '', ...rest] = stderr.trimEnd().split('\n').filter(line => !line.endsWith(' …'));
	t.regex(sentence, /^millwright: .+/v);
	t.regex(sentence, says);
	t.regex(rest.join('\n'), cure);
	t.notRegex(stderr, /^ {4}at |something went wrong inside|\u{1B}/mv, stderr);
}

async function begin(t: ExecutionContext): Promise<Home> {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	t.like(await home.run(['init', '--yes']), {code: 0});
	return home;
}

const init = ['init', '--yes'];

test('repositories that cannot be worked in are refused, and are left as they are', async t => {
	const home = await makeHome(t);
	refused(t, await home.run(init), {says: /not in a git repository/v, cure: /git init|repository/v});
	await git(home.repository, 'init', '-q', '-b', 'main');
	refused(t, await home.run(init), {says: /commit/v, cure: /commit/v});
	t.is(await git(home.repository, 'for-each-ref'), '');
	const bare = path.join(home.folder, 'bare.git');
	await git(home.folder, 'init', '-q', '--bare', bare);
	refused(t, await home.run(init, {cwd: bare}), {says: /bare/v, cure: /clone|checkout|work/v});
	refused(t, await home.run(['add', 'Anything'], {cwd: home.folder}), {says: /project/v, cure: /millwright init/v});
});

test('a base with changes that are not committed may be begun with, and they are told and kept', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	await writeFile(path.join(home.repository, 'sum.js'), 'half done\n');
	const {code, stderr} = await home.run(init);
	t.like({code, stderr}, {code: 0});
	const {code: merged, stdout, stderr: told} = await home.run(['run', '--approve', 'Write the note']);
	t.is(merged, 0, `${stdout}${told}`);
	t.is(await readFile(path.join(home.repository, 'sum.js'), 'utf8'), 'half done\n');
	t.regex(await git(home.repository, 'log', '-1', '--format=%s', 'main'), /note/iv);
	const inbox = await home.run(['answer']);
	t.regex(inbox.stdout + inbox.stderr, /checkout/v, 'the person is told that the checkout was not updated');
});

test('a configuration that is wrong is refused with file, line, key, what was expected and what was given', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	const file = path.join(home.paths.config, 'config.yaml');
	await writeFile(file, 'theme: dark\nslots:\n  overall: many\n');
	refused(t, await home.run(init), {says: /config\.yaml, line 3: "slots\.overall" should be a number, and it is "many"/v, cure: /./v});
	await writeFile(file, 'theme: dark\nmouze: false\n');
	refused(t, await home.run(init), {says: /config\.yaml, line 2.*mouze/v, cure: /./v});
	await writeFile(file, 'theme: [dark\n');
	refused(t, await home.run(init), {says: /config\.yaml, line \d/v, cure: /./v});
	await writeFile(file, '');
	t.like(await home.run(init), {code: 0});
	await writeFile(file, 'keys:\n  anwser: ctrl-a\n');
	const pty = home.open({cols: 100, rows: 30});
	await pty.until(screen => /anwser.*answer/v.test(screen.replaceAll('\n', ' ')), 'the key that was meant');
	t.not((await pty.end()).exitCode, 0);
});

test('what is unknown is named, with what there is: task, layout, command, option', async t => {
	const home = await begin(t);
	refused(t, await home.run(['show', 'nothing']), {says: /nothing/v, cure: /millwright ls/v});
	refused(t, await home.run(['retry', 'nothing']), {says: /nothing/v, cure: /millwright ls/v});
	refused(t, await home.run(['aproove', 'x']), {says: /aproove/v, cure: /approve/v});
	refused(t, await home.run(['ls', '--jsno']), {says: /jsno/v, cure: /json/v});
	const pty = home.open({cols: 100, rows: 30}, ['floor', '--layout', 'flor']);
	await pty.until(screen => /flor.*floor/sv.test(screen), 'the layouts that there are');
	t.not((await pty.end()).exitCode, 0);
});

test('an intent without an outcome and a pipeline that is malformed are refused, and nothing is queued', async t => {
	const home = await begin(t);
	refused(t, await home.run(['add', '-'], {input: '---\ntitle: Nothing\n---\n'}), {says: /outcome/v, cure: /./v});
	refused(t, await home.run(['add', '-'], {input: ''}), {says: /outcome|nothing|empty/iv, cure: /./v});
	t.deepEqual(JSON.parse((await home.run(['ls', '--json'])).stdout), []);
	const daemon = await home.link();
	const {id: project} = (await daemon.request('project.list', {}))[0]!;
	const text = 'version: 1\nstages:\n  - stage: biuld\n';
	await t.throwsAsync(daemon.request('inputs.write', {project, file: 'pipeline.yaml', text, cause: 'a test'}), {message: /pipeline\.yaml, line 3.*biuld/v});
	const intent = '---\ntitle: Two names\ntask: other\n---\n\nIt is done.\n';
	await t.throwsAsync(daemon.request('inputs.write', {project, file: 'intents/csv-import.md', text: intent, cause: 'a test'}), {message: /^intents\/csv-import\.md:3, task: expected csv-import.*got other/v});
	await t.notThrowsAsync(daemon.request('inputs.write', {project, file: 'intents/other.md', text: intent, cause: 'a test'}));
});

test('what was written in the editor and is refused is kept, and the file is named', async t => {
	const home = await begin(t);
	const editor = path.join(home.folder, 'editor');
	await writeFile(editor, '#!/bin/sh\nprintf "stages: [half a thought\\n" > "$1"\n', {mode: 0o755});
	const pty = home.open({cols: 200, rows: 30}, ['inputs', 'edit', 'pipeline.yaml'], {environment: {EDITOR: editor, TMPDIR: home.folder}});
	t.not((await pty.end()).exitCode, 0);
	const kept = /What you wrote is kept in (?<file>\S+)\.(?:\s|$)/v.exec(pty.screen)?.groups?.['file'];
	t.is(await readFile(kept ?? pty.screen, 'utf8'), 'stages: [half a thought\n');
	t.regex((await home.run(['inputs', 'show', 'pipeline.yaml'])).stdout, /^# The stages/v, 'and the pipeline is as it was');
});

test('a branch that exists where an attempt would go is not taken over, and what it holds is not lost', async t => {
	const home = await begin(t);
	const branch = 'millwright/runs/write-the-note/1-1';
	await git(home.repository, 'switch', '-q', '-c', branch);
	await writeFile(path.join(home.repository, 'mine.md'), 'mine\n');
	await git(home.repository, 'add', '-A');
	await git(home.repository, 'commit', '-q', '-m', 'My own');
	const mine = await git(home.repository, 'rev-parse', 'HEAD');
	await git(home.repository, 'switch', '-q', 'main');
	const {code, stdout, stderr} = await home.run(['run', '--approve', 'Write the note']);
	t.is(code, 3, `${stdout}${stderr}`);
	t.regex(stdout + stderr, /The branch millwright\/runs\/write-the-note\/1-1 exists already/v);
	t.notRegex(stdout + stderr, /something went wrong inside/v);
	t.not((await git(home.repository, 'for-each-ref', '--contains', mine)), '', 'the commit is kept by a ref');
	t.is(await git(home.repository, 'ls-tree', '--name-only', 'main', 'mine.md'), '', 'and is not merged as if an agent had made it');
});

test('a git that is too old, and sockets whose path is too long', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	const tools = path.join(home.folder, 'tools');
	await mkdir(tools);
	await writeFile(path.join(tools, 'git'), '#!/bin/sh\ncase "$*" in *version*) echo git version 2.20.1;; *) exit 1;; esac\n');
	await chmod(path.join(tools, 'git'), 0o755);
	refused(t, await home.run(init, {environment: {PATH: `${tools}:${home.environment['PATH']}`}}), {says: /git 2\.20 is too old.*2\.\d+/v, cure: /newer git/v});

	const long = path.join(home.folder, 'x'.repeat(90));
	refused(t, await home.run(init, {environment: {XDG_RUNTIME_DIR: long, XDG_STATE_HOME: long}}), {says: /socket.*103 bytes/v, cure: /XDG_RUNTIME_DIR/v});
});

test('a terminal that is none is refused, by name of what to use instead', async t => {
	const home = await begin(t);
	refused(t, await home.run([]), {says: /terminal/v, cure: /millwright ls/v});
	// A pseudo-terminal names itself in TERM, so it is said after that.
	const dumb = new Pty(t, {argv: ['env', 'TERM=dumb', process.execPath, program()], size: {cols: 100, rows: 30}, environment: home.environment, cwd: home.repository});
	await dumb.untilShows('TERM=dumb');
	t.not((await dumb.end()).exitCode, 0);
	t.false(dumb.output.includes('\u{1B}[?1049h'));
});

test('no folder to write to: the daemon says so, and nothing is lost', async t => {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	const file = path.join(home.folder, 'plain-file');
	await writeFile(file, '');
	const {code, stderr} = await home.run(init, {environment: {XDG_STATE_HOME: file}});
	t.not(code, 0);
	t.notRegex(stderr, /^ {4}at /mv);
	t.regex(stderr, /plain-file/v);
});

test('a daemon that does not answer: that is said, and the command ends', async t => {
	const home = await begin(t);
	const {pid} = (await home.link()).welcome;
	process.kill(pid, 'SIGSTOP');
	refused(t, await home.run(['ls']), {says: /The daemon behind \S+ said nothing for 5 seconds/v, cure: /fuser \S+lock.+agents go on/v});
	process.kill(pid, 'SIGCONT');
	t.like(await home.run(['ls']), {code: 0});
});
