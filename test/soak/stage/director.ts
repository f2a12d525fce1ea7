import {once} from 'node:events';
import net from 'node:net';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import type {SessionView} from '../../../source/protocol/session.js';
import type {Crew} from '../../support/crew.js';
import type {Lifetime} from '../../support/lifetime.js';
import type {Done, Order, Word} from './order.js';

/** A session whose program does as it is told. */
export type Performer = {
	session: SessionView;
	/** What was typed into it, as it came. */
	typed: Emitter<string>;
	/** Resolves when the terminal has taken all that was printed for it. */
	order: (order: Order) => Promise<Done>;
};

// Of one order, in milliseconds: the largest bombs take some seconds.
const patience = 120_000;

/** The text of the program, for the folder of a crew's agents. */
export const performer = `import(${JSON.stringify(import.meta.resolve('./performer.js'))});\n`;

let count = 0;

/** Opens a session of the agent with that name, whose program is the performer. */
export async function direct(life: Lifetime, crew: Crew, agent = 'performer'): Promise<Performer> {
	const place = path.join(crew.folder, `director-${++count}`);
	const server = net.createServer();
	server.listen(place);
	await once(server, 'listening');
	const came = once(server, 'connection') as Promise<[net.Socket]>;
	const session = await crew.start(agent, place);
	const [socket] = await within(patience, came, () => new Error('The program of a session did not come.'));
	socket.on('error', () => {
		// It was ended.
	});
	life.teardown(() => {
		socket.destroy();
		server.close();
	});
	const typed = new Emitter<string>();
	const waiting: Array<(done: Done) => void> = [];
	createInterface(socket).on('line', line => {
		const word = JSON.parse(line) as Word;
		if ('typed' in word) {
			typed.emit(word.typed);
		} else {
			waiting.shift()!(word.done);
		}
	});
	return {
		session,
		typed,
		async order(order) {
			const {promise, resolve} = Promise.withResolvers<Done>();
			waiting.push(resolve);
			socket.write(`${JSON.stringify(order)}\n`);
			return within(patience, promise, () => new Error(`The program did not come through “${order.do}” within ${patience / 1000} s.`));
		},
	};
}
