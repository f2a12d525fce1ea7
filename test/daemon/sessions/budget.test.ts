import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {startFactory} from '../../support/factory.js';

/** As the agent CLIs do: it calls a model, writes half of its work, calls again, and shows a refusal before it exits or waits. */
const program = String.raw`
const fs = require('node:fs');
const {execFileSync} = require('node:child_process');
const call = async () => (await fetch(process.env.BASE + '/messages', {
	method: 'POST',
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({model: process.argv[2], max_tokens: 1000, messages: [{role: 'user', content: 'next'}]}),
})).status;
const say = state => process.stdout.write('\u001B]7501;state=' + state + '\u001B\\' + state + '\n');
const finish = () => {
	fs.writeFileSync('work.txt', 'whole\n');
	execFileSync('git', ['add', '-A']);
	execFileSync('git', ['commit', '-q', '-m', 'Do the work']);
};
const main = async () => {
	say('working');
	await call();
	fs.writeFileSync('work.txt', 'half\n');
	if (await call() === 200) {
		finish();
	} else if (process.argv[3] === 'exits') {
		process.exit(1);
	} else {
		say('done');
		await new Promise(resolve => process.stdin.once('data', resolve));
		say('working');
		process.stdin.pause();
		if (await call() === 200) {
			finish();
		}
	}
	say('done');
};
main();
`;

for (const habit of ['exits', 'waits'] as const) {
	test(`an agent CLI that ${habit} when the budget refuses it is paused, and its half of the work is not judged: with more money it is done whole`, async t => {
		const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-x-'));
		t.teardown(async () => rm(folder, {recursive: true}));
		const file = path.join(folder, 'agent.cjs');
		await writeFile(file, program);
		const mode = habit === 'exits' ? {ends: 'exit'} : {ends: 'osc7501-done'};
		const agents = {spender: {
			command: process.execPath,
			wires: ['anthropic'],
			[habit === 'exits' ? 'headless' : 'interactive']: {arguments: [file, '{model}', habit, '{prompt}'], ...mode},
			environment: {BASE: '{baseUrl}/v1'},
		}};
		const factory = await startFactory({
			config: JSON.stringify({agents}),
			turns: [{when: {role: 'builder'}, say: 'Dear.', usage: {input: 2_000_000, output: 1000}}],
		});
		t.teardown(async () => factory.dispose());
		await factory.quickProject({name: 'shop', budget: 2});
		await factory.add('shop', 'dear', {agent: 'spender'});
		await factory.untilInbox('budget');
		await factory.until(floor => floor.sessions.some(({state, evidence}) => habit === 'exits' || (state === 'paused' && evidence === 'budget')));
		await factory.request('project.set', {project: 'shop', budget: 1000});
		await factory.untilTask('dear', 'merged');
		t.is(await factory.git('shop', 'show', 'main:work.txt'), 'whole');
		t.is(await factory.git('shop', 'log', '-1', '--format=%s', 'main'), 'Do the work');
		const {sessions} = await factory.request('task.show', {task: 'dear'});
		t.is(sessions.length, habit === 'exits' ? 2 : 1, 'one that exits is started again, one that waits goes on');
	});
}
