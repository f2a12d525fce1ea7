import {readFileSync} from 'node:fs';
import {setImmediate as nextTurn} from 'node:timers/promises';
import test from 'ava';
import {identifyProcess} from '../../source/base/process/identity.js';
import {drive, Follower, script} from './drive.js';

/** Children that leave their parent's group, session and family in every way that there is, and shrug at polite signals. */
const escapees = `
	trap "" HUP TERM
	sleep 1000 & echo "pid $!"
	setsid sh -c 'echo "pid $$"; exec sleep 1001' &
	(setsid sh -c 'echo "pid $$"; trap "" HUP TERM; sleep 1002; sleep 1003' &)
	nohup sh -c 'echo "pid $$" >/dev/tty; trap "" TERM; sleep 1004; sleep 1005' >/dev/null 2>&1 &
	env -i setsid sh -c 'echo "pid $$"; sleep 1006; sleep 1007' &
	echo "pid $$"
	while :; do sleep 1; done
`;

test('ended means that nothing of the program runs, wherever it fled', async t => {
	const holder = await drive(t, ['sh', '-c', escapees]);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.until(text => (text.match(/pid \d+/gv) ?? []).length === 6);
	const pids = follower.text.match(/\d+/gv)!.map(Number);
	const identities = pids.map(pid => identifyProcess(pid));
	t.true(identities.every(identity => identity !== undefined));
	t.deepEqual(await link.end(100), []);
	t.deepEqual(pids.map(pid => identifyProcess(pid)).filter((found, index) => found?.startTime === identities[index]!.startTime), []);
	t.is((await holder.exit()).signal, 'SIGKILL');
	await holder.gone();
});

test('a program that ends when it is asked to is not killed', async t => {
	const holder = await drive(t, ['sh', '-c', 'trap "echo tidied; exit 7" TERM; trap "" HUP; echo up; while :; do sleep 0.05; done']);
	const link = await holder.connect();
	await new Follower(link).shows('up');
	t.deepEqual(await link.end(10_000), []);
	t.is((await holder.exit()).code, 7);
	t.regex(await holder.file('history.txt'), /tidied/v);
});

test('a frozen program stands still with all its children, and goes on', async t => {
	const holder = await drive(t, ['sh', '-c', 'sleep 1000 & echo "child $!"; exec cat']);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('child');
	const {pid} = await link.getStatus();
	const child = Number(/child (?<pid>\d+)/v.exec(follower.text)!.groups!['pid']);
	const state = (of: number) => /^\d+ \(.*\) (?<state>\w)/v.exec(readFileSync(`/proc/${of}/stat`, 'utf8'))!.groups!['state'];
	// A signal that was sent takes effect when its process is next looked at by the kernel.
	const untilStates = async (isRight: (states: Array<string | undefined>) => boolean) => {
		while (!isRight([state(pid), state(child)])) {
			await nextTurn();
		}
	};

	await link.freeze({frozen: true});
	await t.notThrowsAsync(untilStates(states => states.every(name => name === 'T')));
	await link.freeze({frozen: false});
	await t.notThrowsAsync(untilStates(states => states.every(name => name !== 'T')));
	await link.freeze({frozen: true});
	t.deepEqual(await link.end(1000), []);
});

test('one holder\'s end leaves another session alone', async t => {
	const one = await drive(t, script('console.log("up"); setInterval(() => {}, 1e6)'));
	const two = await drive(t, ['cat']);
	const link = await one.connect();
	await new Follower(link).shows('up');
	await link.end(500);
	t.is((await (await two.connect()).getStatus()).exit, undefined);
});
