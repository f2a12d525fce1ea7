import test from 'ava';
import {drive, Follower, script} from './drive.js';

/*
Each frame fills the screen with one letter. They follow each other without a gap for so many megabytes, and neither a write nor a read ends where
one of them does.
*/
const program = `
	const frame = letter => '\\u001B[?2026h\\u001B[H' + Array.from({length: 10}, () => letter.repeat(40)).join('\\r\\n') + '\\u001B[?2026l';
	const all = Array.from('abcdefghijklmnopqrstuvwxyz', frame).join('').repeat(10);
	const step = 60_007;
	let [text, left] = ['', 20_000_000];
	const draw = () => {
		if (left <= 0) {
			process.stdout.write(text + '\\u001B[H\\u001B[2Jover');
			setInterval(() => {}, 1e6);
			return;
		}

		while (text.length < step) {
			text += all;
		}

		left -= step;
		const part = text.slice(0, step);
		text = text.slice(step);
		process.stdout.write(part, draw);
	};
	draw();
`;

test('of frames that follow each other (mode 2026) whole ones are shown, and they are shown all the while', async t => {
	const holder = await drive(t, script(program), {size: {cols: 40, rows: 10}});
	const follower = new Follower(await holder.connect());
	let [revision, whole, torn] = [0, 0, 0];
	await follower.until((text, screen) => {
		if (text.includes('over')) {
			return true;
		}

		if (screen.revision !== revision) {
			revision = screen.revision;
			if (new Set(text.split('\n').slice(0, 10)).size === 1) {
				whole++;
			} else {
				torn++;
			}
		}

		return false;
	});
	t.true(whole > 5, String(whole));
	// One that takes over a tenth of a second is shown as it is: on a machine that has no core for its program.
	t.true(torn <= 1 + (whole / 20), `${torn} torn and ${whole} whole ones`);
});
