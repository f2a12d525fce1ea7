import {Buffer} from 'node:buffer';
import test from 'ava';
import {within} from '../../source/base/guard.js';
import type {Sized} from '../../source/link/holder-link.js';
import type {Size, Sizing} from '../../source/protocol/holder.js';
import {Grid} from '../../source/screen/grid.js';
import {gridText} from '../../source/screen/row-text.js';
import {applyRows} from '../../source/screen/screen.js';
import {StyleTable} from '../../source/screen/style.js';
import {drive, Follower, patience, script} from './drive.js';

const bytes = (text: string) => Buffer.from(text);

test('attached again, a client gets the same screen', async t => {
	const holder = await drive(t, script('process.stdout.write("\\u001B[2J\\u001B[3;5H\\u001B[1;32mGreen\\u001B[0m 中文 e\\u0301\\u001B[10;1Hlast"); setInterval(() => {}, 1e6)'));
	const first = await holder.connect();
	const one = new Follower(first);
	await one.shows('last');
	first.close();
	const two = new Follower(await holder.connect());
	await two.shows('last');
	t.is(two.text, one.text);
	t.true(two.text.includes('    Green 中文 e\u{301}'));
	t.deepEqual(two.screen.cursor, one.screen.cursor);
	t.deepEqual(two.screen.grid.styles.get(two.screen.grid.cell({x: 4, y: 2}).style), one.screen.grid.styles.get(one.screen.grid.cell({x: 4, y: 2}).style));
	t.is(two.updates, 1);
});

test('a client that comes back with a revision gets only what changed since', async t => {
	const holder = await drive(t, ['cat']);
	const link = await holder.connect();
	const follower = new Follower(link);
	link.input(bytes('one\r'));
	await follower.until(text => text.split('one').length === 3);
	const {revision} = follower.screen;
	link.close();
	const second = await holder.connect();
	const got = new Promise<number[]>(resolve => {
		second.updates.once(update => {
			resolve(update.rows.map(({y}) => y));
		});
	});
	second.subscribe(revision);
	second.input(bytes('two\r'));
	const rows = await within(patience, got, () => new Error('No update came.'));
	t.true(rows.length > 0 && rows.every(y => y >= 2), String(rows));
});

test('keys are echoed while another client never acknowledges', async t => {
	const holder = await drive(t, ['cat']);
	const sleeper = await holder.connect();
	let got = 0;
	sleeper.updates.on(() => {
		got++;
	});
	sleeper.subscribe(0);
	const link = await holder.connect();
	const follower = new Follower(link);
	for (const word of ['alpha', 'beta', 'gamma']) {
		link.input(bytes(`${word}\r`));
		await follower.until(text => text.split(word).length === 3);
	}

	await sleeper.getStatus();
	t.is(got, 1);
});

test('under a flood a key and a request are answered at once', async t => {
	const holder = await drive(t, script(`
		process.stdin.setRawMode(true);
		let echoed = '';
		process.stdin.on('data', data => { echoed += data; });
		const line = 'flood '.repeat(12) + '\\r\\n';
		const pour = () => { process.stdout.write('\\u001B]2;' + echoed + '\\u0007' + line.repeat(40)); setImmediate(pour); };
		pour();
	`));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('flood');
	const times: number[] = [];
	for (const word of 'abcdefgh') {
		const start = performance.now();
		link.input(bytes(word));
		await follower.until((_, screen) => screen.title.endsWith(word));
		times.push(performance.now() - start);
		await link.getStatus();
	}

	t.true(times.toSorted((a, b) => a - b)[4]! < 3000, `The keys took ${times.map(Math.round).join(', ')} ms.`);
});

test('garbage on the socket closes that connection and nothing else', async t => {
	const holder = await drive(t, ['cat']);
	const bad = await holder.connect();
	const closed = new Promise<void>(resolve => {
		bad.closed.once(resolve);
	});
	bad.resize({cols: -5, rows: 1e9});
	await within(patience, closed, () => new Error('The connection stayed.'));
	const link = await holder.connect();
	t.is((await link.getStatus()).exit, undefined);
});

test('the program follows the size of the screen', async t => {
	const holder = await drive(t, ['sh', '-c', 'trap "stty size" WINCH; while :; do read line; done']);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.until((_, screen) => screen.revision > 0);
	link.resize({cols: 100, rows: 30});
	await follower.until((text, screen) => text.includes('30 100') && screen.grid.cols === 100 && screen.grid.rows === 30);
	t.deepEqual((await link.getStatus()).size, {cols: 100, rows: 30});
});

