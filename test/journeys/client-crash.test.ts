import {existsSync} from 'node:fs';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {isTakenFile, readTaken, takenFile} from '../../source/link/taken-terminal.js';
import {Pty} from '../client/pty.js';
import {awaitChange} from '../support/await-change.js';
import {awaitGone} from '../support/await-gone.js';
import {untilFloor} from '../support/factory.js';
import {makeDoor} from '../support/door.js';
import {makeHome, program, type Home} from '../support/home.js';
import {asItWas, modesOf} from '../support/modes.js';
import {commitNote, passes, plainPlan, scene} from '../support/rehearsed.js';
import {git, makeRepository} from '../support/small-repository.js';

/** What a screen says, without what time changes by itself. Titles have more or less room beside it. */
const picture = (pty: Pty): string => pty.screen.split('\n')
	.filter(row => !row.startsWith('╭'))
	.map(row => row.replaceAll(/\b(?:\d+m|\d+s)\b/gv, '#').replaceAll(/[ ─▸]+/gv, ' ').trim())
	.join('\n');

/** A client that looks at the queue keeps no pane of a session that has ended. */
async function lookAtQueue(pty: Pty): Promise<void> {
	// The sessions are there before the chrome is.
	await pty.until(screen => screen.includes('▸'), 'what has the focus');
	while (!pty.screen.includes('▸queue')) {
		const focused = /▸[^\n▸]*?(?=[─┬╮])/v.exec(pty.screen)?.[0];
		pty.type('\t');
		await pty.until(screen => focused === undefined || !screen.includes(focused), 'another pane in focus');
	}
}

test('kill -9 of the client at each stage: another that attached there shows the same picture, and the run goes on to its end', async t => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mw-d-'));
	const [build, verify, gate, merge] = ['build', 'verify', 'gate', 'merge'].map(name => makeDoor(folder, name)) as [ReturnType<typeof makeDoor>, ReturnType<typeof makeDoor>, ReturnType<typeof makeDoor>, ReturnType<typeof makeDoor>];
	const doors = {build, verify, gate, merge};
	t.teardown(async () => {
		for (const door of Object.values(doors)) {
			door.close();
		}

		await rm(folder, {recursive: true});
	});
	const home = await makeHome(t, {turns: [
		scene({role: 'planner'}, {call: {ask: {question: 'which word?', recommended: 'plain', choices: [], why: 'Both are fine.'}}}, {call: {submit_plan: plainPlan()}}),
		scene({role: 'builder'}, {call: {shell: `echo built; ${build.command}`}}, {call: {shell: commitNote}}, {call: {finish: 'Done.'}}),
		scene({role: 'reviewer'}, {call: {shell: `echo verified; ${verify.command}`}}, passes),
	]});
	await makeRepository(home.repository);
	const daemon = await home.link();
	const command = `case "$PWD" in *-merge) ${merge.command};; *) ${gate.command};; esac; exec node --test --test-isolation=none`;
	await daemon.request('project.init', {path: home.repository, name: 'shop', gates: [{name: 'test', command: ['sh', '-c', command], proof: 'tests', timeout: 600}]});
	const size = {cols: 120, rows: 40};
	let client = home.open(size);
	await client.untilShows('queue');
	await home.run(['add', '--id', 'note', 'Write the note']);

	/** One more client comes, sees what the first sees, and is the only one when that is killed. */
	const killAt = async (what: string) => {
		await client.untilShows(what);
		const next = home.open(size);
		await next.untilShows(what);
		await lookAtQueue(next);
		// Whichever of them is drawn last: neither is drawn again while nothing changes.
		const isSame = () => next.screen.includes(what) && picture(next) === picture(client);
		const over = new AbortController();
		await Promise.race([next, client].map(async pty => pty.until(isSame, `at "${what}" what the other client shows:\n${client.screen}\n`, over.signal)));
		over.abort();
		client.kill('SIGKILL');
		t.is((await client.end()).signal, 9);
		client = next;
	};

	await killAt('note asks: which word?');
	t.is((await home.run(['answer', 'note', 'plain'])).code, 0);
	for (const [stage, door] of Object.entries(doors)) {
		await door.reached();
		await killAt(stage === 'merge' ? 'merge' : stage);
		door.open();
		if (stage !== 'gate') {
			continue;
		}

		await killAt('note is ready: approve');
		t.is((await home.run(['approve', 'note'])).code, 0);
	}

	await client.until(screen => /✓ note +merged/v.test(screen), 'that it is merged');
	await untilFloor(daemon, ({sessions}) => sessions.every(({endedAt}) => endedAt !== undefined));
	const {sessions} = await daemon.request('task.show', {task: 'note'});
	t.deepEqual(sessions.map(({role}) => role).toSorted(), ['adversary', 'builder', 'planner', 'reviewer'], 'no session was lost or begun again');
	t.is(await git(home.repository, 'rev-list', '--count', 'main'), '2');
});

