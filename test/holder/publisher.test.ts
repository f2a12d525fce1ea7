import {Buffer} from 'node:buffer';
import test from 'ava';
import {Publisher, type Subscriber} from '../../source/holder/publisher.js';
import {CellEngine} from '../../source/screen/engine/cell-engine.js';

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
