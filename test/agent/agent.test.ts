import {Buffer} from 'node:buffer';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import type {Brief, Question, Wire} from '../../source/protocol/exchange.js';
import {perform, plainBrief, rehearse, scratch} from './bench.js';

const repository = async (t: Parameters<typeof scratch>[0]) => {
	const cwd = await scratch(t, 'tree');
	execFileSync('git', ['init', '-q', '-b', 'main', cwd]);
	execFileSync('git', ['-C', cwd, 'config', 'user.name', 'Test']);
	execFileSync('git', ['-C', cwd, 'config', 'user.email', 'test@example.org']);
	return cwd;
};

const building = `
  - steps:
      - say: First I write.
        call:
          - write: {path: new/a.txt, content: "one\\ntwo\\n"}
          - edit: {path: new/a.txt, old: two, new: three}
          - read: new/a.txt
      - call:
          - finish: too early
      - call:
          - shell: git add -A && git commit -q -m Work && echo committed
      - say: That was all.
        usage: {input: 1000, output: 20}
        call:
          - finish: A file was written.
`;

for (const wire of ['anthropic', 'openai-responses', 'openai-chat'] as Wire[]) {
	test(`works over ${wire}: writes, edits, commits, and may not finish with work uncommitted`, async t => {
		const cwd = await repository(t);
		const {address} = await rehearse(t, building);
		const agent = await perform(t, plainBrief({cwd, wire, baseUrl: wire === 'anthropic' ? address : `${address}/v1`}));
		const {code, result} = await agent.ended;
		t.is(code, 0, agent.printed());
		t.deepEqual(result, {kind: 'build', summary: 'A file was written.'});
		t.is(await readFile(path.join(cwd, 'new/a.txt'), 'utf8'), 'one\nthree\n');
		t.is(execFileSync('git', ['-C', cwd, 'log', '--format=%s'], {encoding: 'utf8'}), 'Work\n');
		const printed = agent.printed();
		t.regex(printed, /^builder · csv-import · generation 1\nclaude-rehearsed-1\nREHEARSAL: /v);
		t.regex(printed, /First I write\.\n✔ wrote new\/a\.txt \(2 lines\)\n✔ edited new\/a\.txt at line 2\n/v);
		t.regex(printed, /✗ not done: there is work that is not committed\n/v);
		t.regex(printed, /> git add -A && git commit -q -m Work && echo committed\ncommitted\n/v);
		t.regex(printed, /\n4 steps · [\d,]+ tokens in, \d+ out\n$/v);
	});
}

test('what leads out of the worktree is refused, and said to the model in words', async t => {
	const cwd = await repository(t);
	const outside = await scratch(t, 'outside');
	await writeFile(path.join(outside, 'secret'), 'kept\n');
	execFileSync('ln', ['-s', outside, path.join(cwd, 'link')]);
	execFileSync('ln', ['-s', path.join(outside, 'nothing-yet'), path.join(cwd, 'dangling')]);
	const {address} = await rehearse(t, `
  - steps:
      - call:
          - write: {path: ../escaped, content: x}
          - write: {path: ${outside}/secret, content: x}
          - write: {path: link/secret, content: x}
          - edit: {path: link/secret, old: kept, new: lost}
          - write: {path: dangling, content: x}
          - write: {path: .git/hooks/pre-commit, content: x}
          - edit: {path: absent, old: a, new: b}
          - edit: {path: absent}
          - read: link/secret
      - call:
          - shell: rm link dangling
          - finish: done
`);
	const agent = await perform(t, plainBrief({cwd, baseUrl: address}));
	t.is((await agent.ended).code, 0, agent.printed());
	t.is(await readFile(path.join(outside, 'secret'), 'utf8'), 'kept\n');
	t.deepEqual(await readdir(outside), ['secret']);
	t.is(agent.printed().split('is refused: it is not a file inside the worktree').length - 1, 7);
	t.regex(agent.printed(), /✗ There is no absent\.\n✗ The arguments of edit are not valid\. old: /v);
});

test('a long output is shown by its beginning and its end', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, '  - call:\n      - shell: seq 1 100000\n      - finish: done\n');
	const agent = await perform(t, plainBrief({cwd, baseUrl: address}));
	await agent.ended;
	t.regex(agent.printed(), /\n20\n… 99972 more lines\n99993\n[\s\S]*\n100000\n✔ done/v);
});

test('a command that takes too long is ended with all that it started', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, `
  - steps:
      - call:
          - shell: sleep 600 & echo $! > ${cwd}/pid; wait
      - call:
          - shell: rm pid || true
          - finish: done
`);
	const agent = await perform(t, plainBrief({cwd, baseUrl: address, commandTimeout: 0.5}));
	await agent.until('it took too long');
	const pid = Number(await readFile(path.join(cwd, 'pid'), 'utf8'));
	await agent.ended;
	// A zombie of a container without an init still has a number; what it has no more is a command line.
	t.is(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''), '');
});

const asking = `
  - steps:
      - call:
          - ask: {question: "which way?", recommended: left, choices: [left, right], why: It matters.}
      - call:
          - submit_plan: "1. Go. Check: gone."
`;

