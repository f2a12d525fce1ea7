import test from 'ava';
import {drive, Follower, script} from './drive.js';

test('a program that asked for it is told when a client\'s terminal turns light, and tells the same to whoever asks later', async t => {
	const holder = await drive(t, script('process.stdin.setRawMode(true); process.stdin.on("data", data => { process.stdout.write(JSON.stringify(String(data)) + "\\r\\n"); }); process.stdout.write("\\u001B[?2031hready\\r\\n")'));
	const link = await holder.connect();
	const follower = new Follower(link);
	await follower.shows('ready');
	link.tellScheme('light');
	await follower.shows(String.raw`[?997;2n`);
	link.tellScheme('light');
	link.tellScheme('dark');
	await follower.shows(String.raw`[?997;1n`);
	t.is(follower.text.split('997').length, 3);
});
