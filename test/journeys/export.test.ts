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
	const {stdout: ansi} = await crew.run(['export', name, '--format', 'ansi']);
	t.true(ansi.includes('\u{1B}[0;1;32mgreen\u{1B}[0m line'));
	t.notRegex(ansi, /\n\n$/v);
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
	t.regex((await crew.run(['export', name, '-o', taken])).stderr, /is there already/v, 'and it ends, though the session goes on');
	t.is(await readFile(taken, 'utf8'), 'mine');
	pty.type('q');
	await pty.until(screen => !screen.includes('typing into'), 'the floor again');
	const file = path.join(crew.folder, 'session.cast');
	t.is((await crew.run(['export', session.id, '--format', 'cast', '-o', file])).code, 0);
	const events = (await readFile(file, 'utf8')).trimEnd().split('\n').map(line => JSON.parse(line) as unknown[]);
	t.regex(String(events[1]![2]), /green/v);
	t.true(events.some(event => String(event[2]).startsWith('said x')));
	t.regex((await crew.run(['export', session.id])).stdout, /said x\n/v);
	const wide = path.join(crew.folder, 'wide.cast');
	await writeFile(wide, `${JSON.stringify({version: 2, width: 40, height: 5})}\n${JSON.stringify([0, 'o', '\u{416}\u{416}\u{416}|'])}\n`);
	for (const [width, column] of [[2, 6], [1, 3]] as const) {
		await writeFile(path.join(crew.paths.config, 'config.yaml'), JSON.stringify({ambiguousWidth: width}));
		const shown = crew.open({cols: 90, rows: 6}, ['replay', wide]);
		await shown.untilShows('|');
		t.true(shown.output.includes(`Ж\u{1B}[${column + 1}G|`), `with ambiguousWidth: ${width}`);
		shown.type('q');
		await shown.end();
	}

	const player = crew.open({cols: 90, rows: 20}, ['replay', session.id, '--speed', '8']);
	await player.untilShows('said x');
	await player.untilShows('■');
	player.type('g');
	await player.until(screen => screen.includes('green line') && !screen.includes('said x'), 'the beginning');
	player.resize({cols: 100, rows: 30});
	player.type(' ');
	await player.untilShows('said x');
	player.type('q');
	t.is((await player.end()).exitCode, 0);
	t.regex((await crew.run(['replay', 'nothing.cast'])).stderr, /There is no file nothing\.cast/v);
	t.regex((await crew.run(['replay', file])).stderr, /is not a terminal/v);
	t.regex((await crew.run(['record', session.id])).stderr, /has ended: there is nothing more to record/v);
});