test('a question waits for its answer, and is not asked again after a restart', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, asking);
	const brief = plainBrief({cwd, baseUrl: address, kind: 'planner', role: 'planner'});
	const agent = await perform(t, brief, {isTerminal: true});
	const message = Buffer.from('which way?').toString('base64');
	await agent.until(`\u{1B}]7501;state=blocked:app=millwright:kind=question:msg=${message}\u{1B}\\`);
	const question = await untilQuestion(agent.folder);
	t.like(question, {text: 'which way?', recommended: 'left', choices: ['left', 'right']});
	await writeFile(path.join(agent.folder, 'answer.json'), JSON.stringify({id: 'q-other', text: 'wrong', by: 'person', at: 1}));
	await writeFile(path.join(agent.folder, 'answer.json'), JSON.stringify({id: question.id, text: 'right\u{1B}[2J', by: 'person', at: 1}));
	t.like(await agent.ended, {code: 0, result: {kind: 'plan', plan: '1. Go. Check: gone.'}});
	t.regex(agent.printed(), /person: right\[2J/v);
	t.true(agent.printed().endsWith('\u{1B}]7501;state=done:app=millwright\u{1B}\\'));
	const again = await perform(t, brief, {folder: agent.folder});
	t.like(await again.ended, {code: 0, result: {kind: 'plan'}});
});

test('what is typed into the session while it asks is the answer', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, asking);
	const agent = await perform(t, plainBrief({cwd, baseUrl: address, kind: 'planner', role: 'planner'}), {isTerminal: true});
	const question = await untilQuestion(agent.folder);
	agent.input.write('right\n');
	t.like(await agent.ended, {code: 0, result: {kind: 'plan'}});
	t.like(JSON.parse(await readFile(path.join(agent.folder, 'answer.json'), 'utf8')), {id: question.id, text: 'right', by: 'person'});
	t.regex(agent.printed(), /person: right/v);
});

async function untilQuestion(folder: string): Promise<Question> {
	// The state is reported before the file is written, and the file is renamed into place.
	const {fileAppears} = await import('../../source/agent/file-appears.js');
	const read = async () => {
		const text = await readFile(path.join(folder, 'question.json'), 'utf8').catch(() => '');
		return text === '' ? undefined : JSON.parse(text) as Question;
	};

	return fileAppears({folder, name: 'question.json', signal: AbortSignal.timeout(120_000), read});
}

test('a model that only talks is reminded, then given up; and the limit of steps holds', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, '  - when: {contains: talk}\n    say: I think.\n  - call: {shell: "true"}\n');
	const talker = await perform(t, plainBrief({cwd, baseUrl: address, prompt: 'talk', instructions: 'talk'}));
	t.like(await talker.ended, {code: 1, result: {kind: 'failure', reason: 'model-error', message: 'The model stopped without calling finish.'}});
	t.is(talker.printed().split('reminded to call finish').length - 1, 2);
	const walker = await perform(t, plainBrief({cwd, baseUrl: address, stepLimit: 3}));
	t.like(await walker.ended, {code: 1, result: {kind: 'failure', reason: 'step-limit'}});
});

test('what the person types is told to the model with the next turn', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, `
  - when: {matches: "person: use tabs"}
    call:
      - finish: I used tabs.
  - call:
      - shell: mkfifo typed && cat typed; rm typed
`);
	const agent = await perform(t, plainBrief({cwd, baseUrl: address}));
	await agent.until('> mkfifo');
	agent.input.write('use tabs\n');
	await agent.until('person: use tabs\n');
	await writeFile(path.join(cwd, 'typed'), 'noted');
	t.like(await agent.ended, {code: 0, result: {summary: 'I used tabs.'}});
});

test('a stop ends the running command and is a result of its own', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, '  - call: {shell: "echo begun; sleep 600"}\n');
	const agent = await perform(t, plainBrief({cwd, baseUrl: address}));
	await agent.until('begun\n');
	agent.stop.abort();
	t.like(await agent.ended, {code: 1, result: {kind: 'failure', reason: 'cancelled'}});
});

test('as a process of its own it takes a session folder, ends by ctrl-c, and says what is missing', async t => {
	const cwd = await repository(t);
	const {address} = await rehearse(t, '  - call: {shell: "echo begun; sleep 600"}\n');
	const folder = await scratch(t, 'session');
	const main = path.join(import.meta.dirname, '..', '..', 'source', 'agent', 'main.js');
	const missing = spawn(process.execPath, [main, folder], {stdio: ['ignore', 'ignore', 'pipe']});
	let complaint = '';
	missing.stderr.on('data', (bytes: Uint8Array) => {
		complaint += String(bytes);
	});
	t.is((await once(missing, 'close'))[0], 1);
	t.regex(complaint, /^There is no brief at .*brief\.json\.\n/v);
	await writeFile(path.join(folder, 'brief.json'), JSON.stringify(plainBrief({cwd, baseUrl: address}) satisfies Brief));
	const child = spawn(process.execPath, [main, folder], {stdio: ['pipe', 'pipe', 'inherit']});
	t.teardown(() => child.kill('SIGKILL'));
	let printed = '';
	for await (const bytes of child.stdout) {
		printed += String(bytes);
		if (!child.killed && printed.includes('\nbegun\n')) {
			child.kill('SIGINT');
		}
	}

	t.deepEqual(child.exitCode === null ? await once(child, 'close') : [child.exitCode, null], [1, null]);
	t.like(JSON.parse(await readFile(path.join(folder, 'result.json'), 'utf8')), {kind: 'failure', reason: 'cancelled'});
	await rm(folder, {recursive: true});
});
