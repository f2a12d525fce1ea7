import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {isSameProcess} from '../../source/base/process/identity.js';
import {connectHolder} from '../../source/link/holder.js';
import {readLost} from '../../source/screen/ansi-row.js';
import {drive, Follower, script} from './drive.js';

test('the exit code is written down before the holder goes', async t => {
	const holder = await drive(t, ['sh', '-c', 'echo hello; exit 3']);
	const exit = await holder.exit();
	t.is(exit.code, 3);
	t.is(exit.signal, null);
	t.is(await holder.file('history.txt'), 'hello\n');
	await holder.gone();
});

test('a signal that ended the program is named', async t => {
	const holder = await drive(t, ['sh', '-c', 'kill -KILL $$']);
	const exit = await holder.exit();
	t.deepEqual([exit.code, exit.signal], [null, 'SIGKILL']);
});

test('the last byte of a short run arrives', async t => {
	for (let run = 0; run < 12; run++) {
		const holder = await drive(t, ['sh', '-c', 'seq 1 900; printf the-end']);
		await holder.exit();
		const lines = (await readFile(path.join(holder.folder, 'history.txt'), 'utf8')).trimEnd().split('\n');
		t.is(lines.at(-1), 'the-end');
		t.is(lines.length, 901);
	}
});

test('holder.json names the very processes', async t => {
	const holder = await drive(t, ['cat']);
	const record = await holder.record();
	t.is(record.holder.pid, holder.process.pid!);
	t.true(isSameProcess(record.holder));
	t.true(isSameProcess(record.program));
	t.false(isSameProcess({...record.program, startTime: '1'}));
});

test('the program has its three streams and no other file of ours open', async t => {
	const holder = await drive(t, ['sh', '-c', 'ls -l /proc/$$/fd; true']);
	await holder.exit();
	const lines = (await holder.file('history.txt')).trim().split('\n').filter(line => line.includes('->'));
	t.is(lines.length, 3, lines.join('\n'));
	t.true(lines.every(line => line.includes('/dev/pts/')), lines.join('\n'));
});

test('the program is told a terminal it can trust, and nothing else of our environment', async t => {
	const holder = await drive(t, ['env']);
	await holder.exit();
	const names = (await holder.file('history.txt')).trim().split('\n').map(line => line.split('=', 1)[0]!).toSorted();
	t.deepEqual(names, ['COLORTERM', 'HOME', 'LANG', 'MILLWRIGHT_SESSION', 'PATH', 'PWD', 'TERM']);
});

test('a program that is not there ends the session with 127 and says so on its screen', async t => {
	const holder = await drive(t, ['no-such-program-anywhere']);
	const link = await holder.connect();
	const status = await link.getStatus();
	t.is(status.exit?.code, 127);
	t.regex(status.problem!, /no-such-program-anywhere/v);
	t.is((await holder.exit()).code, 127);
	t.regex(await holder.file('history.txt'), /no-such-program-anywhere was not found/v);
});

test('only the right token and protocol are let in, and the socket is ours alone', async t => {
	const holder = await drive(t, ['cat']);
	await holder.connect();
	const {socket, version} = holder.spec;
	t.is((await stat(socket)).mode & 0o777, 0o600);
	await t.throwsAsync(connectHolder({socket, token: 'f'.repeat(64), version, role: 'client'}), {code: 'wrong-token'});
});

test('after the end the screen is still served to who is connected, and the holder goes when they have', async t => {
	const holder = await drive(t, ['sh', '-c', 'read line; echo bye']);
	const link = await holder.connect();
	const follower = new Follower(link);
	link.input(new TextEncoder().encode('\r'));
	await holder.exit();
	await follower.shows('bye');
	t.is((await link.getStatus()).exit?.code, 0);
	link.close();
	await holder.gone();
});

test('the herald, which is there as long as the daemon, keeps no holder of a session that has ended', async t => {
	const holder = await drive(t, ['sh', '-c', 'read line; echo bye']);
	await holder.record();
	const {socket, token, version} = holder.spec;
	const herald = await connectHolder({socket, token, version, role: 'herald'});
	herald.input(new TextEncoder().encode('\r'));
	await holder.exit();
	await holder.gone();
	t.true(herald.isClosed);
});

test('SIGHUP does not end a holder, SIGTERM ends it and its program', async t => {
	const holder = await drive(t, ['cat']);
	const {program} = await holder.record();
	holder.process.kill('SIGHUP');
	const link = await holder.connect();
	t.is((await link.getStatus()).exit, undefined);
	holder.process.kill('SIGTERM');
	await holder.gone();
	t.false(isSameProcess(program));
	t.is((await holder.exit()).signal, 'SIGHUP');
});

test('the history keeps colours in one file and plain text in the other', async t => {
	const holder = await drive(t, script('process.stdout.write("\\u001B[31mred\\u001B[0m plain\\n")'));
	await holder.exit();
	t.is(await holder.file('history.txt'), 'red plain\n');
	t.is(await holder.file('history.ansi'), '\u{1B}[0;31mred\u{1B}[0m plain\n');
	const full = await drive(t, script('for (let line = 0; line < 230; line++) console.log("line " + line)'), {historyLines: 100});
	await full.exit();
	const lost = 231 - 100 - full.spec.size.rows;
	t.deepEqual(readLost(await full.file('history.ansi')), {lost, at: 11}, 'and how many lines were lost before the first');
	t.regex(await full.file('history.ansi'), new RegExp(String.raw`^\u{1B}\[[\d;]+mline ${lost}\n`, 'v'));
	t.true((await full.file('history.txt')).startsWith(`line ${lost}\n`));
	const wrapping = await drive(t, script('process.stdout.write("a".repeat(78) + "  b\\n")'));
	await wrapping.exit();
	t.is(await wrapping.file('history.txt'), `${'a'.repeat(78)}  b\n`, 'and what was wrapped is one line of text');
	t.is(await wrapping.file('history.ansi'), `${'a'.repeat(78)}  \u{1B}[m\nb\n`, 'and in the other rows that go on say so, unseen');
});

test('a long history is whole, as it was printed, when the holder is asked to go and its window changes while it is written', async t => {
	const holder = await drive(t, script('process.stdin.once("data", () => { for (let line = 0; line < 20_000; line++) console.log("\\u001B[3" + line % 8 + "mline " + line + "\\u001B[m " + "x".repeat(90)); process.stdin.destroy(); })'), {historyLines: 30_000});
	const link = await holder.connect();
	const ended = Promise.withResolvers<void>();
	link.status.on(({exit}) => {
		if (exit !== undefined) {
			ended.resolve();
		}
	});
	link.watch();
	link.input(new TextEncoder().encode('\r'));
	await ended.promise;
	link.resize({cols: 40, rows: 10});
	t.not((await link.getStatus()).exit, undefined);
	holder.process.kill('SIGTERM');
	t.is((await holder.exit()).code, 0);
	const rows = (await holder.file('history.ansi')).split('\n');
	t.is(rows.filter(row => /line \d+/v.test(row)).length, 20_000);
	t.is(rows.filter(row => row === 'x'.repeat(90 + 'line 12345 '.length - 80)).length, 10_000, 'with the rows that the program had');
	const text = (await holder.file('history.txt')).split('\n').filter(line => line.startsWith('line'));
	t.deepEqual([text.length, text[0], text.at(-1)], [20_000, `line 0 ${'x'.repeat(90)}`, `line 19999 ${'x'.repeat(90)}`]);
	await holder.gone();
});
