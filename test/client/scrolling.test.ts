import {rm} from 'node:fs/promises';
import test from 'ava';
import {Follower} from '../holder/drive.js';
import {setStage} from './stage.js';

const size = {cols: 100, rows: 30};

/** The numbers of the lines that are seen, from top to bottom. */
const seen = (screen: string): number[] => screen.matchAll(/line (?<number>\d+) end/gv).map(({groups}) => Number(groups!['number'])).toArray();

test('where the history is full, what is printed meanwhile moves neither the lines that are looked at nor those beside them', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'n=0; more() { i=0; while [ $i -lt $1 ]; do n=$((n+1)); i=$((i+1)); echo "line $n end"; done; }; more 500; while read count; do more $count; done'], {historyLines: 300});
	const link = await held.connect();
	const follower = new Follower(link);
	const print = async (count: number, last: number) => {
		link.input(new TextEncoder().encode(`${count}\n`));
		await follower.shows(`line ${last} end`);
	};

	const client = stage.open(size);
	await client.untilShows('line 500 end');
	client.type('s/line 400 \r');
	await client.until(screen => screen.includes('match 1 of 1') && screen.includes('line 400 end'), 'the line that was searched for');
	const [first] = seen(client.screen);
	await print(150, 650);
	await client.until(screen => /↑ 2\d\d of 3/v.test(screen), 'how much is below now');
	t.is(seen(client.screen)[0], first);
	client.type('k');
	await client.until(screen => seen(screen)[0] === first! - 1, 'the line above');
	client.type('jj');
	await client.until(screen => seen(screen)[0] === first! + 1, 'the line below');
	// What was marked is marked still.
	client.type('vVj');
	await client.untilShows('select in');
	await print(20, 670);
	client.type('y');
	await client.untilShows('Copied 2 lines');
	t.regex(client.output, /\u{1B}\]52;c;bGluZSA0MDAgZW5kCmxpbmUgNDAxIGVuZA/v, 'line 400 and line 401');
	// The oldest lines go, and with them what was looked at.
	await print(400, 1070);
	client.type('k');
	await client.until(screen => seen(screen)[0]! > 700 && screen.includes('The lines beside what you looked at have left the history'), 'the oldest line that is kept, and why');
	client.type('j');
	await client.until(screen => !screen.includes('have left the history'), 'that it goes on from there');
	client.type('G');
	await client.untilShows('line 1070 end');
});

test('where a session ends while its history is looked at, its lines stay and can still be gone through', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'i=0; while [ $i -lt 500 ]; do i=$((i+1)); echo "line $i end"; done; read end'], {historyLines: 300});
	const link = await held.connect();
	const client = stage.open(size);
	await client.untilShows('line 500 end');
	client.type('s/line 400 \r');
	await client.until(screen => screen.includes('match 1 of 1') && screen.includes('line 400 end'), 'the line that was searched for');
	const [first] = seen(client.screen);
	link.input(new TextEncoder().encode('\n'));
	await held.exit();
	await link.end(100);
	await held.gone();
	stage.change(({sessions}) => ({sessions: sessions.map(({socket, ...view}) => ({...view, state: 'done', endedAt: Date.now()}))}));
	await client.until(screen => screen.includes('✓ done'), 'that it ended');
	t.is(seen(client.screen)[0], first);
	client.type('k');
	await client.until(screen => seen(screen)[0] === first! - 1, 'the line above');
	client.type('jj');
	await client.until(screen => seen(screen)[0] === first! + 1, 'the line below');
	client.type('G');
	await client.untilShows('line 500 end');
});

test('a session that printed its last lines where it was not seen, and ended, is gone through from where it was', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'n=0; more() { i=0; while [ $i -lt $1 ]; do n=$((n+1)); i=$((i+1)); echo "line $n end"; done; }; more 500; read more; more 100'], {historyLines: 300});
	await stage.hold(['/bin/cat']);
	const link = await held.connect();
	const client = stage.open(size);
	await client.untilShows('line 500 end');
	client.type('1s/line 400 \r');
	await client.until(screen => screen.includes('match 1 of 1') && screen.includes('line 400 end'), 'the line that was searched for');
	const [first] = seen(client.screen);
	client.type('2z');
	await client.until(screen => !screen.includes('line 400 end'), 'the other session alone');
	link.input(new TextEncoder().encode('\n'));
	await held.exit();
	await link.end(100);
	await held.gone();
	stage.change(({sessions}) => ({sessions: sessions.map(view => {
		const {socket, ...rest} = view;
		return view.number === 1 ? {...rest, state: 'done', endedAt: Date.now()} : view;
	})}));
	client.type('1');
	await client.until(screen => screen.includes('✓ done') && screen.includes('line 400 end'), 'that it ended, and the lines as they were');
	t.is(seen(client.screen)[0], first);
	client.type('s');
	await client.until(screen => seen(screen)[0] !== first, 'other lines');
	const [above] = seen(client.screen);
	t.true(above! < first! && above! > first! - size.rows, `${above} is half a page above ${first}`);
});

test('where the history of a session that ended cannot be read any more, that is said, and it is scrolled to nowhere', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', 'i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo "line $i end"; done; read end']);
	const link = await held.connect();
	const client = stage.open(size);
	await client.untilShows('line 100 end');
	client.type('\u{1B}[<64;5;5M');
	// With the lines: those that come only when its holder has gone are read from its file, which is then still there.
	await client.until(screen => screen.includes('↑ 3 of') && screen.includes('back to now') && !screen.includes('line 100 end'), 'older lines');
	link.input(new TextEncoder().encode('\n'));
	await held.exit();
	await link.end(100);
	await held.gone();
	await rm(held.folder, {recursive: true});
	stage.change(({sessions}) => ({sessions: sessions.map(({socket, ...view}) => ({...view, state: 'done', endedAt: Date.now()}))}));
	await client.untilShows('✓ done');
	client.type('\u{1B}[<64;5;5M');
	await client.until(screen => screen.includes('no such file') && !screen.includes('↑'), 'why not, and nothing of older lines');
	client.type('z');
	await client.untilShows('zoom out');
	t.false(client.screen.includes('back to now'));
	client.type('\u{1B}');
	t.true(await client.until(screen => !screen.includes('zoom out'), 'the layout, which escape goes back to'));
});
