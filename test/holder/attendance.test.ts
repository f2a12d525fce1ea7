import {Buffer} from 'node:buffer';
import test, {type ExecutionContext} from 'ava';
import {within} from '../../source/base/guard.js';
import type {HolderLink} from '../../source/link/holder.js';
import type {Wish} from '../../source/protocol/holder.js';
import {drive, Follower, patience, script} from './drive.js';

type Told = {number: number; elsewhere?: true};

/** For each number that is typed so many texts for the clipboard, and then what was typed. */
const wisher = script(`
	process.stdin.setRawMode(true);
	process.stdout.write('\\u001B[?1004hready\\r\\n');
	let count = 0;
	process.stdin.on('data', data => {
		const wanted = Number(/\\d+/.exec(String(data))?.[0] ?? 0);
		for (let index = 0; index < wanted; index++) {
			count++;
			process.stdout.write('\\u001B]52;c;' + Buffer.from('text ' + count).toString('base64') + '\\u0007');
		}
		process.stdout.write(JSON.stringify(String(data)) + '\\r\\n');
	});
`);

/** One that is shown the screen. */
class Client {
	readonly link: HolderLink;
	readonly follower: Follower;
	readonly told: Told[] = [];
	readonly #waiting = new Set<() => void>();

	constructor(link: HolderLink) {
		this.link = link;
		this.follower = new Follower(link);
		link.wishes.on((wish: Wish) => {
			if (wish.kind !== 'clipboard') {
				return;
			}

			this.told.push({number: wish.number!, ...(wish.elsewhere === undefined ? {} : {elsewhere: true})});
			for (const look of this.#waiting) {
				look();
			}
		});
	}

	type(text: string): void {
		this.link.input(Buffer.from(text));
	}

	/** What it was told of that wish. */
	async hears(number: number): Promise<Told> {
		const {promise, resolve} = Promise.withResolvers<Told>();
		const look = () => {
			const told = this.told.findLast(told => told.number === number);
			if (told !== undefined) {
				resolve(told);
			}
		};

		this.#waiting.add(look);
		look();
		return within(patience, promise, () => new Error(`It was never told of ${number}, but of ${JSON.stringify(this.told)}.`));
	}
}

/** Two that are shown the same session, and a way to what the program reads at which nobody is shown it. */
async function two(t: ExecutionContext): Promise<{here: Client; there: Client; hand: (text: string) => void}> {
	const holder = await drive(t, wisher);
	const open = async () => {
		const client = new Client(await holder.connect());
		await client.follower.shows('ready');
		return client;
	};

	const link = await holder.connect();
	return {
		here: await open(),
		there: await open(),
		hand(text) {
			link.input(Buffer.from(text));
		},
	};
}

// More than one is told of at once.
const burst = '9';

test('a text is for where the person typed last, and a client that only got or lost the focus is not that', async t => {
	const {here, there, hand} = await two(t);
	here.type('1');
	t.deepEqual([await here.hears(1), await there.hears(1)], [{number: 1}, {number: 1, elsewhere: true}]);
	there.type('\u{1B}[I');
	await here.follower.shows('[I');
	there.type('\u{1B}[O');
	await here.follower.shows('[O');
	hand('1');
	t.deepEqual([await here.hears(2), await there.hears(2)], [{number: 2}, {number: 2, elsewhere: true}]);
	there.type('1');
	t.deepEqual([await here.hears(3), await there.hears(3)], [{number: 3, elsewhere: true}, {number: 3}]);
});

test('where nobody has typed a text is for each, and so it is when the client where they did is shown the screen no more', async t => {
	const {here, there, hand} = await two(t);
	hand('1');
	t.deepEqual([await here.hears(1), await there.hears(1)], [{number: 1}, {number: 1}]);
	here.type('1');
	t.deepEqual(await there.hears(2), {number: 2, elsewhere: true});
	here.link.unsubscribe();
	// It counts no more as the one where the person types, not by typing either.
	here.type('1');
	t.deepEqual(await there.hears(3), {number: 3});
});

test('when the client where the person typed has closed, a text is for the others', async t => {
	const {here, there, hand} = await two(t);
	here.type('1');
	let told = await there.hears(1);
	t.deepEqual(told, {number: 1, elsewhere: true});
	here.link.close();
	// The holder hears of it when it does.
	while (told.elsewhere === true && told.number < 10) {
		hand('1');
		told = await there.hears(told.number + 1);
	}

	t.deepEqual(Object.keys(told), ['number']);
});

test('what the person is told of late where they type, comes there also when another client trusts the session', async t => {
	const {here, there} = await two(t);
	here.type(burst);
	await there.follower.shows('"9"');
	there.link.heed({number: 9, trust: 'always'});
	t.deepEqual(await here.hears(9), {number: 9});
	t.false(here.told.some(({number}) => number === 8), 'it was told of it late');
});

test('whom a text is for that is told of late, is whom it was for when the program wished it', async t => {
	const {here, there} = await two(t);
	here.type(burst);
	await there.follower.shows('"9"');
	there.type('x');
	t.deepEqual([await here.hears(9), await there.hears(9)], [{number: 9}, {number: 9, elsewhere: true}]);
});

test('what the client where the person typed was not told of when it left, is for the others', async t => {
	const {here, there} = await two(t);
	here.type(burst);
	await here.follower.shows('"9"');
	here.link.unsubscribe();
	const told = await there.hears(9);
	// On a slow machine it was told.
	t.true(told.elsewhere === undefined || here.told.some(({number}) => number === 9));
});
