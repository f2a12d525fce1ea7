import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {Heard, OfferedTool} from '../../source/rehearsal/heard.js';
import {mapCall} from '../../source/rehearsal/tools.js';

const tool = (name: string, properties: string[], kind: OfferedTool['kind'] = 'function'): OfferedTool =>
	({name, kind, properties: Object.fromEntries(properties.map(key => [key, {}])), required: []});
const heard = (...tools: OfferedTool[]): Heard => ({wire: 'anthropic', model: 'm', stream: true, usageAsked: true, system: '', lastUser: '', step: 0, tools, origin: {}, size: 0});

const claude = heard(tool('Bash', ['command', 'description']), tool('Write', ['file_path', 'content']), tool('Edit', ['file_path', 'old_string', 'new_string']));
const codex = heard(tool('exec_command', ['cmd']), tool('apply_patch', [], 'custom'));
const openCode = heard(tool('bash', ['command', 'description']), tool('edit', ['filePath', 'oldString', 'newString']), tool('write', ['filePath', 'content']));
const gemini = heard(tool('run_shell_command', ['command']), tool('write_file', ['file_path', 'content']), tool('replace', ['file_path', 'old_string', 'new_string']));
const builtin = heard(tool('shell', ['command', 'timeout']), tool('write', ['path', 'content']), tool('edit', ['path', 'old', 'new']), tool('finish', ['summary']));

const nameOf = (mapped: ReturnType<typeof mapCall>) => 'call' in mapped ? mapped.call.name : mapped;

test('one scripted call finds the tool that each agent really offers', t => {
	const shell = {tool: 'shell', input: {command: 'ls'}};
	t.deepEqual([claude, codex, openCode, gemini, builtin].map(one => nameOf(mapCall(shell, one))), ['Bash', 'exec_command', 'bash', 'run_shell_command', 'shell']);
	const write = {tool: 'write', input: {path: 'a/b.txt', content: 'x\ny\n'}};
	t.deepEqual([claude, codex, openCode, gemini, builtin].map(one => nameOf(mapCall(write, one))), ['Bash', 'apply_patch', 'bash', 'write_file', 'write']);
	t.deepEqual(mapCall(write, codex), {call: {name: 'apply_patch', kind: 'custom', input: '*** Begin Patch\n*** Add File: a/b.txt\n+x\n+y\n*** End Patch\n'}});
	const finish = {tool: 'finish', input: {summary: 'All done.'}};
	t.deepEqual(mapCall(finish, claude), {say: 'All done.'});
	t.deepEqual(mapCall(finish, builtin), {call: {name: 'finish', kind: 'function', input: {summary: 'All done.'}}});
});

test('a tool that is named as the caller names it is called as it is written', t => {
	const call = {tool: 'Write', input: {file_path: '/a', content: 'x'}};
	t.deepEqual(mapCall(call, claude), {call: {name: 'Write', kind: 'function', input: call.input}});
});

test('writing and editing through a shell leaves the very bytes', async t => {
	const cwd = await mkdtemp(path.join(os.tmpdir(), 'millwright-tools-'));
	t.teardown(async () => rm(cwd, {recursive: true, force: true}));
	const through = (name: string, input: Record<string, string>) => {
		const mapped = mapCall({tool: name, input}, claude);
		const command = 'call' in mapped && mapped.call.kind === 'function' ? String(mapped.call.input['command']) : '';
		execFileSync('sh', ['-c', command], {cwd, stdio: 'pipe'});
	};

	const content = 'it\'s $HOME `id` \\n "q"\n%s\n';
	through('write', {path: 'new folder/a.txt', content});
	t.is(await readFile(path.join(cwd, 'new folder/a.txt'), 'utf8'), content);
	through('edit', {path: 'new folder/a.txt', old: '`id` \\n', new: '$& \'new\''});
	t.is(await readFile(path.join(cwd, 'new folder/a.txt'), 'utf8'), 'it\'s $HOME $& \'new\' "q"\n%s\n');
	t.throws(() => {
		through('edit', {path: 'new folder/a.txt', old: 'absent', new: ''});
	});
});
