import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {gateEnvironment} from '../../../source/daemon/gates/environment.js';
import {endGateStrays, gateMark, runGate, type RunGate} from '../../../source/daemon/gates/run-gate.js';
import {addAttempt, addCheckout} from '../../../source/daemon/git/add.js';
import type {GateOutcome, GateSpec} from '../../../source/protocol/project.js';
import {project, write} from '../git/repositories.js';

const node = process.execPath;

/** A gate on a project with one program, `gate.js`, which is run by node. */
async function gated(t: ExecutionContext, program: string, options: {gate?: Partial<GateSpec>; run?: Partial<RunGate>; files?: Record<string, string>} = {}): Promise<GateOutcome & {text: string; folder: string; checkout: string}> {
	const {repo, folder, base} = await project(t, {'gate.js': program, 'a.txt': 'one\n', '.gitignore': 'made/\n', ...options.files});
	const checkout = path.join(folder, 'gate');
	await addCheckout(repo, {path: checkout, commit: base});
	const log = path.join(folder, 'logs/gate.txt');
	const gate: GateSpec = {name: 'test', command: [node, 'gate.js'], timeout: 60, proof: 'exit', source: '', setup: [], ...options.gate};
	const outcome = await runGate(repo, {gate, commit: base, checkout, environment: gateEnvironment(process.env), log, ...options.run});
	return {...outcome, text: await readFile(log, 'utf8'), folder, checkout};
}

test('green: it ended with 0, and real tests were counted', async t => {
	const outcome = await gated(t, '', {
		gate: {command: [node, '--test'], proof: 'tests'},
		files: {'x.test.js': 'const {test} = require("node:test"); test("a", () => {}); test("b", () => {});'},
	});
	t.like(outcome, {state: 'green', reason: 'exited with 0, 2 tests ran', tests: 2});
	t.true(outcome.duration > 0);
	t.regex(outcome.text, /^\$ .*node.* --test\n/v);
	t.regex(outcome.text, /\ngreen: exited with 0, 2 tests ran\n$/v);
});

test('red: no test ran', async t => {
	t.like(await gated(t, 'console.log("# tests 0")', {gate: {proof: 'tests'}}), {state: 'red', reason: 'no test ran', tests: 0});
	t.like(await gated(t, 'console.log("all good")', {gate: {proof: 'tests'}}), {state: 'red', reason: 'no test ran: the output holds no count of tests that is known'});
	t.like(await gated(t, '', {gate: {command: [node, '--test', 'nothing-*.js'], proof: 'tests'}}), {state: 'red', tests: 0});
});

test('red: it failed, crashed, was not found, may not be run', async t => {
	t.like(await gated(t, 'console.log("# tests 5"); process.exitCode = 3', {gate: {proof: 'tests'}}), {state: 'red', reason: 'exited with 3', tests: 5});
	t.like(await gated(t, 'process.kill(process.pid, "SIGSEGV")'), {state: 'red', reason: 'crashed: ended by SIGSEGV'});
	t.like(await gated(t, 'process.exitCode = 139'), {state: 'red', reason: 'crashed: exited with 139'});
	t.like(await gated(t, '', {gate: {command: ['no-such-program', 'x']}}), {state: 'red', reason: 'not found: no-such-program'});
	t.like(await gated(t, 'process.exitCode = 127'), {state: 'red', reason: `not found: ${node} gate.js exited with 127`});
	t.like(await gated(t, '', {gate: {command: ['./a.txt']}}), {state: 'red', reason: 'may not be run: ./a.txt'});
	t.like(await gated(t, '', {gate: {command: ['echo ok; true']}}), {state: 'red', reason: 'not found: echo ok; true'});
});

test('red: it took too long, and nothing of it goes on', async t => {
	const program = `
		const {spawn} = require('node:child_process');
		process.on('SIGTERM', () => {});
		const stray = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)'], {detached: true, stdio: 'inherit'});
		stray.unref();
		console.log('stray ' + stray.pid);
		setInterval(() => {}, 1e6);`;
	const outcome = await gated(t, program, {gate: {timeout: 1}});
	t.like(outcome, {state: 'red', reason: 'timed out after 1 s'});
	const pid = Number(/stray (?<pid>\d+)/v.exec(outcome.text)?.groups?.['pid']);
	t.true(pid > 0);
	t.true(await isGone(pid));
});

test('red: what it leaves behind when it ends by itself is ended too', async t => {
	const outcome = await gated(t, 'const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], {detached: true, stdio: "ignore"}); console.log("stray " + c.pid); process.exit(0)');
	t.is(outcome.state, 'green');
	t.true(await isGone(Number(/stray (?<pid>\d+)/v.exec(outcome.text)?.groups?.['pid'])));
});

test('red: it was stopped', async t => {
	const control = new AbortController();
	const outcome = await gated(t, 'console.log("begun"); setInterval(() => {}, 1e6)', {run: {signal: control.signal, onOutput(text) {
		if (text.includes('begun')) {
			control.abort();
		}
	}}});
	t.like(outcome, {state: 'red', reason: 'stopped before its end'});
});

