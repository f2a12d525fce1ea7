import test from 'ava';
import {chooseEngine} from '../../source/holder/choose-engine.js';
import {practise} from '../../source/holder/practice.js';
import {drive, Follower, script} from './drive.js';

test('practice takes every key to the echo that a viewer is sent', async t => {
	t.is(await practise(await chooseEngine({})), 450);
});

test('nothing is typed into a program by the word that keys will come, nor by the practice behind it', async t => {
	const holder = await drive(t, script('let all = ""; process.stdin.setRawMode(true); process.stdin.on("data", data => { all += data; console.log("got <" + all + ">"); }); console.log("ready")'));
	await holder.record();
	const link = await holder.connect();
	const follower = new Follower(link);
	link.subscribe(0);
	await follower.shows('ready');
	link.input(new Uint8Array(0));
	link.input(new TextEncoder().encode('a'));
	await follower.shows('got <a>');
	link.input(new TextEncoder().encode('b'));
	await follower.shows('got <ab>');
	t.false(follower.text.includes('abc'));
	await link.end(0);
	link.close();
});
