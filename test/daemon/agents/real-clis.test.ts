import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import type {ModeName} from '../../../source/daemon/agents/adapter.js';
import {findProgram} from '../../../source/daemon/agents/find-program.js';
import {shippedAdapters} from '../../../source/daemon/agents/shipped.js';
import {tryAgent} from './try-agent.js';

/*
The real agent CLIs, offline, with the rehearsal server behind the gateway as their provider. They are installed apart, as they
are large and change weekly:

	npm install --prefix <folder> @anthropic-ai/claude-code @openai/codex opencode-ai @google/gemini-cli
	MILLWRIGHT_REAL_CLIS=<folder> npx ava build/test/daemon/agents/real-clis.test.js
*/
const folder = process.env['MILLWRIGHT_REAL_CLIS'];
const bin = folder === undefined ? '' : path.join(folder, 'node_modules', '.bin');

test('every shipped declaration can be tried against its real CLI', t => {
	for (const adapter of Object.values(shippedAdapters)) {
		t.truthy(adapter.tried, adapter.id);
		t.truthy(adapter.headless, adapter.id);
		t.truthy(adapter.interactive, adapter.id);
	}

	if (folder === undefined) {
		t.log('The real CLIs were not run: MILLWRIGHT_REAL_CLIS names no folder with them.');
	}
});

const wanted = process.env['MILLWRIGHT_REAL_CLI'];
for (const adapter of folder === undefined ? [] : Object.values(shippedAdapters)) {
	if ((wanted !== undefined && wanted !== adapter.id) || findProgram(adapter.command, bin) === undefined) {
		continue;
	}

	for (const wire of adapter.wires) {
		for (const mode of ['headless', 'interactive'] satisfies ModeName[]) {
			test.serial(`${adapter.id} ${mode} over ${wire} reads, writes a file, commits, ends and is metered`, async t => {
				const tried = await tryAgent(t, {adapter, mode, wire, bin});
				t.log(tried.summary);
				t.is(tried.subject, 'Say hello', tried.screen);
				t.is(tried.file, 'hello\n');
				t.is(tried.status, '', 'the tree is clean: nothing of ours was written into it');
				t.true(tried.settled.some(({end, usage}) => end === 'final' && usage.output > 0));
				t.true(tried.settled.every(({subject}) => subject.session === 's-real'));
				t.true(mode === 'interactive' || adapter.success.includes(tried.exitCode ?? -1), tried.screen);
			});
		}

		test.serial(`${adapter.id} headless over ${wire} takes a used-up budget as final and shows our words`, async t => {
			const tried = await tryAgent(t, {adapter, mode: 'headless', wire, bin, refused: 'The till is empty for today.'});
			t.log(tried.summary);
			t.true(tried.screen.includes('The till is empty'), tried.screen);
			t.is(tried.settled.length, 0);
			t.true(tried.refusals <= 2, `${tried.refusals} calls were refused`);
			t.not(tried.exitCode, undefined);
		});
	}
}