/** A shell with job control, in which the person has opened the floor by `line`, and the file in which the client has said which terminal it draws in. */
async function openFromShell(t: ExecutionContext, line: (floor: string) => string): Promise<{home: Home; shell: Pty; file: string; client: number}> {
	const home = await makeHome(t);
	await makeRepository(home.repository);
	await (await home.link()).request('project.init', {path: home.repository, name: 'shop', gates: []});
	const environment = {...home.environment, PS1: 'prompt> ', ENV: ''};
	const shell = new Pty(t, {argv: ['/bin/sh', '-i'], size: {cols: 100, rows: 30}, environment, cwd: home.repository, patience: 120_000});
	await shell.untilShows('prompt>');
	shell.type(`echo before; ${line(`${process.execPath} ${program()}`)}\r`);
	await shell.until(screen => /\bqueue\b/v.test(screen) && modesOf(shell.emulator).mouse === 'drag', 'the floor');
	const children = await readFile(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8');
	const client = Number(children.trim());
	const file = takenFile(home.paths, client);
	await awaitChange(file);
	return {home, shell, file, client};
}

test('kill -9 of the client: the daemon puts the terminal back, says so, and the shell goes on where it was', async t => {
	const {home, shell, client} = await openFromShell(t, floor => floor);
	process.kill(client, 'SIGKILL');
	await shell.untilShows('millwright was killed; what runs goes on without it.');
	t.deepEqual(modesOf(shell.emulator), asItWas);
	t.true(shell.screen.includes('before'), 'what stood there before stands there again');
	// An answer of the terminal that nobody took any more may stand there, or have been read by the shell as the beginning of a line.
	shell.type('\u{15}\recho aft""er\r');
	await shell.untilShows('after\n');
	t.deepEqual((await readdir(home.paths.runtime)).filter(name => isTakenFile(name)), []);
});

test('kill -9 of the client: a terminal that another program has by then is left alone', async t => {
	const {shell, file, client} = await openFromShell(t, floor => `${floor}; printf mi""ne; cat`);
	process.kill(client, 'SIGKILL');
	await shell.untilShows('mine');
	await awaitGone(file);
	t.true(modesOf(shell.emulator).alternate);
	t.false(shell.output.includes('was killed'));
});

test('a client that is left has put its terminal back itself, and nobody does it again', async t => {
	const {shell, file} = await openFromShell(t, floor => floor);
	t.is(readTaken(file)?.shell.pid, shell.pid);
	shell.type('q');
	await shell.untilShows('Left the floor');
	t.false(existsSync(file));
	t.deepEqual(modesOf(shell.emulator), asItWas);
});

test('a client that was stopped from outside takes the terminal anew, with which the shell has worked meanwhile', async t => {
	const {shell, client} = await openFromShell(t, floor => floor);
	process.kill(client, 'SIGSTOP');
	await shell.untilShows('prompt>');
	// What shells with a line editor do before each prompt; enter alone means nothing to a terminal that is still raw. An answer of the terminal that the client did not come to read is a line of its own.
	shell.type('\nstty sane; printf "\\033[?2004l"; echo me""nded\n');
	await shell.untilShows('mended');
	t.false(modesOf(shell.emulator).paste);
	shell.type('fg\r');
	await shell.until(screen => /\bqueue\b/v.test(screen) && !screen.includes('mended') && modesOf(shell.emulator).paste, 'the floor again');
	shell.type('?');
	await shell.untilShows('escape close');
	shell.type('\u{1B}');
	await shell.until(screen => !screen.includes('escape close'), 'no help');
	shell.type('q');
	await shell.untilShows('Left the floor');
	t.deepEqual(modesOf(shell.emulator), asItWas);
});
