import test from 'ava';
import {drive, Follower, script} from './drive.js';

/*
Each frame fills the screen with one letter. They follow each other without a gap, and a write ends in the midst of one: what has come is never
a whole number of frames. It waits now and then, as one that draws by a clock does.
*/
const program = `
	const frame = letter => '\\u001B[?2026h\\u001B[H' + Array.from({length: 10}, () => letter.repeat(40)).join('\\r\\n') + '\\u001B[?2026l';
	const letters = 'abcdefghijklmnopqrstuvwxyz';
	let [text, at] = ['', 0];
	const draw = () => {
		if (at === 400) {
			process.stdout.write(text + '\\u001B[H\\u001B[2Jover');
			setInterval(() => {}, 1e6);
			return;
		}

		text += frame(letters[at++ % 26]) + frame(letters[at++ % 26]);
		process.stdout.write(text.slice(0, -200), () => setTimeout(draw, 4));
		text = text.slice(-200);
	};
	draw();
`;

test('of frames that follow each other (mode 2026) only whole ones are shown, and they are shown all the while', async t => {
	const holder = await drive(t, script(program), {size: {cols: 40, rows: 10}});
	const follower = new Follower(await holder.connect());
	const [seen, torn] = [new Set<string>(), new Set<string>()];
	await follower.until(text => {
		const rows = new Set(text.split('\n').slice(0, 10));
		if (!text.includes('over')) {
			(rows.size === 1 ? seen : torn).add(text);
		}

		return text.includes('over');
	});
	t.deepEqual([...torn], []);
	t.true(seen.size > 5, String(seen.size));
});
