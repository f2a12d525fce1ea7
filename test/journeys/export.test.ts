import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {makeCrew} from '../support/crew.js';

const speaker = `
process.stdin.setRawMode(true);
process.stdout.write('\\x1b[1;32mgreen\\x1b[0m line ' + '='.repeat(process.stdout.columns) + '> end\\r\\n');
process.stdin.on('data', data => data.includes('q') ? process.exit(0) : process.stdout.write('said ' + data + '\\r\\n'));
`;

test('a session’s history is exported as text, with its colours and as a recording, while it runs and after', async t => {
	const crew = await makeCrew(t, {speaker});
	const session = await crew.start('speaker');
	const pty = crew.open({cols: 100, rows: 30});
	await pty.untilShows('green line');
	const name = String(session.number);
	const text = await crew.run(['export', name]);
	t.regex(text.stdout, /^green line =+> end\n/v, 'what was wrapped is one line');
	t.true((await crew.run(['export', name, '--format', 'ansi'])).stdout.includes('\u{1B}[0;1;32mgreen\u{1B}[0m line'));
	const none = await crew.run(['export', name, '--format', 'cast']);
	t.is(none.code, 1);
	t.regex(none.stderr, /was not recorded\..*millwright record/sv);
	t.regex((await crew.run(['export', name, '--format', 'gif'])).stderr, /`--format` is one of text, ansi, cast, and `gif` was given/v);
	t.is((await crew.run(['record', name])).code, 0);
	pty.type(`${name}\r`);
	await pty.untilShows(`typing into ${name}`);
	pty.type('x');
	await pty.untilShows('said x');
	const taken = path.join(crew.folder, 'taken.cast');
	await writeFile(taken, 'mine');
	t.regex((await crew.run(['export', name, '--format', 'cast', '-o', taken])).stderr, /is there already/v);
	t.is(await readFile(taken, 'utf8'), 'mine');
	pty.type('q');
	await pty.until(screen => !screen.includes('typing into'), 'the floor again');
	const file = path.join(crew.folder, 'session.cast');
	t.is((await crew.run(['export', session.id, '--format', 'cast', '-o', file])).code, 0);
	const events = (await readFile(file, 'utf8')).trimEnd().split('\n').map(line => JSON.parse(line) as unknown[]);
	t.regex(String(events[1]![2]), /green/v);
	t.true(events.some(event => String(event[2]).startsWith('said x')));
	t.regex((await crew.run(['export', session.id])).stdout, /said x\n/v);
	t.regex((await crew.run(['record', session.id])).stderr, /has ended: there is nothing more to record/v);
});
