import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import test from 'ava';
import {identifyProcess, isSameProcess} from '../../../source/base/process/identity.js';
import {hasEnvironment, listProcesses} from '../../../source/base/process/table.js';
import {ProcessTree} from '../../../source/base/process/tree.js';

test('a process is known by more than its pid', t => {
	const self = identifyProcess(process.pid)!;
	t.true(isSameProcess(self));
	t.false(isSameProcess({...self, startTime: '1'}));
	t.false(isSameProcess({...self, bootId: 'another'}));
	t.is(identifyProcess((2 ** 22) + 1), undefined);
});

test('a process that has ended is nobody, also before its parent took note', async t => {
	const child = spawn('sh', ['-c', 'read line'], {stdio: ['pipe', 'ignore', 'ignore']});
	const identity = identifyProcess(child.pid!)!;
	t.true(isSameProcess(identity));
	child.stdin.end();
	await once(child, 'exit');
	t.false(isSameProcess(identity));
});

test('a child that left its group and session is found by what it inherited', async t => {
	const cookie = `MILLWRIGHT_SESSION=s-tree${process.pid}`;
	const child = spawn('sh', ['-c', '(setsid sleep 1000 &) ; echo up; read line'], {stdio: ['pipe', 'pipe', 'ignore'], detached: true, env: {PATH: process.env['PATH'], MILLWRIGHT_SESSION: cookie.split('=', 2)[1]}});
	await once(child.stdout, 'data');
	const {startTime} = identifyProcess(child.pid!)!;
	const tree = new ProcessTree({pid: child.pid!, startTime, cookie});
	// Between the fork and the start of setsid it is still called sh.
	while (tree.find().every(({command}) => command !== 'sleep')) {
		await nextTurn();
	}

	const found = tree.find();
	t.true(found.every(({pid}) => hasEnvironment(pid, cookie)));
	t.false(found.some(({pid}) => pid === process.pid));
	t.deepEqual(await tree.end({grace: 1000}), []);
	t.false(listProcesses().some(({pid}) => hasEnvironment(pid, cookie)));
});

test('the tree of a pid that another process has now is empty', t => {
	const tree = new ProcessTree({pid: process.pid, startTime: '1'});
	t.deepEqual(tree.find(), []);
});
