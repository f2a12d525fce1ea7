import test from 'ava';
import {LinkTable} from '../../source/screen/link-table.js';

const address = (number: number): string => `https://a.example/${number}`;

function marks(table: LinkTable, numbers: readonly number[]): Uint8Array {
	const used = new Uint8Array(table.end);
	for (const number of numbers) {
		used[number] = 1;
	}

	return used;
}

test('a link has one number, and none is 0', t => {
	const table = new LinkTable();
	t.is(table.number(''), 0);
	const [one, two] = [table.number(address(1)), table.number(address(2))];
	t.is(table.number(address(1)), one);
	t.not(one, two);
	t.is(table.address(two), address(2));
	t.is(table.address(0), '');
});

test('links that are forgotten give their numbers to others, and the rest keep theirs', t => {
	const table = new LinkTable();
	const numbers = Array.from({length: 100}, (_, number) => table.number(address(number)));
	table.keepMarked(marks(table, [0, numbers[7]!]));
	t.is(table.number(address(7)), numbers[7]!);
	t.true(Array.from({length: 99}, (_, number) => table.number(address(1000 + number))).every(number => number <= 100));
	t.is(table.address(numbers[7]!), address(7));
});

test('there is room for so many links, and for so long ones; one beyond them is none', t => {
	const [many, long] = [new LinkTable(), new LinkTable()];
	const last = Array.from({length: 20_000}, (_, number) => many.number(address(number))).at(-1);
	t.is(last, 0);
	const lengths = Array.from({length: 10_000}, (_, number) => long.number(address(number).padEnd(2000, 'x')));
	t.is(lengths.indexOf(0), Math.floor(1024 * 1024 / 2000));
	t.not(long.number('https://a.example/short'), 0, 'a short one has room still');
});

test('links are looked through when there are many, and no more than once a second', t => {
	const table = new LinkTable();
	t.false(table.areMany());
	const numbers = Array.from({length: 10_000}, (_, number) => table.number(address(number)));
	t.true(table.areMany());
	table.keepMarked(marks(table, numbers));
	t.false(table.areMany());
	t.true(table.areMany(performance.now() + 2000));
	table.keepMarked(marks(table, [0]));
	t.false(table.areMany(performance.now() + 2000));
	t.not(table.number(address(0)), 0);
});
