import {Buffer} from 'node:buffer';
import process from 'node:process';
import test from 'ava';
import {chooseEngine} from '../../source/holder/choose-engine.js';
import {drive, Follower, script} from './drive.js';

const question = '\u{1B}[1;1H\u{1B}[1;1;1;1;1;6*y\u{1B}[8;5;9t';

for (const engine of ['own', 'xterm']) {
	test(`no program reads the screen by its checksum or chooses its size, unless the holder's own environment is a test suite's: ${engine}`, async t => {
		for (const [environment, isAnswered] of [[{}, false], [{MILLWRIGHT_TEST_CHECKSUM: '0'}, false], [{MILLWRIGHT_TEST_CHECKSUM: '1'}, true]] as const) {
			const make = await chooseEngine({...environment, MILLWRIGHT_ENGINE: engine});
			const screen = make({size: {cols: 20, rows: 6}, historyLines: 0});
			let said = '';
			let sizes = 0;
			screen.replies.on(reply => {
				said += Buffer.from(reply).toString('latin1');
			});
			screen.events.on(({type}) => {
				sizes += type === 'resize' ? 1 : 0;
			});
			screen.write(Buffer.from(`AB${question}`));
			t.deepEqual([said, sizes], isAnswered ? ['\u{1B}P1!~0103\u{1B}\\', 1] : ['', 0]);
			screen.dispose();
		}
	});
}

test('what the program of a session asks in its own environment changes nothing', async t => {
	const holder = await drive(t, script(`process.stdout.write("${question.replaceAll('\u{1B}', String.raw`\u001B`)}" + process.env.MILLWRIGHT_TEST_CHECKSUM); setInterval(() => {}, 1e6)`), {environment: {PATH: process.env['PATH']!, MILLWRIGHT_TEST_CHECKSUM: '1'}});
	const follower = new Follower(await holder.connect());
	await follower.shows('1');
	t.deepEqual([follower.screen.grid.cols, follower.screen.grid.rows], [80, 24]);
});
