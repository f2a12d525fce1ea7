import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import test from 'ava';
import {bashCompletion} from '../../../source/commands/completion/bash.js';
import {fishCompletion} from '../../../source/commands/completion/fish.js';
import {zshCompletion} from '../../../source/commands/completion/zsh.js';
import {registry} from '../../../source/commands/registry.js';

// eslint-disable-next-line @typescript-eslint/strict-void-return -- The overloads of execFile mislead the rule: util.promisify has its own way with it.
const execute = promisify(execFile);

/** What bash offers for a line, with `millwright words` answering as a daemon with two tasks would. */
async function offered(...words: string[]): Promise<string[]> {
	const script = `${bashCompletion(registry)}
millwright() { [[ "$1 $2" == "words task" ]] && printf 'csv-import\\ncli-help\\n'; [[ "$1 $2" == "words agent" ]] && printf 'builtin\\n'; return 0; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _millwright; printf '%s\\n' "\${COMPREPLY[@]}"`;
	const {stdout} = await execute('bash', ['--norc', '-c', script, 'bash', 'millwright', ...words]);
	return stdout.trim().split('\n').filter(line => line !== '');
}

test('bash completes commands', async t => {
	t.deepEqual(await offered('ap'), ['approve']);
	t.true((await offered('')).length >= registry.length - 1);
});

test('bash completes the options of the command, and their values', async t => {
	t.deepEqual(await offered('add', 'x', '--pr'), ['--project', '--priority']);
	t.deepEqual(await offered('spend', '--by', 'm'), ['model']);
	t.deepEqual(await offered('add', '--agent', ''), ['builtin']);
});

test('bash completes task ids by asking', async t => {
	t.deepEqual(await offered('approve', 'c'), ['csv-import', 'cli-help']);
	t.deepEqual(await offered('add', 'x', '--after', 'cs'), ['csv-import']);
	t.deepEqual(await offered('rules', 're'), ['retire', 'restore']);
});

test('every script names every command and option', t => {
	for (const script of [bashCompletion(registry), zshCompletion(registry), fishCompletion(registry)]) {
		for (const record of registry.filter(({hidden}) => hidden !== true)) {
			t.true(script.includes(record.name), record.name);
			for (const name of Object.keys(record.options)) {
				t.true(script.includes(name), `${record.name} ${name}`);
			}
		}

		t.false(script.includes('undefined'));
	}
});

for (const [shell, script] of [['bash', bashCompletion(registry)], ['zsh', zshCompletion(registry)], ['fish', fishCompletion(registry)]] as const) {
	test(`${shell} can read its script`, async t => {
		// A shell that is not installed cannot be asked.
		const complaint = await execute(shell, ['-n', '-c', script]).then(() => 'none', (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : String(error));
		t.is(complaint, 'none');
	});
}
