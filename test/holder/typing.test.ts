import {Buffer} from 'node:buffer';
import test from 'ava';
import {drive, Follower, script} from './drive.js';

/** Takes pastes, shows what it has read with every control character named, and counts the return keys. */
const reader = script(`
	process.stdin.setRawMode(true);
	process.stdout.write('\\u001B[?2004hready\\r\\n');
	let all = '';
	process.stdin.on('data', data => {
		all += data;
		process.stdout.write('\\u001B[2J\\u001B[H' + JSON.stringify(all));
	});
`);

test('a text is pasted once, and the return key comes after it by itself', async t => {
	const holder = await drive(t, reader);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	t.true(await link.type('do it\nnow', {submit: true}));
	await follower.until(text => text.endsWith('\\r"'));
	t.is(follower.text, String.raw`"\u001b[200~do it\rnow\u001b[201~\r"`);
});

test('what is typed can neither end its paste nor press a key', async t => {
	const holder = await drive(t, reader);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	t.true(await link.type('title\u{1B}[201~\u{15}\u{3}; rm -rf /\u{9B}201~', {submit: false}));
	await follower.shows('rm -rf');
	t.is(follower.text, String.raw`"\u001b[200~title[201~; rm -rf /201~\u001b[201~"`);
});

test('a program that shows nothing of it is reported, and no return key is pressed', async t => {
	const holder = await drive(t, script(`
		process.stdin.setRawMode(true);
		process.stdout.write('ready');
		let all = '';
		process.stdin.on('data', data => {
			all += data;
			if (data.includes('!')) {
				process.stdout.write(JSON.stringify(all));
			}
		});
	`));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	t.false(await link.type('silent', {submit: true}));
	link.input(Buffer.from('!'));
	await follower.shows('"silent!"');
});

test('nothing is typed behind the person\'s half-typed draft', async t => {
	const holder = await drive(t, ['cat']);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.until((_, screen) => screen.revision > 0);
	link.input(Buffer.from('half a dra'));
	await follower.shows('half a dra');
	t.false(await link.type('machine', {submit: true}));
	t.false(follower.text.includes('machine'));
	link.input(Buffer.from('\r'));
	await follower.until(text => text.split('half a dra').length === 3);
	t.true(await link.type('machine', {submit: true}));
	await follower.until(text => text.split('machine').length === 3);
});

test('who leaves a half-typed draft, or moves the mouse over it, has it still', async t => {
	const holder = await drive(t, script(`
		process.stdin.setRawMode(true);
		process.stdout.write('ready\\r\\n');
		process.stdin.on('data', data => process.stdout.write(data.includes('\\u001B') ? '\\u001B7\\u001B[5H' + JSON.stringify(String(data)) + '\\u001B8' : data));
	`));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	link.input(Buffer.from('half a dra'));
	await follower.shows('half a dra');
	for (const report of ['[O', '[<35;10;5M']) {
		link.input(Buffer.from(`\u{1B}${report}`));
		await follower.shows(`${report}"`);
		t.false(await link.type('machine', {submit: true}), `after ${report}`);
	}
});

test('keys that are pressed while a text is typed come after it', async t => {
	const holder = await drive(t, reader);
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	const typed = link.type('machine', {submit: true});
	link.input(Buffer.from('me'));
	t.true(await typed);
	await follower.until(text => text.endsWith('me"'));
	t.is(follower.text, String.raw`"\u001b[200~machine\u001b[201~\rme"`);
});

/** Draws a new picture ten times a second, with what it shows of what it has read, and the pictures since the last text that it read. */
const spinner = (shown: string) => script(`
	process.stdin.setRawMode(true);
	let [all, pictures, readAt, keyAt] = ['', 0, 0, 0];
	process.stdin.on('data', data => {
		all += data;
		if (data.length > 1) {
			readAt = pictures;
		} else {
			keyAt = pictures;
		}
	});
	setInterval(() => {
		pictures++;
		process.stdout.write('\\u001B[2J\\u001B[H' + '|/-'[pictures % 3] + ' ready ' + (${shown} ? JSON.stringify(all) : '') + (keyAt > 0 ? ' key after ' + (keyAt - readAt) + ';' : ''));
	}, 100);
`);
const picturesUntilKey = (text: string) => Number(/key after (?<count>\d+);/v.exec(text)?.groups?.['count']);

test('a program that never stops drawing gets the return key soon after it has shown the text', async t => {
	const holder = await drive(t, spinner('true'));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	t.true(await link.type('do it', {submit: true}));
	await follower.shows('key after');
	t.true(follower.text.includes(String.raw`"do it\r"`));
	// Three and one or two more; it was fifty.
	t.true(picturesUntilKey(follower.text) < 25, follower.text);
});

test('a key of the person does not wait for a program that never stops drawing, and no return key sends it with the text', async t => {
	const holder = await drive(t, spinner('keyAt > 0'));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	const typed = [link.type('silent', {submit: true}), link.type('and more', {submit: true})];
	link.input(Buffer.from('K'));
	t.deepEqual(await Promise.all(typed), [false, false], 'neither is known to have arrived');
	await follower.shows('"silentK"');
	// Five and one or two more; it was fifty.
	t.true(picturesUntilKey(follower.text) < 25, follower.text);
	link.input(Buffer.from('!'));
	await follower.shows('"silentK!"');
});

test('a mouse that moves over a program does not hurry the text that is typed into it', async t => {
	const holder = await drive(t, spinner('pictures > readAt + 10'));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	const typed = link.type('do it', {submit: true});
	link.input(Buffer.from('\u{1B}[<35;10;5M'));
	t.true(await typed);
	await follower.shows(String.raw`"do it\r\u001b[<35;10;5M"`);
});

test('a program that has ended takes no text', async t => {
	const holder = await drive(t, ['true']);
	const link = await holder.connect();
	await holder.exit();
	t.false(await link.type('late', {submit: true}));
});