test('red: it changed tracked files, or moved the checkout', async t => {
	t.like(await gated(t, 'require("node:fs").writeFileSync("a.txt", "other")'), {state: 'red', reason: 'changed tracked files: a.txt'});
	const hidden = 'const {execFileSync} = require("node:child_process"); execFileSync("git", ["update-index", "--assume-unchanged", "a.txt"]); require("node:fs").writeFileSync("a.txt", "other")';
	t.like(await gated(t, hidden), {state: 'red', reason: 'changed tracked files: a.txt'});
	const moved = 'require("node:child_process").execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-m", "x"])';
	const outcome = await gated(t, moved);
	t.is(outcome.state, 'red');
	t.regex(outcome.reason, /^the checkout was moved to [0-9a-f]{10} while the gate ran$/v);
});

test('red: the checkout is at another commit', async t => {
	const outcome = await gated(t, '', {run: {commit: '1'.repeat(40)}});
	t.is(outcome.state, 'red');
	t.regex(outcome.reason, /^the checkout is at [0-9a-f]{10} and not at 1{10}$/v);
});

test('red: the set-up failed; it is done once for several gates', async t => {
	t.like(await gated(t, '', {gate: {setup: [[node, '-e', 'process.exitCode = 2']]}}), {state: 'red', reason: `set-up failed: ${node} -e process.exitCode = 2 exited with 2`});
	const {repo, folder, base} = await project(t, {'a.txt': 'x', '.gitignore': 'made\n'});
	const checkout = path.join(folder, 'gate');
	await addCheckout(repo, {path: checkout, commit: base});
	const gate: GateSpec = {name: 'test', command: [node, '-e', 'require("node:fs").writeFileSync("rest.txt", "x"); if (require("node:fs").readFileSync("made", "utf8") !== "x") process.exit(1)'], timeout: 60, proof: 'exit', source: '', setup: [[node, '-e', 'require("node:fs").appendFileSync("made", "x")']]};
	for (let round = 0; round < 2; round++) {
		const {state} = await runGate(repo, {gate, commit: base, checkout, environment: gateEnvironment(process.env), log: path.join(folder, 'log')});
		t.is(state, 'green');
	}
});

test('a gate does not run in a checkout of the person or of an agent', async t => {
	const {repo, folder, base, path: user} = await project(t);
	await write(user, {'mine.txt': 'mine'});
	const at = path.join(folder, 'one');
	await addAttempt(repo, {branch: 'millwright/runs/csv/1-1', path: at, commit: base});
	const gate: GateSpec = {name: 'test', command: ['true'], timeout: 60, proof: 'exit', source: '', setup: []};
	for (const checkout of [user, at]) {
		await t.throwsAsync(runGate(repo, {gate, commit: base, checkout, environment: {}, log: path.join(folder, 'log')}), {code: 'not-a-gate-checkout'});
	}

	t.is(await readFile(path.join(user, 'mine.txt'), 'utf8'), 'mine');
});

test('a gate sees an allow-list of the environment only', async t => {
	t.deepEqual(Object.keys(gateEnvironment({PATH: '/bin', ANTHROPIC_API_KEY: 'x', NODE_OPTIONS: '--require=x', GIT_DIR: '/x', HTTPS_PROXY: 'http://user:password@proxy', HTTP_PROXY: 'http://proxy'})).toSorted(), ['CI', 'GIT_TERMINAL_PROMPT', 'HTTP_PROXY', 'NO_COLOR', 'PATH', 'TERM']);
	const outcome = await gated(t, 'console.log(Object.keys(process.env).join(" "))', {run: {environment: {PATH: process.env['PATH'] ?? ''}}});
	t.regex(outcome.text, /\n(?:PATH MILLWRIGHT_GATE|MILLWRIGHT_GATE PATH)\n/v);
});

test('a gate that fills its log is kept short, and still counted to its end', async t => {
	const outcome = await gated(t, 'for (let i = 0; i < 120; i++) console.log("x".repeat(100000)); console.log("# tests 7")', {gate: {proof: 'tests'}});
	t.like(outcome, {state: 'green', tests: 7});
	t.true(outcome.text.length < 8.5 * 1024 * 1024);
	t.true(outcome.text.includes('(The rest of the output is not kept.)'));
});

/** Ended: no such process, or one that only waits to be taken note of. */
async function isGone(pid: number): Promise<boolean> {
	try {
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
	} catch {
		return true;
	}
}

test('what a gate of a daemon that was killed left running is ended before the next one at that place', async t => {
	const start = (checkout: string) => spawn(node, ['-e', 'setInterval(() => {}, 1e6)'], {detached: true, stdio: 'ignore', env: {MILLWRIGHT_GATE: gateMark(checkout)}});
	const [left, other] = [start('/somewhere/1-gate'), start('/somewhere/2-gate')];
	const ended = once(left, 'exit');
	await Promise.all([once(left, 'spawn'), once(other, 'spawn')]);
	await endGateStrays('/somewhere/1-gate');
	t.deepEqual(await ended, [null, 'SIGKILL']);
	t.is(other.exitCode ?? other.signalCode, null, 'a gate of another checkout goes on');
	other.kill('SIGKILL');
});
