import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {Finder} from '../../source/base/finder.js';

/** Counts the turns of the loop, and the processor's milliseconds of the longest of them, until the test ends. */
function watchTurns(t: ExecutionContext): {count: number; longest: number} {
	const turns = {count: 0, longest: 0};
	let before = process.threadCpuUsage();
	let next: NodeJS.Immediate;
	const look = () => {
		const {user, system} = process.threadCpuUsage(before);
		turns.longest = Math.max(turns.longest, (user + system) / 1000);
		turns.count++;
		before = process.threadCpuUsage();
		next = setImmediate(look);
	};

	next = setImmediate(look);
	t.teardown(() => {
		clearImmediate(next);
	});
	return turns;
}

test.serial('an expression that one line is too much for is given up with turns for keys before it', async t => {
	const turns = watchTurns(t);
	await t.throwsAsync(new Finder({source: '(a+)+b', flags: 'giu'}).find(['a'.repeat(60)]), {code: 'slow-pattern', message: /\(a\+\)\+b takes more than 20 ms for one line/v});
	t.true(turns.count > 0, 'a turn between two tries');
});

test.serial('keys have their turn while an expression that is slow for every line goes through them', async t => {
	const finder = new Finder({source: 'a*a*b|c$', flags: 'giu'});
	let text = 'a'.repeat(100);
	const cost = async () => {
		const before = process.threadCpuUsage();
		await finder.find(Array.from({length: 20}, () => text));
		return process.threadCpuUsage(before).user / 20;
	};

	// As long as takes some 0.4 ms a line here, whichever machine this is.
	while (await cost() < 200) {
		text += 'a'.repeat(50);
	}

	const turns = watchTurns(t);
	const {places} = await finder.find(Array.from({length: 500}, () => `${text}c`));
	t.deepEqual(places, Array.from({length: 500}, (_, index) => [index, text.length, text.length + 1]));
	t.true(turns.count > 3, `${turns.count} turns for 100 ms and more`);
	t.true(turns.longest < 80, `${turns.longest} ms in one turn`);
});

test.serial('what is found in slices is what is found at once, empty matches and many in one line too', async t => {
	const texts = Array.from({length: 800}, (_, index) => `${index} \u{1F600}${'word '.repeat(index % 500)}x`);
	const expression = /\d{2,}|\p{Emoji_Presentation}|[ox]*/gv;
	const expected = texts.flatMap((text, index) => text.matchAll(expression).filter(([match]) => match !== '').map(match => [index, match.index, match.index + match[0].length]).toArray());
	const turns = watchTurns(t);
	// As text: AVA's own comparison takes minutes for so many.
	t.is(JSON.stringify((await new Finder(expression).find(texts)).places), JSON.stringify(expected));
	const {places, count} = await new Finder(expression).find(texts, 5);
	t.is(count, expected.length);
	t.deepEqual(places, expected.slice(0, 5) as typeof places);
	t.true(turns.count > 0, 'it was stopped in between');
});
