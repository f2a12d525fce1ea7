import test from 'ava';
import type {Pty} from '../client/pty.js';
import {makeCrew} from '../support/crew.js';

// Fills its screen with its size, as often as that changes, and says what is typed.
const painter = `
process.stdin.setRawMode(true);
let typed = '';
const paint = () => {
	const {columns, rows} = process.stdout;
	process.stdout.write('\\x1b[2J\\x1b[H' + ('painted ' + columns + 'x' + rows + ' typed [' + typed + ']').slice(0, columns));
};
process.stdout.on('resize', paint);
process.stdin.on('data', data => { typed += data; paint(); });
paint();
`;

const painted = /painted (?<cols>\d+)x(?<rows>\d+) typed \[(?<typed>\w*)\]/v;

const isPainted = (typed: string) => (screen: string) => painted.exec(screen)?.groups!['typed'] === typed;

function fits(screen: string, room: {cols: number; rows: number}): boolean {
	const {cols, rows} = painted.exec(screen)!.groups!;
	return Number(cols) <= room.cols && Number(rows) <= room.rows;
}

test('two terminals of different sizes on one session: both show it, and what is typed in either arrives once', async t => {
	const crew = await makeCrew(t, {painter});
	const session = await crew.start('painter');
	const large = crew.open({cols: 200, rows: 60});
	await large.until(isPainted(''), 'the agent');
	const small = crew.open({cols: 60, rows: 15}, ['attach', '1']);
	await small.until(isPainted(''), 'the agent');

	await typeInto(large, {number: session.number, text: 'L'});
	await Promise.all([large, small].map(async pty => pty.until(isPainted('L'), 'what was typed in the large one')));
	await typeInto(small, {number: session.number, text: 's'});
	await Promise.all([large, small].map(async pty => pty.until(isPainted('Ls'), 'what was typed in the small one')));
	// Sizes that follow closely are told to the program as one, a moment later.
	await small.until(screen => isPainted('Ls')(screen) && fits(screen, {cols: 60, rows: 12}), 'the size of who acted last');
	t.true(large.screen.split('\n', 1)[0]!.includes('millwright') && small.screen.split('\n', 1)[0]!.includes('millwright'));

	small.kill('SIGKILL');
	await small.end();
	await typeInto(large, {number: session.number, text: 'L'});
	await large.until(screen => isPainted('LsL')(screen) && !fits(screen, {cols: 60, rows: 60}), 'the size of the one that is left');
});

// Lines that a terminal of 200 columns shows in one row and one of 60 in three, more than two thirds of what a history keeps.
const teller = `
const word = 'wide-as-it-is-it-fits-there-';
process.stdout.write(Array.from({length: 7000}, (_, number) => 'N' + number + ' ' + word.repeat(4) + number).join('\\r\\n'));
process.stdin.setRawMode(true).on('data', () => {});
`;

test('a look from a small terminal costs a full history no line', async t => {
	const crew = await makeCrew(t, {teller});
	const session = await crew.start('teller');
	const large = crew.open({cols: 200, rows: 60}, ['attach', '1']);
	await large.untilShows('N6999 wide');
	const printed = async () => {
		const {stdout} = await crew.run(['export', session.id]);
		return stdout.split('\n').filter(line => /^N(?<number>\d+) .*-\k<number>$/v.test(line)).length;
	};

	t.is(await printed(), 7000);
	const small = crew.open({cols: 60, rows: 15}, ['attach', '1']);
	await small.until(screen => screen.includes('-6999'), 'the last line');
	await large.until(screen => screen.includes('60×'), 'that the session has the size of the small one');
	t.is(await printed(), 7000);
	small.type('q');
	await small.end();
	await large.until(screen => !screen.includes('60×'), 'that the session has its own size again');
	t.is(await printed(), 7000);
});

