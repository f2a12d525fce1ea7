import test from 'ava';
import {findLine} from '../../../source/commands/logs/find-line.js';
import type {HolderLink} from '../../../source/link/holder-link.js';
import {hold, numbered, printed} from './held.js';

test('a line that has not come is behind the screen, also of one that became lower meanwhile', async t => {
	const {print, link, engine} = hold(t, {size: {cols: 40, rows: 30}});
	print(printed(numbered(0, 5)));
	let asked = 0;
	const lines: HolderLink['lines'] = async (...given) => {
		const answer = await link.lines(...given);
		engine.resize({cols: 40, rows: 10});
		return ++asked > 10 ? Promise.reject(new Error('asked without end')) : answer;
	};

	const holder = Object.assign(Object.create(link) as HolderLink, {lines});
	t.deepEqual(await findLine(holder, 50), {row: 10, cols: 40});
});
