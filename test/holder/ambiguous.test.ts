import test from 'ava';
import {drive, Follower} from './drive.js';

test('a session has the width of ambiguous characters that it was started with', async t => {
	for (const [ambiguousWidth, column] of [[1, 3], [2, 5], [undefined, 3]] as const) {
		// Where the cursor is after two of them is what the program is told.
		const program = ['/bin/sh', '-c', String.raw`stty raw -echo; printf 'Ж※\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c; cat`];
		const held = await drive(t, program, ambiguousWidth === undefined ? {} : {ambiguousWidth});
		const follower = new Follower(await held.connect());
		await follower.shows(`033   [   1   ;   ${column}   R`);
		t.is(follower.screen.grid.cell({x: 0, y: 0}).width, ambiguousWidth ?? 1);
	}
});