test('a storm of sizes, zooms and layouts leaves no blank pane', async t => {
	const crew = await makeCrew(t, {painter});
	await crew.start('painter');
	const pty = crew.open({cols: 120, rows: 40});
	await pty.until(isPainted(''), 'the agent');
	pty.type('1');
	for (let turn = 0; turn < 40; turn++) {
		pty.resize({cols: 60 + ((turn * 7) % 130), rows: 15 + ((turn * 5) % 40)});
		pty.type(turn % 3 === 0 ? 'z' : 'l');
	}

	// Four layouts are gone through, so wherever it stands, the pane is shown again at the latest after four more.
	pty.resize({cols: 100, rows: 30});
	pty.type('\u{C}');
	for (let turn = 0; turn < 4; turn++) {
		pty.type('l');
	}

	pty.type('1');
	await pty.until(screen => isPainted('')(screen) && fits(screen, {cols: 100, rows: 27}) && screen.split('\n', 1)[0]!.includes('millwright'), 'the agent after the storm, in the size of its pane');

	pty.resize({cols: 50, rows: 12});
	await pty.until(screen => /60.*15/v.test(screen.replaceAll('\n', ' ')) && !isPainted('')(screen), 'politely, that there is too little room');
	pty.resize({cols: 80, rows: 24});
	t.true(await pty.until(screen => isPainted('')(screen) && screen.split('\n', 1)[0]!.includes('millwright'), 'the floor again'));
});

// Answers a key with the size that it was born in, and how often that changed.
const born = `
const {columns, rows} = process.stdout;
let changes = 0;
process.stdout.on('resize', () => changes++);
process.stdin.setRawMode(true).on('data', () => process.stdout.write('\\r\\nborn ' + columns + 'x' + rows + ', changes ' + changes));
process.stdout.write('here');
`;

test('an agent is born in the size of the pane that it is opened for, and told of no other', async t => {
	const crew = await makeCrew(t, {born});
	const alone = crew.open({cols: 90, rows: 30}, ['attach', '--agent', 'born']);
	await alone.untilShows('here');
	await typeInto(alone, {number: 1, text: 'k'});
	t.true(await alone.untilShows('born 90x25, changes 0'));
	alone.kill('SIGKILL');
	await alone.end();

	const floor = crew.open({cols: 200, rows: 50});
	await floor.untilShows('changes 0');
	floor.type('A');
	await floor.untilShows('▸ born');
	floor.type('\r');
	await floor.until(screen => screen.includes('2 shop') && screen.split('here').length === 3, 'the second agent');
	await typeInto(floor, {number: 2, text: 'k'});
	// The floor has panels beside its sessions, so it is not the size of before.
	t.true(await floor.until(screen => /born (?!90x)\d+x\d+, changes 0/v.test(screen), 'the size of the second'));
});

test('a size that is set is the one that an agent is born in, and without a client it is born in one of its own', async t => {
	const fixed = await makeCrew(t, {born}, {sessionSize: '70x20'});
	const pty = fixed.open({cols: 90, rows: 30}, ['attach', '--agent', 'born']);
	await pty.untilShows('here');
	await typeInto(pty, {number: 1, text: 'k'});
	t.true(await pty.untilShows('born 70x20, changes 0'));

	const usual = await makeCrew(t, {born});
	const unseen = await usual.follow(await usual.start('born'));
	await unseen.shows('here');
	t.like(unseen.screen.grid, {cols: 120, rows: 36});
	const daemon = await usual.link();
	await t.throwsAsync(daemon.request('session.open', {project: usual.project, agent: 'born', size: {cols: 80, rows: 100_000}}), {code: 'bad-parameters', message: /"size\.rows"/v});
});

async function typeInto(pty: Pty, {number, text}: {number: number; text: string}): Promise<void> {
	if (!pty.screen.includes(`typing into ${number}`)) {
		pty.type(`${number}\r`);
		await pty.untilShows(`typing into ${number}`);
	}

	pty.type(text);
}
