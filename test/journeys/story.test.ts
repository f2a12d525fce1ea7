import {access, readdir} from 'node:fs/promises';
import test from 'ava';
import {processesOf} from '../../source/demo/processes.js';
import type {Size} from '../../source/screen/grid.js';
import type {Pty} from '../client/pty.js';
import {makeHome} from '../support/home.js';
import {asItWas, modesOf} from '../support/modes.js';

const ids = ['csv-import', 'schema-errors', 'cli-help'];
const ending = /✓ Three tasks merged, the tests of the base pass, nothing was left behind\./v;

// What the person does is done on one of them and then on the other.
const sizes = [{cols: 200, rows: 60}, {cols: 80, rows: 24}] as const;

test('the story by keys alone to its end, on a terminal that is now large and now small', async t => {
	const home = await makeHome(t);
	// The demo's folder is made in the temporary one, and this makes it go whatever happens.
	const pty = home.open(sizes[0], ['demo'], {cwd: home.folder, environment: {TMPDIR: home.folder, MILLWRIGHT_REHEARSAL: undefined}});
	await pty.until(screen => ids.every(id => screen.includes(id)), 'the three tasks');
	const told: string[] = [];
	while (await nextNeed(pty)) {
		t.true(pty.screen.split('\n', 1)[0]!.includes('REHEARSAL'), pty.screen);
		told.push(await satisfy(pty));
		await resize(pty, sizes[told.length % 2]!);
	}

	t.is(told.filter(what => what === 'answered').length, 3, 'each planner asks once');
	t.is(told.filter(what => what === 'approved').length, 3, 'each change is approved by the person');
	await resize(pty, sizes[1]);
	await showRules(pty);
	t.regex(pty.screen, /● stream CSV input +from csv-import +\d+ plans/v, 'the rule says where it came from and what it has done since');
	t.true(modesOf(pty.emulator).alternate);

	pty.type('q');
	await pty.until(screen => screen.replaceAll('\n', '').includes('✓ Three tasks merged, the tests of the base pass, nothing was left behind.'), 'how it went');
	const {exitCode} = await pty.end();
	t.is(exitCode, 0, pty.screen);
	t.deepEqual(modesOf(pty.emulator), asItWas);
	t.regex(pty.screen, /rule +stream CSV input +from csv-import/v);
	await t.throwsAsync(access(/Throwaway folder: (?<folder>\S+)/v.exec(pty.screen)!.groups!['folder']!));
	t.deepEqual(await processesOf(home.folder), []);
});

const isAllMerged = (screen: string) => ids.every(id => new RegExp(`✓ ${id} +merged`, 'v').test(screen));

/** False when all is merged. */
async function nextNeed(pty: Pty): Promise<boolean> {
	await pty.until(screen => /▲ .*\ba (?:answer|review)\b/v.test(screen.split('\n', 2)[1]!) || isAllMerged(screen), 'somebody who needs the person, or the end');
	return !isAllMerged(pty.screen);
}

async function resize(pty: Pty, size: Size): Promise<void> {
	const before = pty.output.length;
	pty.resize(size);
	await pty.until(screen => pty.output.length > before && screen.split('\n', 1)[0]!.includes('REHEARSAL'), 'the floor in its new size');
}

/** Does what the inbox line says, as it says. */
async function satisfy(pty: Pty): Promise<'answered' | 'approved'> {
	const need = needOf(pty.screen);
	// What was dealt with stands there until the daemon has told that it is.
	const isDealtWith = (screen: string) => needOf(screen) !== need;
	pty.type('a');
	await pty.until(screen => screen.includes('enter answer') || screen.includes('a approve'), 'the question or the diff');
	if (pty.screen.includes('enter answer')) {
		pty.type('\r');
		await pty.until(screen => screen.includes('It is answered.') && isDealtWith(screen), 'that it is answered');
		return 'answered';
	}

	await pty.until(screen => /✓ pass +reviewer/v.test(screen) && /✓ pass +adversary/v.test(screen) && screen.includes('✓ green test'), 'the verdicts, the gates and the diff');
	pty.type('a');
	await pty.until(screen => screen.includes(' is approved.') && isDealtWith(screen), 'that it is approved');
	return 'approved';
}

/** Who needs the person, and whether for an answer or an approval; the rest of the line depends on the room. */
const needOf = (screen: string): string => /▲ [\-a-z]+ (?:asks|is ready)/v.exec(screen.split('\n', 2)[1]!)?.[0] ?? 'nobody';

/** To the rules with the tab key, and zoomed, so that there is room for where a rule came from. */
async function showRules(pty: Pty): Promise<void> {
	while (!pty.screen.includes('▸rules')) {
		const focused = /▸[^\n▸]*?(?=[─┬╮])/v.exec(pty.screen)?.[0];
		pty.type('\t');
		await pty.until(screen => focused === undefined || !screen.includes(focused), 'another pane in focus');
	}

	pty.type('z');
	await pty.until(screen => !screen.includes('queue ─') && screen.includes('from csv-import'), 'the rules alone');
}

test('the story without a terminal, line by line: it exits with 0 when the base ended as promised', async t => {
	const home = await makeHome(t);
	const {code, stdout, stderr} = await home.run(['demo'], {cwd: home.folder, environment: {TMPDIR: home.folder, MILLWRIGHT_REHEARSAL: undefined}});
	t.is(code, 0, `${stdout}${stderr}`);
	t.regex(stdout, /^A rehearsal: .{1,66}\n/v, 'one line of 80 columns');
	t.regex(stdout, ending);
	t.regex(stdout, /csv-import +rule +becomes the rule stream-csv-input/v);
	t.notRegex(stdout, /\u{1B}/v, 'a pipe gets no escape sequences');
	t.deepEqual(await processesOf(home.folder), []);
});

test('ctrl-c before the floor of the demo is open ends it, and leaves nothing behind', async t => {
	const home = await makeHome(t);
	const pty = home.open({cols: 100, rows: 30}, ['demo'], {cwd: home.folder, environment: {TMPDIR: home.folder, MILLWRIGHT_REHEARSAL: undefined}});
	await pty.until(screen => screen.includes('Throwaway folder: '), 'that it began');
	pty.type('\u{3}');
	const {exitCode} = await pty.end();
	t.is(exitCode, 130, pty.screen);
	t.regex(pty.screen.replaceAll('\n', ''), /The demo was interrupted; its daemon and agents are ended\. Its folder is gone\./v);
	t.deepEqual(modesOf(pty.emulator), asItWas);
	t.deepEqual(await readdir(home.folder).then(names => names.filter(name => name.startsWith('mw-'))), []);
	t.deepEqual(await processesOf(home.folder), []);
});
