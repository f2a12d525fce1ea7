import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {makeHome} from '../support/home.js';
import {quickPipeline, scene} from '../support/rehearsed.js';
import {git, makeRepository} from '../support/small-repository.js';

const writes = (when: Record<string, unknown>, body: string) =>
	scene({role: 'builder', ...when}, {call: {shell: `echo 'export const sum = (a, b) => ${body};' > sum.js && git commit -q -a -m 'Write ${body}'`}}, {call: {finish: 'Done.'}});

test('two tasks change the same line: the second is built again on what the first merged, and merges; a path that is taken is left alone', async t => {
	const home = await makeHome(t, {turns: [
		writes({task: 'turn'}, 'b + a'),
		writes({task: 'negate', generation: 1}, 'a - -b'),
		// It can only do this on what was merged meanwhile.
		scene({role: 'builder', task: 'negate', generation: '2..'}, {call: {shell: 'grep -q "b + a" sum.js && sed -i "s/b + a/b - -a/" sum.js && git commit -q -a -m "Negate the turned sum"'}}, {call: {finish: 'Done.'}}),
	]});
	await makeRepository(home.repository);
	t.is((await home.run(['init', '--yes'])).code, 0);
	const daemon = await home.link();
	await daemon.request('inputs.write', {project: 'shop', file: 'pipeline.yaml', text: quickPipeline({approve: true}), cause: 'build, gate and merge only'});
	const taken = path.join(home.paths.state, 'projects', 'shop', 'worktrees', 'taken-1-1');
	await mkdir(taken, {recursive: true});
	await writeFile(path.join(taken, 'precious.txt'), 'precious\n');
	await git(home.repository, 'branch', 'millwright/runs/taken/1-1', await git(home.repository, 'commit-tree', '-m', 'Mine', 'HEAD^{tree}'));

	const pty = home.open({cols: 140, rows: 30});
	await pty.untilShows('queue');
	for (const id of ['turn', 'negate', 'taken']) {
		t.is((await home.run(['add', '--id', id, `Do ${id}`])).code, 0);
	}

	await pty.until(screen => /▲ turn +approve/v.test(screen) && /▲ negate +approve/v.test(screen) && screen.includes('✗ taken'), 'two that are ready and one that is stuck');
	t.regex((await home.run(['show', 'taken'])).stdout, /A worktree cannot be made at .*taken-1-1: something is there already/v);

	t.is((await home.run(['approve', 'turn'])).code, 0);
	await pty.until(screen => /✓ turn +merged/v.test(screen), 'the first merged');
	t.is((await home.run(['approve', 'negate'])).code, 0);
	await pty.until(screen => /▲ negate +approve/v.test(screen) && screen.includes('generation 2'), 'the second again, built on the new base');
	t.regex((await home.run(['show', 'negate'])).stdout, /it conflicts with main in sum\.js/v);
	t.is((await home.run(['approve', 'negate'])).code, 0);
	await pty.until(screen => /✓ negate +merged/v.test(screen), 'the second merged');
	t.is(await git(home.repository, 'show', 'main:sum.js'), 'export const sum = (a, b) => b - -a;');
	t.is(await git(home.repository, 'status', '--porcelain'), '');

	// The next run goes around what is there.
	t.is((await home.run(['retry', 'taken'])).code, 0);
	await pty.until(screen => /▲ taken +approve/v.test(screen), 'the third, in a place of its own');
	t.is((await home.run(['approve', 'taken'])).code, 0);
	await pty.until(screen => /✓ taken +merged/v.test(screen), 'the third merged');
	t.is(await readFile(path.join(taken, 'precious.txt'), 'utf8'), 'precious\n');
	t.is(await git(home.repository, 'log', '-1', '--format=%s', 'millwright/runs/taken/1-1'), 'Mine');
});