test('of several clients the one that acted last has its size; when it leaves, the one before it; a rule may say otherwise', async t => {
	const program = ['sh', '-c', 'trap "stty size" WINCH; while :; do read line; done'];
	const wide = {cols: 100, rows: 20};
	const tall = {cols: 60, rows: 40};
	const sizesOf = async (sizing?: Sizing) => {
		const holder = await drive(t, program, sizing === undefined ? {} : {sizing});
		const [first, second] = [await holder.connect(), await holder.connect()];
		const decisions: Sized[] = [];
		for (const link of [first, second]) {
			link.sized.on(decision => {
				decisions.push({size: decision.size, by: decision.by});
			});
			link.subscribe(0);
		}

		first.resize(wide);
		await first.getStatus();
		second.resize(tall);
		await second.getStatus();
		const follower = new Follower(await holder.connect());
		const settled = async (size: Size) => {
			await follower.until((_, screen) => screen.grid.cols === size.cols && screen.grid.rows === size.rows);
		};

		return {decisions, first, second, settled};
	};

	const latest = await sizesOf();
	t.deepEqual(latest.decisions, [{size: wide, by: 'latest'}, {size: tall, by: 'latest'}]);
	await latest.settled(tall);
	latest.second.close();
	await latest.settled(wide);
	const largest = await sizesOf('largest');
	t.deepEqual(largest.decisions.at(-1), {size: {cols: 100, rows: 40}, by: 'largest'});
	await largest.settled({cols: 100, rows: 40});
	largest.first.unsubscribe();
	await largest.settled(tall);
	const smallest = await sizesOf('smallest');
	t.deepEqual(smallest.decisions.at(-1), {size: {cols: 60, rows: 20}, by: 'smallest'});
	const fixed = await sizesOf({cols: 90, rows: 33});
	t.deepEqual(fixed.decisions, [{size: {cols: 90, rows: 33}, by: 'fixed'}, {size: {cols: 90, rows: 33}, by: 'fixed'}]);
	await fixed.settled({cols: 90, rows: 33});
});

test('those who are shown a row learn whether it goes on what is above, also when nothing else of it changes', async t => {
	const untilKey = 'dd bs=1 count=1 2>/dev/null';
	const holder = await drive(t, ['sh', '-c', String.raw`stty raw -echo; printf '%080d%s' 1 'goes on'; ${untilKey}; printf '\033[2;1H\033[Kgoes on'; ${untilKey}; printf 'end'; exec cat`]);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('goes on');
	t.is(follower.screen.grid.wrapped[1], 1);
	link.input(bytes('x'));
	await follower.until(() => follower.screen.grid.wrapped[1] === 0);
	link.input(bytes('x'));
	await follower.shows('goes onxend');
	t.is(follower.screen.grid.wrapped[1], 0);
});

test('a line keeps its number when those before it leave the history', async t => {
	const holder = await drive(t, ['sh', '-c', 'seq -f "line %g" 1 100; read go; seq -f "line %g" 101 130; exec cat'], {historyLines: 50});
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('line 100');
	t.deepEqual([follower.screen.lostLines, follower.screen.topLine], [27, 77], '77 lines left the screen, of which 50 are kept');
	const found = async () => link.search({pattern: 'line 90', regularExpression: false, limit: 10});
	t.deepEqual((await found()).matches, [{line: 89, column: 0, width: 7}]);
	const {first, total} = await link.lines(0, 5);
	t.deepEqual([first, total], [27, 101]);
	link.input(bytes('\n'));
	await follower.shows('line 130');
	t.deepEqual((await found()).matches, [{line: 89, column: 0, width: 7}]);
	const {first: same, update} = await link.lines(89, 1);
	t.is(same, 89);
	const grid = new Grid({cols: 80, rows: 1}, new StyleTable());
	applyRows(grid, update);
	t.is(gridText(grid), 'line 90');
});

test('lines, text and search reach what was scrolled away', async t => {
	const holder = await drive(t, ['sh', '-c', 'seq 1 100 | sed "s/^/line /"; printf "%0120d END" 7; exec cat']);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('END');
	const {first, total, update} = await link.lines(0, 3);
	t.is(first, 0);
	t.is(total, 102);
	const grid = new Grid({cols: 80, rows: 3}, new StyleTable());
	applyRows(grid, update);
	t.is(gridText(grid), 'line 1\nline 2\nline 3');
	t.deepEqual((await link.text(2)).split('\n'), ['line 100', `${'0'.repeat(119)}7 END`]);
	const found = await link.search({pattern: 'Line 4', regularExpression: false, limit: 3});
	t.is(found.total, 0);
	const plain = await link.search({pattern: 'line 4', regularExpression: false, limit: 3});
	t.is(plain.total, 11);
	t.deepEqual(plain.matches[0], {line: 3, column: 0, width: 6});
	const wrapped = await link.search({pattern: '0+7 end', regularExpression: true, limit: 3});
	t.deepEqual(wrapped.matches, [{line: 100, column: 0, width: 124}]);
	await t.throwsAsync(link.search({pattern: '(0+)+$x', regularExpression: true, limit: 1}).then(async () => link.search({pattern: '(((0|00)+)+)+E', regularExpression: true, limit: 1})), {code: 'slow-pattern'});
	t.is((await link.getStatus()).exit, undefined);
});
