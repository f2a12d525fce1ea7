import {setImmediate as turn} from 'node:timers/promises';
import test from 'ava';
import * as fc from 'fast-check';
import {cycleThrough, inOrder, waitsFor} from '../../../source/daemon/queue/order.js';
import {Slots} from '../../../source/daemon/queue/slots.js';

const task = (id: string, priority: number, order: number, dependsOn: string[] = []) => ({id, project: 'p', priority, order, dependsOn});

test('priority comes before place, and place before name', t => {
	t.is(inOrder([task('d', 3, 1), task('c', 3, 1), task('b', 1, 9), task('a', 3, 0)]).map(({id}) => id).join(''), 'bacd');
	t.deepEqual(waitsFor(task('a', 1, 1, ['x', 'y']), id => id === 'x'), ['y']);
});

test('a circle is named from the task back to itself', t => {
	const known: Record<string, string[]> = {b: ['c'], c: ['a'], d: ['b']};
	t.deepEqual(cycleThrough('a', ['d', 'b'], id => known[id] ?? []), ['a', 'd', 'b', 'c', 'a']);
	t.is(cycleThrough('z', ['d'], id => known[id] ?? []), undefined);
	t.deepEqual(cycleThrough('a', ['a'], () => []), ['a', 'a']);
});

test('a graph that grows only by what is allowed never has a circle, and what is named is one', t => {
	fc.assert(fc.property(fc.array(fc.tuple(fc.nat(7), fc.nat(7)), {maxLength: 40}), edges => {
		const graph = new Map<string, string[]>();
		const next = (id: string) => graph.get(id) ?? [];
		for (const [from, to] of edges.map(pair => pair.map(String) as [string, string])) {
			const cycle = cycleThrough(from, [to], next);
			if (cycle === undefined) {
				graph.set(from, [...next(from), to]);
				continue;
			}

			t.deepEqual([cycle[0], cycle[1], cycle.at(-1)], [from, to, from]);
			t.true(cycle.slice(1, -1).every((id, index) => next(id).includes(cycle[index + 2]!)));
		}

		const reach = (id: string, seen: Set<string>): Set<string> => {
			for (const other of next(id).filter(known => !seen.has(known))) {
				seen.add(other);
				reach(other, seen);
			}

			return seen;
		};

		t.true(graph.keys().every(id => !reach(id, new Set()).has(id)));
	}));
});

const slots = (overall: number, project: number) => new Slots({overall, ofProject: () => project});

test('no more sessions work than there are slots, overall and in a project, and each that waits gets its turn', async t => {
	const own = slots(3, 2);
	const {signal} = new AbortController();
	const started: string[] = [];
	const ask = (session: string, project: string) => {
		void own.acquire({session, project, signal}).then(() => {
			started.push(session);
		});
	};

	ask('a1', 'a');
	ask('a2', 'a');
	ask('a3', 'a');
	ask('b1', 'b');
	ask('b2', 'b');
	await turn();
	t.deepEqual(started, ['a1', 'a2', 'b1']);
	t.deepEqual([own.hasLine('a'), own.hasLine('b'), own.hasLine('c')], [true, true, false], 'a project without a line is not kept by the lines of others');
	own.release('b1');
	await turn();
	t.deepEqual(started, ['a1', 'a2', 'b1', 'b2'], 'another project is not kept by the line of the first');
	own.release('a1');
	await turn();
	t.deepEqual([started.at(-1), own.used(), own.used('a'), own.hasLine('a')], ['a3', 3, 2, false]);
});

test('one that is called off while it waits leaves the line, and takes no slot', async t => {
	const own = slots(1, 1);
	const controller = new AbortController();
	await own.acquire({session: 'x', project: 'a', signal: controller.signal});
	const waiting = own.acquire({session: 'y', project: 'a', signal: controller.signal});
	controller.abort(new Error('called off'));
	await t.throwsAsync(waiting, {message: 'called off'});
	own.release('x');
	t.deepEqual([own.used(), own.hasLine('a')], [0, false]);
	await t.throwsAsync(own.acquire({session: 'z', project: 'a', signal: controller.signal}), {message: 'called off'});
});
