import {Buffer} from 'node:buffer';
import test from 'ava';
import {drive, Follower, script} from './drive.js';

const program = script(String.raw`
process.stdin.setRawMode(true);
process.stdout.write('before\r\n');
const wide = Buffer.from('日本');
process.stdin.on('data', data => {
	const key = String(data);
	if (key === 'q') {
		process.exit(3);
	} else if (key === 'w') {
		// A character in two writes.
		process.stdout.write(wide.subarray(0, 2), () => setImmediate(() => process.stdout.write(Buffer.concat([wide.subarray(2), Buffer.from(' whole\r\n')]))));
	} else {
		process.stdout.write('typed ' + key + '\r\n');
	}
});
`);

type Event = [at: number, kind: string, data: string];

const parse = (text: string): {header: Record<string, unknown>; events: Event[]} => {
	const [header, ...events] = text.trimEnd().split('\n').map(line => JSON.parse(line) as unknown);
	return {header: header as Record<string, unknown>, events: events as Event[]};
};

test('a recording that was begun late starts with what is on the screen, and ends whole before the exit is told', async t => {
	const holder = await drive(t, program);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('before');
	link.input(Buffer.from('a'));
	await follower.shows('typed a');
	await link.record({on: true});
	t.true((await link.getStatus()).recording);
	link.input(Buffer.from('w'));
	await follower.shows('日本 whole');
	link.resize({cols: 100, rows: 30});
	await follower.until((_, screen) => screen.grid.cols === 100);
	link.input(Buffer.from('q'));
	t.is((await holder.exit()).code, 3);
	const {header, events} = parse(await holder.file('recording.cast'));
	t.deepEqual([header['version'], header['width'], header['height']], [2, 80, 24]);
	t.regex(events[0]![2], /before.*typed a/v, 'the first frame is the screen as it was');
	const printed = events.slice(1).filter(([, kind]) => kind === 'o').map(event => event[2]).join('');
	t.is(printed.trimEnd(), '日本 whole', 'no character is torn');
	t.deepEqual(events.filter(([, kind]) => kind === 'r').map(event => event[2]), ['100x30']);
	const times = events.map(([at]) => at);
	t.deepEqual(times, times.toSorted((one, other) => one - other));
});

test('a session that is to be recorded is so from its first byte, until it is told to stop', async t => {
	const holder = await drive(t, program, {record: true});
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('before');
	await link.record({on: false});
	link.input(Buffer.from('b'));
	await follower.shows('typed b');
	const {events} = parse(await holder.file('recording.cast'));
	const printed = events.map(event => event[2]).join('');
	t.true(printed.includes('before') && !printed.includes('typed b'));
});

test('a second recording keeps the first, and no control character of the program stands in the file', async t => {
	const holder = await drive(t, script(String.raw`
		process.stdin.setRawMode(true);
		process.stdout.write('ready');
		process.stdin.on('data', data => process.stdout.write('\u009B31m\u007F' + data + '.'));
	`));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	for (const key of ['1', '2']) {
		await link.record({on: true});
		link.input(Buffer.from(key));
		await follower.shows(`${key}.`);
		await link.record({on: false});
	}

	const [newest, first] = [await holder.file('recording.cast'), await holder.file('recording.1.cast')];
	const printed = (text: string) => parse(text).events.slice(1).map(event => event[2]).join('');
	t.deepEqual([printed(newest), printed(first)], ['\u{9B}31m\u{7F}2.', '\u{9B}31m\u{7F}1.']);
	t.notRegex(newest + first, /[\u{0}-\u{9}\u{B}-\u{1F}\u{7F}-\u{9F}]/v);
});
