import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readScript} from '../../source/rehearsal/script.js';

async function folderWith(t: ExecutionContext, files: Record<string, string>): Promise<string> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'millwright-script-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(files)) {
		await writeFile(path.join(folder, name), text);
	}

	return folder;
}

async function refused(t: ExecutionContext, text: string): Promise<string> {
	const folder = await folderWith(t, {'s.yaml': text});
	const error = await t.throwsAsync(async () => readScript(path.join(folder, 's.yaml')), {code: 'rehearsal-script'});
	return error.message.replace(`${folder}/`, '');
}

test('a script error names the file, the line, what was expected and what was given', async t => {
	const numbers = 'expected a whole number, a list of them, a range such as "2.." or "2..4", or null for "must be absent"';
	t.is(await refused(t, 'rehearsal: 1\nturns:\n  - when: {step: soon}\n    say: a\n'), `s.yaml:3: turns[0].when.step: ${numbers}; given: "soon".`);
	t.is(await refused(t, 'rehearsal: 1\nturns:\n  - when: {}\n    steps:\n      - say: a\n      - {}\n'), 's.yaml:6: turns[0].steps[1]: expected at least one of say, call and fail; given: {}.');
	t.regex(await refused(t, 'rehearsal: 1\nturns:\n  - sya: hello\n'), /^s\.yaml:3: turns\[0\]: .*"sya"/v);
	t.regex(await refused(t, 'rehearsal: 1\nturns:\n  - call:\n      - shell: ls\n      - write: a.txt\n'), /^s\.yaml:5: turns\[0\]\.call\[1\].*expected a map of arguments/v);
	t.regex(await refused(t, 'rehearsal: 1\nturns:\n  - say: "a\n'), /^s\.yaml:\d: /v);
	t.regex(await refused(t, 'turns: []\n'), /^s\.yaml:1: rehearsal: expected 1/v);
	t.regex(await refused(t, ''), /^s\.yaml:1: /v);
	t.regex(await refused(t, 'rehearsal: 1\nturns:\n  - fail: {status: 402, after: 2}\n'), /^s\.yaml:3: turns\[0\]\.fail: expected either a status or after/v);
	t.regex(await refused(t, 'rehearsal: 1\nturns:\n  - when: {matches: "("}\n    say: a\n'), /^s\.yaml:3: turns\[0\]\.when\.matches: expected a regular expression/v);
});

test('a script that is not there is refused by name', async t => {
	await t.throwsAsync(async () => readScript('/nowhere/script.yaml'), {code: 'rehearsal-script', message: 'The rehearsal script /nowhere/script.yaml cannot be read: ENOENT.'});
});

test('included files come after the turns of the first, in order, and may be JSON', async t => {
	const folder = await folderWith(t, {
		's.yaml': 'rehearsal: 1\npace: 3\ninclude: [b.json]\nturns:\n  - say: one\n',
		'b.json': '{"rehearsal": 1, "turns": [\n{"when": {"role": "builder"}, "steps": [{"call": {"shell": "ls"}},\n{"say": "three"}]}]}',
	});
	const {turns, pace} = await readScript(path.join(folder, 's.yaml'));
	t.is(pace, 3);
	t.deepEqual(turns.map(({step, place, answer}) => [step, path.basename(place), answer.say ?? answer.call?.[0]]), [
		[undefined, 's.yaml:5', 'one'],
		[0, 'b.json:2', {tool: 'shell', input: {command: 'ls'}}],
		[1, 'b.json:3', 'three'],
	]);
});
