import {createConnection} from 'node:net';
import {once} from 'node:events';
import path from 'node:path';
import test from 'ava';
import {makeCrew} from '../support/crew.js';

// Prints a line for each number that it is told to come to, and ends at the last.
const counter = `
let count = 0;
process.stdout.write('begin\\r\\n');
require('node:net').createServer(socket => socket.on('data', data => {
	for (const to = Number(data); count < to; count++) {
		process.stdout.write('line ' + count + ' ' + '='.repeat(process.stdout.columns) + '\\r\\n');
	}

	if (count === 900) {
		process.stdout.write('the last one', () => process.exit(0));
	}
})).listen(process.argv[2], () => process.stdout.write('ready\\r\\n'));
`;

test('`millwright logs --follow` tells each line once and to the last, though the history holds a hundred', async t => {
	const crew = await makeCrew(t, {counter}, {historyLines: 100});
	const place = path.join(crew.folder, 'agent.sock');
	const session = await crew.start('counter', place);
	const screen = await crew.follow(session);
	await screen.shows('ready');
	const agent = createConnection(place);
	await once(agent, 'connect');
	t.teardown(() => {
		agent.destroy();
	});
	agent.setNoDelay(true);
	let asked = 0;
	const {code, stdout, stderr} = await crew.run(['logs', '--follow', session.id], {
		heard(told) {
			// The last line of those that were asked for may go on: it is told when another has begun below it.
			if (asked === 900 || !told.includes(asked === 0 ? 'begin' : `line ${asked - 2} `)) {
				return;
			}

			asked += 60;
			agent.write(String(asked));
		},
	});
	t.deepEqual([code, stderr], [0, '']);
	t.deepEqual(stdout.trimEnd().split('\n').map(line => line.replace(/ =+$/v, '')), ['begin', 'ready', ...Array.from({length: 900}, (_, index) => `line ${index}`), 'the last one']);
	t.true((await crew.run(['logs', session.id])).stdout.trimEnd().endsWith('the last one'));
});
