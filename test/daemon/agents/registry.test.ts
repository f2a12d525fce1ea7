import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {MillwrightError} from '../../../source/base/errors.js';
import {detectAgents, findAgents, installedAgents} from '../../../source/daemon/agents/detect.js';
import {adapterOf, agentNames} from '../../../source/daemon/agents/registry.js';

test('a declaration of the person changes parts of a shipped one', async t => {
	const own = await adapterOf('claude', {agents: {claude: {command: '/opt/claude', environment: {EXTRA: '1'}}}});
	t.is(own.command, '/opt/claude');
	t.is(own.environment['EXTRA'], '1');
	t.is(own.environment['CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST'], '1');
	t.deepEqual(own.wires, ['anthropic']);
});

test('an agent that nobody declared is refused with the names that there are', async t => {
	await t.throwsAsync(adapterOf('cluade', {}), {code: 'unknown-agent', message: /no agent cluade; there are builtin, claude, codex, opencode, gemini\./v});
	await t.throwsAsync(adapterOf('constructor', {agents: {}}), {code: 'unknown-agent'});
	t.deepEqual(agentNames({agents: {aider: {}}}), ['builtin', 'claude', 'codex', 'opencode', 'gemini', 'aider']);
});

const faults: Array<{title: string; declared: unknown; message: RegExp}> = [
	{title: 'a misspelt key', declared: {command: 'x', headles: {}}, message: /agents\.mine: Unrecognized key.*headles/v},
	{title: 'a wrong value, with its path', declared: {command: 'x', headless: {arguments: ['{prompt}'], ends: 'sometime'}}, message: /agents\.mine\.headless\.ends: .*exit.*osc7501-done.*quiet/v},
	{title: 'an unknown placeholder', declared: {command: 'x', headless: {arguments: ['{promt}', '{prompt}']}}, message: /agents\.mine\.headless\.arguments\.0: .*got \{promt\}/v},
	{title: 'a prompt that goes nowhere', declared: {command: 'x', headless: {arguments: ['-p']}}, message: /agents\.mine\.headless\.arguments: .*\{prompt\}/v},
	{title: 'a file outside of its folder', declared: {command: 'x', headless: {arguments: ['{prompt}']}, files: {'../.bashrc': 'x'}}, message: /agents\.mine\.files.*below/v},
	{title: 'no program', declared: {headless: {arguments: ['{prompt}']}}, message: /agents\.mine\.command: expected the program to run, got nothing/v},
	{title: 'no mode', declared: {command: 'x'}, message: /agents\.mine: expected interactive, headless or both/v},
	{title: 'quiet without seconds', declared: {command: 'x', headless: {arguments: ['{prompt}'], ends: 'quiet'}}, message: /agents\.mine\.headless\.quiet: expected the seconds/v},
	{title: 'something that is no declaration', declared: 'claude', message: /agents\.mine: .*expected object/v},
];
for (const {title, declared, message} of faults) {
	test(`${title} in a declaration is told with its key, and that a mended one is read by the next daemon`, async t => {
		const error = await t.throwsAsync<MillwrightError>(adapterOf('mine', {agents: {mine: declared}}), {code: 'bad-adapter', message});
		t.regex(error.hint!, /`millwright daemon stop`/v);
	});
}

test('agents are found in PATH with their versions, and a program that fails is still found', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-detect-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const program = async (name: string, text: string, mode = 0o755) => {
		await writeFile(path.join(folder, name), text);
		await chmod(path.join(folder, name), mode);
	};

	await program('claude', '#!/bin/sh\nprintf "2.1.329 \\033[1m(Claude Code)\\nmore\\n"\n');
	await program('codex', '#!/bin/sh\nexit 1\n');
	await program('gemini', '#!/bin/sh\n', 0o644);
	const request = {environment: {PATH: `relative:${folder}:/bin`}, config: {}};
	t.deepEqual(await installedAgents(request), ['claude', 'codex']);
	t.deepEqual(await findAgents(request), [{id: 'claude', program: path.join(folder, 'claude')}, {id: 'codex', program: path.join(folder, 'codex')}]);
	t.deepEqual(await detectAgents(request), [
		{id: 'claude', program: path.join(folder, 'claude'), version: '2.1.329 [1m(Claude Code)', tried: '2.1.329'},
		{id: 'codex', program: path.join(folder, 'codex'), tried: '0.169.0'},
	]);
	t.deepEqual(await installedAgents({environment: {}, config: {}}), []);
});
