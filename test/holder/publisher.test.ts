import {Buffer} from 'node:buffer';
import test from 'ava';
import {Publisher, type Subscriber} from '../../source/holder/publisher.js';
import {decodeScreenUpdate} from '../../source/protocol/screen-update.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';
import {gridText} from '../../source/screen/row-text.js';
import {Screen} from '../../source/screen/screen.js';
import {StyleTable} from '../../source/screen/style.js';

test('what comes of a key is shown at once, however fast keys are typed, and a flood behind a key is not', t => {
	const engine = new CellEngine({size: {cols: 20, rows: 4}, historyLines: 10});
	const publisher = new Publisher(engine);
	let shown = 0;
	const subscriber: Subscriber = {
		sent: 0,
		isBusy: false,
		show() {
			shown++;
		},
	};
	const print = (text: string) => {
		engine.write(Buffer.from(text));
		publisher.changed();
		publisher.acknowledge(subscriber);
	};

	publisher.add(subscriber);
	const first = shown;
	for (const key of 'typed') {
		publisher.expect();
		print(key);
	}

	t.is(shown - first, 5);
	publisher.expect();
	for (let line = 0; line < 10_000; line++) {
		print(`line ${line}\r\n`);
	}

	t.true(shown - first < 1000, String(shown));
	publisher.remove(subscriber);
});

/** Somebody who is shown the screen, and what that was. */
class Onlooker implements Subscriber {
	sent = 0;
	isBusy = false;
	readonly shown: string[] = [];
	readonly #screen = new Screen(new StyleTable());
	#next = Promise.withResolvers<void>();

	/** Resolves when it is shown something more. */
	get more(): Promise<void> {
		return this.#next.promise;
	}

	show(update: Uint8Array): void {
		this.#screen.apply(decodeScreenUpdate(update));
		this.shown.push(gridText(this.#screen.grid).trim());
		this.#next.resolve();
		this.#next = Promise.withResolvers();
	}
}

test('who joins in the middle of a frame (mode 2026) is shown it when it is whole, and so are those who look already', async t => {
	const engine = new CellEngine({size: {cols: 20, rows: 4}, historyLines: 10});
	const publisher = new Publisher(engine);
	const [first, second] = [new Onlooker(), new Onlooker()];
	const print = (text: string) => {
		engine.write(Buffer.from(text));
		publisher.changed();
	};

	print('before');
	publisher.add(first);
	t.deepEqual(first.shown, ['before'], 'at once where no frame has begun');
	publisher.acknowledge(first);
	print('\u{1B}[?2026h\u{1B}[2J\u{1B}[Hhalf');
	publisher.add(second);
	t.deepEqual([first.shown, second.shown], [['before'], []]);
	const both = Promise.all([first.more, second.more]);
	print(' and half\u{1B}[?2026l');
	await both;
	t.deepEqual([first.shown, second.shown], [['before', 'half and half'], ['half and half']]);
	publisher.remove(first);
	publisher.remove(second);
});

test('who joins in a frame that never ends is shown it nonetheless, and at once where it was waited for before', async t => {
	const engine = new CellEngine({size: {cols: 20, rows: 4}, historyLines: 10});
	const publisher = new Publisher(engine);
	const [first, second] = [new Onlooker(), new Onlooker()];
	engine.write(Buffer.from('\u{1B}[?2026hfor ever'));
	publisher.changed();
	const begun = performance.now();
	publisher.add(first);
	t.deepEqual(first.shown, []);
	await first.more;
	t.deepEqual(first.shown, ['for ever']);
	t.true(performance.now() - begun > 90, String(performance.now() - begun));
	publisher.add(second);
	t.deepEqual(second.shown, ['for ever']);
	publisher.remove(first);
	publisher.remove(second);
});
